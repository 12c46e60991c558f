import type { Client } from 'pg';

/** How many rows of a tenant hold an id in any column, by table. */
export async function countRowsWith(id: string, admin: Client, tenantId: string): Promise<Record<string, number>> {
  const found = await admin.query<{ relation: string; count: number }>(
    `${await everyRow(admin)} select relation, count(*)::int as count from x where tenant_id = $1 and row like $2 group by 1`,
    [tenantId, `%${id}%`],
  );
  return Object.fromEntries(found.rows.map(({ relation, count }) => [relation, count]));
}

/** A hash of all rows of a tenant, by table: equal when nothing has changed. */
export async function stateOf(admin: Client, tenantId: string): Promise<unknown> {
  const { rows } = await admin.query(
    `${await everyRow(admin)} select relation, md5(string_agg(row, '|' order by row)) from x where tenant_id = $1 group by 1 order by 1`,
    [tenantId],
  );
  return rows;
}

/** Every UUID in the rows of one tenant that is in no row of another. */
export async function idsOnlyIn(admin: Client, tenantId: string): Promise<string[]> {
  const { rows } = await admin.query<{ id: string }>(
    `${await everyRow(admin)}
     select m[1] as id
     from x, regexp_matches(row, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') m
     group by 1
     having bool_and(tenant_id = $1)`,
    [tenantId],
  );
  return rows.map(({ id }) => id);
}

/** Every row of every table with a tenant, as text: `x (relation, tenant_id, row)`. */
async function everyRow(admin: Client): Promise<string> {
  const { rows: relations } = await admin.query<{ relation: string }>(
    `select attrelid::regclass::text as relation
     from pg_attribute a
     join pg_class c on c.oid = a.attrelid
     where attname = 'tenant_id' and relkind = 'r' and relnamespace in ('aimline'::regnamespace, 'directory'::regnamespace)`,
  );
  const selects = relations.map(
    ({ relation }) => `select '${relation}' as relation, tenant_id, r::text as row from ${relation} r`,
  );
  return `with x as (${selects.join(' union all ')})`;
}
