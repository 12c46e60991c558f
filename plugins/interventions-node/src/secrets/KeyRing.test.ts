import { expect, test } from '@jest/globals';
import { KeyRing } from './KeyRing';

const [first, second, third] = ['first', 'second', 'third'].map(
  (name) => `the ${name} key, for tests and nothing else`,
);
const ring = new KeyRing({ encryptionKey: second!, previousEncryptionKeys: [first!] });
const sealedByFirst = new KeyRing({ encryptionKey: first! }).seal('secret', 'name');

/** Sealed before boxes named their key, under 'a key for tests, and for nothing else'. */
const OLD_BOX = Buffer.from('HOAPotsx+m4fzCl3sJCqmKQplC1fDVvQyP0f6kUJ4lhd8owKVJPDz2Vazb8Z37tZklSgMr0ArQ==', 'base64');
const OLD_KEY = 'a key for tests, and for nothing else';

test('a secret can be opened only with the key and the name that it was sealed with', () => {
  expect(ring.unseal(ring.seal('secret', 'name'), 'name')).toBe('secret');
  expect(() => ring.unseal(ring.seal('secret', 'name'), 'another')).toThrow();
});

test('secrets of a previous key can be opened, and new ones are sealed under the present key', () => {
  expect(ring.unseal(sealedByFirst, 'name')).toBe('secret');
  expect(ring.isPresent(sealedByFirst)).toBe(false);
  const box = ring.seal('secret', 'name');
  expect(ring.isPresent(box)).toBe(true);
  expect(new KeyRing({ encryptionKey: second! }).unseal(box, 'name')).toBe('secret');
});

test('the error for an unknown key does not reveal which key is missing', () => {
  const other = new KeyRing({ encryptionKey: third!, previousEncryptionKeys: [second!] });
  expect(() => other.unseal(sealedByFirst, 'name')).toThrow(
    new Error('The secret cannot be decrypted with any configured key.'),
  );
});

test('a changed box cannot be opened', () => {
  for (let byte = 0; byte < sealedByFirst.length; byte += 1) {
    const changed = Buffer.from(sealedByFirst);
    changed[byte]! ^= 1;
    expect(() => ring.unseal(changed, 'name')).toThrow();
  }
  for (let length = 0; length < sealedByFirst.length; length += 1) {
    expect(() => ring.unseal(sealedByFirst.subarray(0, length), 'name')).toThrow();
  }
});

test('a box whose key id was replaced or removed cannot be opened', () => {
  const both = new KeyRing({ encryptionKey: second!, previousEncryptionKeys: [first!] });
  const claiming = Buffer.concat([both.seal('secret', 'name').subarray(0, 12), sealedByFirst.subarray(12)]);
  expect(() => both.unseal(claiming, 'name')).toThrow();
  expect(() => both.unseal(sealedByFirst.subarray(12), 'name')).toThrow();
});

test('a box from before key rotation can be opened with its key, present or previous', () => {
  for (const keys of [
    { encryptionKey: OLD_KEY },
    { encryptionKey: third!, previousEncryptionKeys: [second!, OLD_KEY, first!] },
  ]) {
    const ring = new KeyRing(keys);
    expect(ring.unseal(OLD_BOX, 'kid-of-old')).toBe('-----BEGIN PRIVATE KEY-----');
    expect(ring.isPresent(OLD_BOX)).toBe(false);
    expect(() => ring.unseal(OLD_BOX, 'another')).toThrow('The secret cannot be decrypted with any configured key.');
  }
});

test('a key that is too short is refused, and not shown in the error', () => {
  expect(() => new KeyRing({ encryptionKey: 'hunter2' })).toThrow(
    new Error('interventions.encryptionKey is too short: expected at least 32 random characters.'),
  );
  expect(() => new KeyRing({ encryptionKey: first!, previousEncryptionKeys: ['hunter2'] })).toThrow(
    new Error('A key of interventions.previousEncryptionKeys is too short: expected at least 32 random characters.'),
  );
});
