import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { ToolKeys } from './toolKeys';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.destroy());

const encryptionKey = 'a key for tests, and for nothing else';

test('processes that start together agree on one key', async () => {
  const processes = Array.from({ length: 4 }, () => new ToolKeys({ knex: db.app, encryptionKey }));
  const keys = await Promise.all(processes.map((process) => process.active()));
  expect(new Set(keys.map((key) => key.kid)).size).toBe(1);
  expect(await processes[0]!.published()).toMatchObject({ keys: [{ kid: keys[0]!.kid, kty: 'RSA', use: 'sig' }] });
});

test('the private key does not rest in the database as it is', async () => {
  const { rows } = await db.owner.raw('select sealed_private_key from directory.lti_tool_key');
  expect(rows[0].sealed_private_key.toString('latin1')).not.toContain('PRIVATE KEY');
});

test('another encryption key is told as the reason that the tool key does not open', async () => {
  const other = new ToolKeys({ knex: db.app, encryptionKey: 'another key for tests, also for nothing' });
  await expect(other.active()).rejects.toThrow('lti.encryptionKey is not the one it was sealed with');
});
