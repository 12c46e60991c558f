import { KeyRing } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { rotateToolKey } from '../installation/admin/rotateToolKey';
import { ToolKeys } from './ToolKeys';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.destroy());

const HOUR_MS = 3_600_000;
let aheadMs = 0;
const now = () => new Date(Date.now() + aheadMs);
const keyRing = new KeyRing({ encryptionKey: 'a key for tests, and for nothing else' });

test('processes that start together agree on one key', async () => {
  const processes = Array.from({ length: 4 }, () => new ToolKeys({ knex: db.app, keyRing, now }));
  const keys = await Promise.all(processes.map((process) => process.active()));
  expect(new Set(keys.map((key) => key.kid)).size).toBe(1);
  expect(await processes[0]!.published()).toMatchObject({ keys: [{ kid: keys[0]!.kid, kty: 'RSA', use: 'sig' }] });
});

test('the private key is not stored in plain text', async () => {
  const { rows } = await db.owner.raw('select sealed_private_key from directory.lti_tool_key');
  expect(rows[0].sealed_private_key.toString('latin1')).not.toContain('PRIVATE KEY');
});

test('a tool key that was sealed with another encryption key is refused with that reason', async () => {
  const other = new ToolKeys({
    knex: db.app,
    keyRing: new KeyRing({ encryptionKey: 'another key for tests, also for nothing' }),
    now,
  });
  await expect(other.active()).rejects.toThrow(
    'cannot be decrypted with interventions.encryptionKey or any of interventions.previousEncryptionKeys',
  );
});

test('keys are rotated without a gap: published an hour before they sign and a day after, and picked up by running processes', async () => {
  const running = new ToolKeys({ knex: db.app, keyRing, now });
  const kids = async () => (await running.published()).keys.map((key) => key.kid);
  const signing = async () => (await running.active()).kid;
  const old = await signing();
  const { kid } = await rotateToolKey(db.owner, { keyRing, now: now() });
  expect([await signing(), await kids()]).toEqual([old, [kid, old]]);
  aheadMs = 1 * HOUR_MS + 61_000;
  expect([await signing(), await kids()]).toEqual([kid, [kid, old]]);
  aheadMs = 24 * HOUR_MS;
  expect(await kids()).toEqual([kid, old]);
  aheadMs = 25 * HOUR_MS + 61_000;
  expect([await signing(), await kids()]).toEqual([kid, [kid]]);
});

test('of concurrent rotations one makes a key, and the next is refused until it has taken over', async () => {
  const rotate = () => rotateToolKey(db.owner, { keyRing, now: now() });
  const made = await Promise.allSettled([rotate(), rotate(), rotate()]);
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(rotate()).rejects.toThrow('Rotate again after that.');
});
