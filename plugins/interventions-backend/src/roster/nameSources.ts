import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { InputError } from '@backstage/errors';

/**
 * Whose names count in a district that has not said otherwise. Somebody who wrote a name by hand had a reason; the
 * student information system knows more of names than the learning platform, where people may change their own.
 */
const DEFAULT_ORDER = `array['hand', 'import', 'lti']`;

/**
 * SQL: whether `source` ranks above `other`, both expressions. A source ranks by its own name where the order lists it,
 * else by its kind, the part before the first colon; what is not listed ranks last. Of two equals none is above.
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
 * SQL: whether `:source` says what person `p` is called: it said so before, nobody has yet, or it ranks above the source
 * that did. Not among equals: the name would change with each of them that speaks.
 */
export const SAYS_NAME = `(
  p.name_source = :source
  or (p.given_name = '' and p.family_name = '')
  or ${ranksAbove(':source::text', 'p.name_source')})`;

/**
 * Sets whose names count, the highest first: sources, such as `import:sis`, or kinds of them, such as `import`. Names
 * that are there stay until their source, or one above it, says them again.
 *
 * @throws InputError when the order is empty, or lists a source twice.
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
