import type { PersonKind, UnitOfWork } from '@aimline/plugin-interventions-node';
import { InputError, NotFoundError } from '@backstage/errors';
import { ranksAbove } from './nameSources';

/** Two records of one person. */
export interface PeopleToMerge {
  kind: PersonKind;
  /** The id of the record that is removed. */
  from: string;
  /** The id of the record that remains. */
  into: string;
}

/**
 * Merges two records of one person: all references to `from` are moved to `into`, external ids included, and `from` is
 * deleted. Where both have the same membership, address or coordinator status, that of `into` is kept. The name of the
 * higher ranking source is kept; at a tie, that of `into`.
 *
 * The past is not rewritten: audit records, denied requests and events keep the id of `from`. Open launch sessions of `from`
 * end, because they were opened with its rights; the next launch opens one with those of `into`.
 *
 * A concurrent transaction that records either person waits, and then records `into`. Locks are taken in the order of
 * `recordPeople`: external ids, then people.
 *
 * @throws InputError when both are the same record
 * @throws NotFoundError when one of them is not in this tenant
 * @throws DatabaseError `enrollment_once` when both take part in one intervention at the same time, `no_double_booking`
 *   when they would be in two places at once, `attendance_once` when both have a mark in one session
 */
export async function mergePeople(uow: UnitOfWork, { kind, from, into }: PeopleToMerge): Promise<void> {
  if (from === into) throw new InputError('A record cannot be merged with itself.');
  const ids = { kind, from, into };
  await uow.rows(MOVE_IDENTITIES, ids);
  const both = await uow.rows(
    `select from ${kind} where tenant_id = :tenantId and ${kind}_id in (:from, :into) order by ${kind}_id for update`,
    ids,
  );
  if (both.length < 2) throw new NotFoundError(`There is no such ${kind}.`);
  // again, for ids that were linked while this waited for the lock
  await uow.rows(MOVE_IDENTITIES, ids);
  await moveName(uow, ids);
  if (kind === 'contact') await moveLanguages(uow, ids);
  if (kind === 'student') await mergeInSyncs(uow, ids);
  for (const reference of await findReferences(uow, kind)) await redirect(uow, reference, ids);
  if (kind !== 'student') await deleteTemporaryData(uow, from);
  await uow.rows(`delete from ${kind} where tenant_id = :tenantId and ${kind}_id = :from`, ids);
  await uow.rows(
    `update merged_person set into_id = :into where tenant_id = :tenantId and kind = :kind and into_id = :from`,
    ids,
  );
  await uow.rows(
    `insert into merged_person (tenant_id, kind, merged_id, into_id, merged_at)
     values (:tenantId, :kind, :from, :into, :now)`,
    { ...ids, now: uow.now },
  );
}

const MOVE_IDENTITIES = `
  update external_identity set local_id = :into where tenant_id = :tenantId and kind = :kind and local_id = :from`;

async function moveName(uow: UnitOfWork, { kind, from, into }: PeopleToMerge): Promise<void> {
  await uow.rows(
    `update ${kind} p
     set given_name = f.given_name, family_name = f.family_name, name_source = f.name_source
     from ${kind} f
     where p.tenant_id = :tenantId and p.${kind}_id = :into
       and f.tenant_id = :tenantId and f.${kind}_id = :from
       and not (f.given_name = '' and f.family_name = '')
       and ((p.given_name = '' and p.family_name = '') or ${ranksAbove('f.name_source', 'p.name_source')})`,
    { from, into },
  );
}

async function moveLanguages(uow: UnitOfWork, { from, into }: PeopleToMerge): Promise<void> {
  await uow.rows(
    `update contact p
     set languages = f.languages
     from contact f
     where p.tenant_id = :tenantId and p.contact_id = :into and p.languages = '{}'
       and f.tenant_id = :tenantId and f.contact_id = :from and f.languages <> '{}'`,
    { from, into },
  );
}

/** Replaces `from` by `into` in the batches of syncs in progress. */
async function mergeInSyncs(uow: UnitOfWork, { from, into }: PeopleToMerge): Promise<void> {
  await uow.rows(
    `update course_roster_batch b
     set student_ids = array_replace(b.student_ids, :from::uuid, :into::uuid)
     where b.tenant_id = :tenantId and :from::uuid = any(b.student_ids)`,
    { from, into },
  );
}

/** A foreign key column that refers to people, with its table; names are quoted for SQL. */
interface Reference {
  table: string;
  column: string;
  /** The other columns of the primary key without the tenant; null when the column is not part of it. */
  restOfKey: string[] | null;
}

/** All foreign keys to people of a kind, from the catalogue of the database, so that new features are covered. */
function findReferences(uow: UnitOfWork, kind: PersonKind): Promise<Reference[]> {
  return uow.rows<Reference>(
    `with reference as (
       select k.conrelid as oid, c.referring as attnum
       from pg_constraint k
       cross join unnest(k.conkey, k.confkey) as c (referring, referred)
       join pg_attribute f on f.attrelid = k.confrelid and f.attnum = c.referred
       where k.contype = 'f' and k.confrelid = :kind::text::regclass and f.attname = :kind::text || '_id')
     select r.oid::regclass::text as "table", quote_ident(a.attname) as "column",
       (select coalesce(array_agg(quote_ident(o.attname)) filter (where o.attnum <> r.attnum and o.attname <> 'tenant_id'), '{}')
        from pg_constraint p
        join pg_attribute o on o.attrelid = p.conrelid and o.attnum = any(p.conkey)
        where p.conrelid = r.oid and p.contype = 'p'
        having bool_or(o.attnum = r.attnum)) as "restOfKey"
     from reference r
     join pg_attribute a on a.attrelid = r.oid and a.attnum = r.attnum
     order by 1, 2`,
    { kind },
  );
}

/** Moves the references of a column. Where it is part of the key and `into` has the same row, the row of `from` is deleted. */
async function redirect(
  uow: UnitOfWork,
  { table, column, restOfKey }: Reference,
  { from, into }: PeopleToMerge,
): Promise<void> {
  if (restOfKey !== null) {
    const isSame = restOfKey.map((name) => ` and o.${name} = r.${name}`).join('');
    await uow.rows(
      `delete from ${table} r
       where r.tenant_id = :tenantId and r.${column} = :from
         and exists (select from ${table} o where o.tenant_id = :tenantId and o.${column} = :into${isSame})`,
      { from, into },
    );
  }
  await uow.rows(`update ${table} set ${column} = :into where tenant_id = :tenantId and ${column} = :from`, {
    from,
    into,
  });
}

/** Deletes temporary data of a person: rows with their `person_id` in tables that allow deletion. */
async function deleteTemporaryData(uow: UnitOfWork, from: string): Promise<void> {
  const tables = await uow.rows<{ table: string }>(
    `select t.oid::regclass::text as "table"
     from pg_class t
     join pg_attribute a on a.attrelid = t.oid and a.attname = 'person_id'
     where t.relnamespace = 'aimline'::regnamespace and t.relkind = 'r' and has_table_privilege(t.oid, 'delete')
     order by 1`,
  );
  for (const { table } of tables) {
    await uow.rows(`delete from ${table} where tenant_id = :tenantId and person_id = :from`, { from });
  }
}
