import { attendanceRecorded } from '@aimline/plugin-interventions-common/attendance';
import type { Action } from '@aimline/plugin-interventions-common/contracts';
import { studentsEnrolled, studentWithdrawn } from '@aimline/plugin-interventions-common/enrollments';
import type { EventDefinition } from '@aimline/plugin-interventions-common/event';
import { interventionCreated } from '@aimline/plugin-interventions-common/interventions';
import { progressNoted } from '@aimline/plugin-interventions-common/progress';
import { Client } from 'pg';
import type { StoredEvent } from './countArrivals';

/** Counts of what is in the database of a district. */
export interface State {
  /** How many audit records each write left, by its mark. */
  traces: ReadonlyMap<string, number>;
  /** Rows that differ from their newest audit record or have none, and records whose row is missing. */
  rowsUnlikeRecords: number;
  changesWithoutEvent: number;
  eventsWithoutChange: number;
  events: readonly StoredEvent[];
  /** Number of deliveries that are due, are dead letters, or wait behind another one. */
  unsettled: number;
}

/** Counts as a superuser, whom row-level security does not restrict, over a connection of its own. */
export async function countState(admin: object, tenantId: string): Promise<State> {
  const client = new Client(admin);
  await client.connect();
  const rows = async (sql: string) => (await client.query(sql, [tenantId])).rows;
  try {
    await client.query('begin isolation level repeatable read read only');
    const traces = await rows(TRACES);
    const { rows: tables } = await client.query<AuditedTable>(AUDITED_TABLES);
    const [unlike] = await rows(rowsUnlikeRecords(tables));
    const [unpaired] = await rows(UNPAIRED);
    const events = await rows(EVENTS);
    const [unsettled] = await rows(UNSETTLED);
    return {
      traces: new Map(traces.map(({ mark, n }) => [mark, n])),
      rowsUnlikeRecords: unlike.n,
      ...unpaired,
      events,
      unsettled: unsettled.n,
    };
  } finally {
    await client.end();
  }
}

const TRACES = `
  select mark, count(*)::int as n
  from (
    select case
        when a.action = 'progress.note' and a.entity = 'progress_note' then a.after ->> 'text'
        when a.action = 'attendance.record' and a.entity = 'attendance_record' then a.after ->> 'note'
        when a.action = 'intervention.create' and a.entity = 'intervention' then a.after ->> 'title'
        when a.action = 'enrollment.create' and a.entity = 'enrollment' then 'Enrolled in ' || a.intervention_id
        when a.action = 'enrollment.withdraw' and a.entity = 'enrollment' then 'Withdrawn from ' || a.intervention_id
      end as mark
    from aimline.audit_record a
    where a.tenant_id = $1) m
  where mark is not null
  group by mark`;

/**
 * The tables whose newest audit record must equal the row: those with an audit trigger that fires on every change (no
 * condition, no list of columns), and whose audited id is the primary key beside the tenant. Read from the catalogue, so that a new table of
 * facts is counted as well.
 */
const AUDITED_TABLES = `
  select c.oid::regclass::text as name, c.relname as entity, a.args[1] as "idColumn", a.args[2:] as hidden
  from pg_trigger t
  join pg_class c on c.oid = t.tgrelid
  cross join lateral (
    select trim_array(string_to_array(encode(t.tgargs, 'escape'), '\\000'), 1) as args) a
  join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
  where t.tgname = 'audited' and t.tgqual is null and t.tgattr = ''::int2vector and array_length(k.conkey, 1) = 2
    and (select attname from pg_attribute where attrelid = c.oid and attnum = k.conkey[1]) = 'tenant_id'
    and (select attname from pg_attribute where attrelid = c.oid and attnum = k.conkey[2]) = a.args[1]`;

interface AuditedTable {
  name: string;
  entity: string;
  idColumn: string;
  /** Columns that are left out of audit records. */
  hidden: string[];
}

function rowsUnlikeRecords(tables: readonly AuditedTable[]): string {
  const present = tables.map(({ name, entity, idColumn, hidden }) => {
    const row = `to_jsonb(t) - array[${listOf(hidden)}]::text[]`;
    return `select '${entity}' as entity, t.${idColumn} as id, ${row} as row from ${name} t where t.tenant_id = $1`;
  });
  return `
    with present as (${present.join(' union all ')}),
    recorded as (
      select distinct on (a.entity, a.entity_id) a.entity, a.entity_id as id, a.after as row
      from aimline.audit_record a
      where a.tenant_id = $1 and a.entity in (${listOf(tables.map(({ entity }) => entity))})
      order by a.entity, a.entity_id, a.audit_id desc)
    select count(*)::int as n
    from present p
    full join recorded r on r.entity = p.entity and r.id = p.id
    where p.row is distinct from r.row`;
}

/** The event that each action of the plan announces. */
const EVENT_OF = {
  'progress.note': progressNoted,
  'attendance.record': attendanceRecorded,
  'intervention.create': interventionCreated,
  'enrollment.create': studentsEnrolled,
  'enrollment.withdraw': studentWithdrawn,
} satisfies Partial<Record<Action, EventDefinition>>;

/**
 * A change and its event belong to one transaction. That of an event is the `xmin` of its row (32 bits), not its `xid`: the
 * latter is its place in the feed, which is raised to that of the event before it where two transactions overlap.
 */
const UNPAIRED = `
  with change as (
    select distinct a.xid::text::bigint % 4294967296 as xid, x.type
    from unnest(array[${listOf(Object.keys(EVENT_OF))}],
      array[${listOf(Object.values(EVENT_OF).map(({ type }) => type))}]) as x (action, type)
    join aimline.audit_record a on a.action = x.action and a.entity <> 'access_refusal'
    where a.tenant_id = $1),
  event as (
    select e.xmin::text::bigint as xid, e.type
    from aimline.outbox_event e
    where e.tenant_id = $1)
  select
    (select count(*)::int from change c where not exists (
      select from event e where e.xid = c.xid and e.type = c.type)) as "changesWithoutEvent",
    (select count(*)::int from event e where not exists (
      select from change c where c.xid = e.xid and c.type = e.type)) as "eventsWithoutChange"`;

const EVENTS = `
  select e.ordering_key as stream, e.seq, e.event_id as id
  from aimline.outbox_event e
  where e.tenant_id = $1
  order by e.ordering_key, e.seq`;

const UNSETTLED = `
  select count(*)::int as n
  from aimline.event_delivery d
  join aimline.outbox_stream s on s.tenant_id = d.tenant_id and s.ordering_key = d.ordering_key
  where d.tenant_id = $1
    and (d.due_at < 'infinity' or d.dead_at is not null or d.delivered_seq < s.last_seq)`;

/** Names, none of which has a quote, as a list of SQL literals. */
function listOf(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
