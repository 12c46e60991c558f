import { Client } from 'pg';
import type { StoredEvent } from './countArrivals';

/** What is in the database of a district. */
export interface Stock {
  /** How many audit records each write has left, by its mark. */
  traces: ReadonlyMap<string, number>;
  /** Rows that are not as the newest audit record of them says, or of which there is none; and the other way round. */
  rowsUnlikeRecords: number;
  changesWithoutEvent: number;
  eventsWithoutChange: number;
  events: readonly StoredEvent[];
  /** Deliveries that are due or dead, or behind. */
  unsettled: number;
}

/** Counts past the wall between tenants, as a superuser, over a connection of its own. */
export async function takeStock(admin: object, tenantId: string): Promise<Stock> {
  const client = new Client(admin);
  await client.connect();
  const rows = async (sql: string) => (await client.query(sql, [tenantId])).rows;
  try {
    await client.query('begin isolation level repeatable read read only');
    const traces = await rows(TRACES);
    const [unlike] = await rows(ROWS_UNLIKE_RECORDS);
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

const ROWS_UNLIKE_RECORDS = `
  with present as (
    select note_id as id, to_jsonb(t) as row from aimline.progress_note t where t.tenant_id = $1
    union all
    select attendance_id, to_jsonb(t) from aimline.attendance_record t where t.tenant_id = $1
    union all
    select intervention_id, to_jsonb(t) from aimline.intervention t where t.tenant_id = $1
    union all
    select enrollment_id, to_jsonb(t) from aimline.enrollment t where t.tenant_id = $1),
  recorded as (
    select distinct on (a.entity_id) a.entity_id as id, a.after as row
    from aimline.audit_record a
    where a.tenant_id = $1
      and a.entity in ('progress_note', 'attendance_record', 'intervention', 'enrollment')
    order by a.entity_id, a.audit_id desc)
  select count(*)::int as n
  from present p
  full join recorded r on r.id = p.id
  where p.row is distinct from r.row`;

/** A change and its event are of one transaction. */
const UNPAIRED = `
  with change as (
    select distinct a.xid::text::bigint as xid, case a.action
        when 'progress.note' then 'interventions.progress.noted'
        when 'attendance.record' then 'interventions.attendance.recorded'
        when 'intervention.create' then 'interventions.intervention.created'
        when 'enrollment.create' then 'interventions.student.enrolled'
        when 'enrollment.withdraw' then 'interventions.student.withdrawn'
      end as type
    from aimline.audit_record a
    where a.tenant_id = $1
      and a.entity in ('progress_note', 'attendance_record', 'intervention', 'enrollment')),
  event as (
    select e.xid, e.type
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
