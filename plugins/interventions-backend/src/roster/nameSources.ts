import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { InputError } from '@backstage/errors';

/**
 * The default ranking of name sources. A name entered by hand has a reason; the student information system is more reliable
 * than the learning platform, where people may change their own name.
 */
const DEFAULT_ORDER = `array['hand', 'import', 'lti']`;

/**
 * SQL: whether `source` ranks above `other`; both are SQL expressions. A source ranks by its own name if the order lists it,
 * otherwise by its kind, the part before the first colon; unlisted sources rank last. Equal ranks are not above each other.
 */
export function ranksAbove(source: string, other: string): string {
  const rank = (name: string) =>
    `coalesce(array_position(o.names, ${name}), array_position(o.names, split_part(${name}, ':', 1)), cardinality(o.names) + 1)`;
  return `(
    select ${rank(source)} < ${rank(other)}
    from (
      select coalesce(
        (select s.name_sources from roster_setting s where s.tenant_id = :tenantId),
        ${DEFAULT_ORDER}) as names) o)`;
}

/**
 * SQL: whether `:source` may set the name of person `p`: it has set the current one, there is none yet, or it ranks above the
 * source that has. Not among equal ranks, or the name would change with every update of either.
 */
export const MAY_SET_NAME = `(
  p.name_source = :source
  or (p.given_name = '' and p.family_name = '')
  or ${ranksAbove(':source::text', 'p.name_source')})`;

/**
 * Sets the ranking of name sources, highest first: sources such as `import:sis`, or kinds such as `import`. Stored names stay
 * until their source, or one that ranks above it, sends them again.
 *
 * @throws InputError when the order is empty, or lists a source twice
 */
export async function setNameSources(uow: UnitOfWork, order: readonly string[]): Promise<void> {
  if (order.length === 0 || order.includes(''))
    throw new InputError('Expected the sources of names, the highest first.');
  if (new Set(order).size < order.length) throw new InputError('A source is listed twice.');
  await uow.rows(
    `insert into roster_setting as s (tenant_id, name_sources) values (:tenantId, :order)
     on conflict (tenant_id) do update set name_sources = excluded.name_sources
       where s.name_sources is distinct from excluded.name_sources`,
    { order },
  );
}
