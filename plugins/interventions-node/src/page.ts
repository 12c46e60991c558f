import { FieldError } from './errors';
import type { UnitOfWork } from './unitOfWork';

/** How a list is read page by page. */
export interface PagedList<Name extends string, Row> {
  /** The name of the items in the result. */
  items: Name;
  pageSize: number;
  /** The cursor that the request sent; undefined for the first page. */
  after: string | undefined;
  cursorOf(row: Row): string;
  /** The table and id column in which the row of the cursor must exist; by default, every cursor is accepted. */
  cursorIn?: readonly [table: string, idColumn: string];
}

/** Bindings of a list's statement. */
export interface PageBindings extends Record<string, unknown> {
  /** The cursor; null for the first page. */
  after: string | null;
  /** One row more than fits on the page, which shows whether there is a next page. */
  limit: number;
}

/** No cursor and no limit, for a statement that reads a list as well as single rows. */
export const WHOLE_LIST = { after: null, limit: null };

/**
 * One page of a list. `read` runs its statement, which continues after the row of `:after` in the order of the list
 * (keyset pagination) and ends with `limit :limit`.
 *
 * @throws FieldError when the row of the cursor is gone or belongs to another district: otherwise the list would seem to
 *   end here
 */
export async function readPage<Name extends string, Row>(
  uow: UnitOfWork,
  { items, pageSize, after, cursorOf, cursorIn }: PagedList<Name, Row>,
  read: (bindings: PageBindings) => Promise<Row[]>,
): Promise<Record<Name, Row[]> & { next: string | null; hasMore: boolean }> {
  const rows = await read({ after: after ?? null, limit: pageSize + 1 });
  if (rows.length === 0 && after !== undefined && cursorIn) await expectCursor(uow, cursorIn, after);
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    ...({ [items]: page } as Record<Name, Row[]>),
    next: last === undefined ? (after ?? null) : cursorOf(last),
    hasMore: rows.length > pageSize,
  };
}

/** The error for a cursor that matches no item. */
export function unknownCursor(cursor: string): FieldError {
  const message = `Unknown or expired cursor "${cursor}": read the list from its beginning.`;
  return new FieldError([{ path: 'query.after', message }]);
}

async function expectCursor(uow: UnitOfWork, [table, column]: readonly [string, string], after: string): Promise<void> {
  const sql = `select from ${table} x where x.tenant_id = :tenantId and x.${column} = :after`;
  const known = await uow.rows(sql, { after });
  if (known.length === 0) throw unknownCursor(after);
}
