/** What is true of the migrations together: each can be taken back and made again, and none loses what was there. */
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

/** Takes migrations back, the newest first, until this one is the newest. */
async function takeBackTo(newest: string | null): Promise<void> {
  for (;;) {
    const last = (await names()).at(-1) ?? null;
    if (last === newest || last === null) return;
    await db.owner.migrate.down({ ...MIGRATIONS, name: last } as never);
  }
}

test('events that waited when the deliveries were rebuilt go on waiting, in their order', async () => {
  await takeBackTo('20261126080000_audit_seals.js');
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

test('all can be taken back, and made again', async () => {
  const before = await names();
  await takeBackTo(null);
  const left = await db.admin.query(
    `select relname from pg_class
     where relnamespace in ('aimline'::regnamespace, 'directory'::regnamespace) and relkind = 'r'
       and relname not like 'schema_migration%'`,
  );
  expect(left.rows).toEqual([]);
  await db.owner.migrate.latest(MIGRATIONS);
  expect(await names()).toEqual(before);
});
