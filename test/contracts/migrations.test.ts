/** Guarantees of all migrations: each can be rolled back and run again, and none loses data. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join, resolve } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../support/database';

const ROOT = resolve(__dirname, '../..');
const MIGRATIONS = {
  directory: ['plugins/interventions-backend/migrations', 'lti/migrations'].map((folder) => join(ROOT, folder)),
  sortDirsSeparately: false,
  schemaName: 'aimline',
  tableName: 'schema_migration',
};
const CEDAR = '0199a000-0000-7000-8000-00000000000a';
const READING = '0199a000-0000-7000-8000-000000000001';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.destroy());

const names = async (): Promise<string[]> =>
  (await db.owner('schema_migration').orderBy('name').select('name')).map(({ name }: { name: string }) => name);

/** Rolls migrations back, the newest first, until this one is the newest. */
async function rollBackTo(newest: string | null): Promise<void> {
  for (;;) {
    const last = (await names()).at(-1) ?? null;
    if (last === newest || last === null) return;
    await db.owner.migrate.down({ ...MIGRATIONS, name: last } as never);
  }
}

test('events that were pending when deliveries were rebuilt stay pending, in their order', async () => {
  await rollBackTo('20261126080000_audit_seals.js');
  await db.owner.raw(`insert into directory.tenant (tenant_id, name) values (?, 'Cedar Valley')`, [CEDAR]);
  for (const n of [1, 2]) {
    const envelope = {
      ...{ type: 'interventions.progress.noted', subject: `interventions/${READING}` },
      ...{ time: '2026-09-14T14:05:00.000Z', data: { n } },
    };
    await db.admin.query(
      `insert into aimline.outbox_event (tenant_id, event_id, ordering_key, envelope, due_at) values ($1, $2, $3, $4, now())`,
      [CEDAR, `0199a000-0000-7000-8000-00000000000${n}`, READING, envelope],
    );
  }
  await db.owner.migrate.latest(MIGRATIONS);
  const events = await db.admin.query(
    'select seq, type, subject, occurred_at, data from aimline.outbox_event order by seq',
  );
  const event = {
    ...{ type: 'interventions.progress.noted', subject: `interventions/${READING}` },
    occurred_at: new Date('2026-09-14T14:05:00Z'),
  };
  expect(events.rows).toEqual([
    { seq: 1, ...event, data: { n: 1 } },
    { seq: 2, ...event, data: { n: 2 } },
  ]);
  const waiting = await db.admin.query(
    `select d.sink, d.delivered_seq, s.last_seq, d.due_at <= now() as due
     from aimline.event_delivery d join aimline.outbox_stream s using (tenant_id, ordering_key)`,
  );
  expect(waiting.rows).toEqual([{ sink: 'events-service', delivered_seq: 0, last_seq: 2, due: true }]);
});

test('people recorded before there were roster sources keep their platform as the source, without an audit record', async () => {
  const all = await names();
  const before = all[all.indexOf('20261127100000_roster_sources.js') - 1]!;
  await rollBackTo(before);
  const [course, maya, hannah, byHand] = ['c', 'd', 'e', 'f'].map((last) => READING.replace(/1$/, last));
  await db.admin.query(`
    select set_config('app.tenant_id', '${CEDAR}', false);
    insert into aimline.course (tenant_id, course_id, title) values ('${CEDAR}', '${course}', 'Grade 3');
    insert into aimline.student (tenant_id, student_id, given_name, family_name) values
      ('${CEDAR}', '${maya}', 'Maya', 'Thompson'), ('${CEDAR}', '${byHand}', 'Noor', 'Haddad');
    insert into aimline.staff (tenant_id, staff_id, given_name, family_name) values ('${CEDAR}', '${hannah}', 'Hannah', '');
    insert into aimline.external_identity (tenant_id, source, kind, external_id, person_id) values
      ('${CEDAR}', 'lti:1', 'course', '3', '${course}'), ('${CEDAR}', 'lti:1', 'student', 'm', '${maya}'),
      ('${CEDAR}', 'lti:1', 'staff', 'h', '${hannah}');
    insert into aimline.course_student (tenant_id, course_id, student_id) values
      ('${CEDAR}', '${course}', '${maya}'), ('${CEDAR}', '${course}', '${byHand}');
    insert into aimline.course_roster (tenant_id, course_id, read_at) values ('${CEDAR}', '${course}', '2026-09-14T14:05:00Z');
    insert into aimline.course_roster_batch (tenant_id, course_id, batch_id, student_ids, staff, others) values
      ('${CEDAR}', '${course}', '${READING}', '{${maya}}', '[]', '{}')`);
  const trail = async () => (await db.admin.query('select * from aimline.audit_record order by audit_id')).rows;
  const recorded = await trail();
  await db.owner.migrate.latest(MIGRATIONS);
  expect(await trail()).toEqual(recorded);
  const found = await db.admin.query(`
    select 'member ' || student_id || ' by ' || source as row from aimline.course_student
    union all select 'read by ' || source from aimline.course_roster where read_at is not null
    union all select 'met by ' || source from aimline.course_roster_batch
    union all select given_name || ' by ' || name_source from aimline.student
    union all select given_name || ' by ' || name_source from aimline.staff
    union all select kind || ' ' || local_id from aimline.external_identity
    order by 1`);
  expect(found.rows.map(({ row }) => row)).toEqual(
    [
      ...[`member ${maya} by lti:1`, `member ${byHand} by lti:1`, 'read by lti:1', 'met by lti:1'],
      ...['Maya by lti:1', 'Noor by hand', 'Hannah by lti:1'],
      ...[`course ${course}`, `student ${maya}`, `staff ${hannah}`],
    ].toSorted(),
  );
  await db.admin.query(`insert into aimline.course_student (tenant_id, course_id, student_id, source)
    values ('${CEDAR}', '${course}', '${maya}', 'import:sis')`);
  await rollBackTo(before);
  const back = await db.admin.query('select student_id from aimline.course_student order by 1');
  expect(back.rows).toEqual([{ student_id: maya }, { student_id: byHand }]);
  await db.owner.migrate.latest(MIGRATIONS);
});

test('all migrations can be rolled back and run again', async () => {
  const before = await names();
  await rollBackTo(null);
  const left = await db.admin.query(
    `select relname from pg_class
     where relnamespace in ('aimline'::regnamespace, 'directory'::regnamespace) and relkind = 'r'
       and relname not like 'schema_migration%'`,
  );
  expect(left.rows).toEqual([]);
  await db.owner.migrate.latest(MIGRATIONS);
  expect(await names()).toEqual(before);
});
