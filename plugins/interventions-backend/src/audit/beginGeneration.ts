import type { Knex } from 'knex';

/**
 * Begins a new generation of audit records and events, and returns its number. After a restore from a dump, transaction
 * ids start from the beginning: without a new generation, new records would fall into sealed ranges, and new events
 * would lie before the cursors of feed readers.
 */
export async function beginGeneration(owner: Knex): Promise<number> {
  return owner.transaction(async (transaction) => {
    // excludes writers until the commit, so all records of the previous generation have its number
    await transaction.raw('lock table aimline.audit_record, aimline.outbox_event in access exclusive mode');
    const { rows } = await transaction.raw<{ rows: { next: number }[] }>(
      `select pg_get_expr(d.adbin, d.adrelid)::int + 1 as next
       from pg_attrdef d
       join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
       where d.adrelid = 'aimline.audit_record'::regclass and a.attname = 'generation'`,
    );
    const { next } = rows[0]!;
    for (const table of ['audit_record', 'outbox_event']) {
      await transaction.raw(`alter table aimline.${table} alter column generation set default ${next}`);
    }
    return next;
  });
}
