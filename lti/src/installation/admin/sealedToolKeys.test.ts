import { KeyRing, resealSecrets } from '@aimline/plugin-interventions-node';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { ToolKeys } from '../../platforms/ToolKeys';
import { rotateToolKey } from './rotateToolKey';
import { sealedToolKeys } from './sealedToolKeys';

const OLD = 'a key for tests, and for nothing else';
const NEW = 'the key of this year, for tests alone';
const now = () => new Date();

let db: TestDatabase;
const databases: TestDatabase[] = [];
beforeEach(async () => {
  db = await createTestDatabase();
  databases.push(db);
});
afterAll(() => Promise.all(databases.map((database) => database.destroy())));

test('the encryption key is changed while the service runs, and the tool key stays the same', async () => {
  const { kid, privateKeyPem } = await toolKeys({ encryptionKey: OLD }).active();
  // Every process gets both keys, then the secrets are resealed, then the previous key is removed.
  const both = { encryptionKey: NEW, previousEncryptionKeys: [OLD] };
  expect(await toolKeys(both).active()).toEqual({ kid, privateKeyPem });
  expect(await reseal(new KeyRing(both))).toEqual({ resealedCount: 1, presentCount: 0 });
  expect(await toolKeys(both).active()).toEqual({ kid, privateKeyPem });
  expect(await toolKeys({ encryptionKey: NEW }).active()).toEqual({ kid, privateKeyPem });
  await expect(toolKeys({ encryptionKey: OLD }).active()).rejects.toThrow(
    'The tool key cannot be decrypted with interventions.encryptionKey or any of interventions.previousEncryptionKeys.',
  );
});

test('a secret sealed before there was a key ring is resealed too, even with the same key', async () => {
  await insertBox('kid-of-old', 'HOAPotsx+m4fzCl3sJCqmKQplC1fDVvQyP0f6kUJ4lhd8owKVJPDz2Vazb8Z37tZklSgMr0ArQ==');
  const ring = new KeyRing({ encryptionKey: OLD });
  expect(await reseal(ring)).toEqual({ resealedCount: 1, presentCount: 0 });
  expect(ring.unseal(await boxOf('kid-of-old'), 'kid-of-old')).toBe('-----BEGIN PRIVATE KEY-----');
  expect(await reseal(ring)).toEqual({ resealedCount: 0, presentCount: 1 });
});

test('concurrent reseals leave each secret intact, under the current key', async () => {
  await toolKeys({ encryptionKey: OLD }).active();
  await rotateToolKey(db.owner, { keyRing: new KeyRing({ encryptionKey: OLD }), now: now() });
  const ring = new KeyRing({ encryptionKey: NEW, previousEncryptionKeys: [OLD] });
  const reseals = await Promise.all([1, 2, 3].map(() => reseal(ring)));
  expect(reseals.reduce((sum, { resealedCount }) => sum + resealedCount, 0)).toBe(2);
  expect(await reseal(new KeyRing({ encryptionKey: NEW }))).toEqual({
    resealedCount: 0,
    presentCount: 2,
  });
});

test('a secret that no key decrypts is named and left as it is, and all others are resealed', async () => {
  await toolKeys({ encryptionKey: OLD }).active();
  const foreign = new KeyRing({ encryptionKey: 'a key that was lost and is not configured' }).seal('secret', 'lost');
  await insertBox('lost', foreign.toString('base64'));
  const ring = new KeyRing({ encryptionKey: NEW, previousEncryptionKeys: [OLD] });
  await expect(reseal(ring)).rejects.toThrow(
    'Sealed again under the present key: 1. Cannot be decrypted with any configured key: the tool key "lost". Add the key that sealed it to the previous keys, and run this again before you remove any.',
  );
  expect(await boxOf('lost')).toEqual(foreign);
});

function reseal(keyRing: KeyRing) {
  return resealSecrets(keyRing, [sealedToolKeys(db.owner)]);
}

function toolKeys(keys: ConstructorParameters<typeof KeyRing>[0]): ToolKeys {
  return new ToolKeys({ knex: db.app, keyRing: new KeyRing(keys), now });
}

async function insertBox(kid: string, base64: string): Promise<void> {
  await db.owner.raw(
    `insert into directory.lti_tool_key (kid, public_jwk, sealed_private_key, predecessor_kid)
     values (:kid, '{}', decode(:base64, 'base64'), (select min(kid) from directory.lti_tool_key))`,
    { kid, base64 },
  );
}

async function boxOf(kid: string): Promise<Buffer> {
  const { rows } = await db.owner.raw('select sealed_private_key as box from directory.lti_tool_key where kid = ?', [
    kid,
  ]);
  return rows[0].box;
}
