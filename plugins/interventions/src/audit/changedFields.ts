/** A column of a row, before and after; null on the side where there was no row. */
export interface Field {
  name: string;
  before: unknown;
  after: unknown;
}

type Row = Readonly<Record<string, unknown>> | null;

/**
 * Splits the columns of a row into those a change has touched and those it has not, in the order of the row. In a row
 * that was added or removed, columns without a value are unchanged.
 */
export function changedFields(before: Row, after: Row): { changed: Field[]; unchanged: Field[] } {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const fields = names
    // The tenant is the same in every row.
    .filter((name) => name !== 'tenant_id')
    .map((name) => ({ name, before: before?.[name] ?? null, after: after?.[name] ?? null }));
  const isChanged = (field: Field) => JSON.stringify(field.before) !== JSON.stringify(field.after);
  return { changed: fields.filter(isChanged), unchanged: fields.filter((field) => !isChanged(field)) };
}
