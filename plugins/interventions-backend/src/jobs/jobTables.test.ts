import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { getRollbackPlans } from 'pg-boss';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { expectJobTables, migrateJobTables } from './jobTables';

let db: TestDatabase;
let owner: Client;
beforeAll(async () => {
  db = await createTestDatabase();
  owner = new Client({ connectionString: db.ownerConnection });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await db.destroy();
});

test('a database from before background jobs gets their tables', async () => {
  await db.owner.raw('drop schema jobs cascade');
  await expect(expectJobTables(db.app)).rejects.toThrow(
    'The tables of background jobs in the schema "jobs" have version none: expected 46. Run "npm run aimline -- db migrate", or set interventions.ownerConnection.',
  );
  await migrateJobTables(owner);
  await expectJobTables(db.app);
  const { rows } = await db.admin.query(
    'select tableowner, count(*)::int from pg_tables where schemaname = $1 group by 1',
    ['jobs'],
  );
  expect(rows).toEqual([{ tableowner: 'aimline_owner', count: expect.any(Number) }]);
});

test('tables of an older version of pg-boss are migrated, and not used before that', async () => {
  await owner.query(getRollbackPlans('jobs', 46));
  await expect(expectJobTables(db.app)).rejects.toThrow('have version 45: expected 46.');
  await migrateJobTables(owner);
  await expectJobTables(db.app);
});

test.each([
  'create table jobs.more (id int)',
  'alter table jobs.job add more int',
  'drop table jobs.schedule',
  'truncate jobs.job',
])('the serving login may not: %s', async (statement) => {
  await expect(db.app.raw(statement)).rejects.toMatchObject({ code: '42501' });
});
