import { expect, test } from '@jest/globals';
import { seal, unseal } from './sealedBox';

test('a secret opens under the key and the name it was sealed with', () => {
  expect(unseal(seal('secret', 'name', 'key'), 'name', 'key')).toBe('secret');
});

test('a secret does not open under another key or name, nor when it was changed', () => {
  const box = seal('secret', 'name', 'key');
  expect(() => unseal(box, 'name', 'another')).toThrow();
  expect(() => unseal(box, 'another', 'key')).toThrow();
  box[box.length - 1]! ^= 1;
  expect(() => unseal(box, 'name', 'key')).toThrow();
});
