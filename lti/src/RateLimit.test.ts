import { expect, test } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RateLimit } from './RateLimit';

test('names that strangers make up take no memory, and no turn of somebody else', () => {
  const limit = new RateLimit({ perMinute: 100, now: () => new Date(0) });
  const before = memoryInUse();
  for (let i = 0; i < 100_000; i += 1) limit.exceeds(`${i}${'x'.repeat(250)}`);
  expect(memoryInUse() - before).toBeLessThan(5_000_000);
  expect(limit.exceeds('hannah')).toBe(false);
});

/** Bytes that something still holds on to. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
