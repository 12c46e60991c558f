import { expect, test } from '@jest/globals';
import { heldBytes } from '../../../../test/support/heldBytes';
import { RateLimit } from './RateLimit';

test('invented names use no memory, and do not use up the limit of others', () => {
  const limit = new RateLimit({ perMinute: 100, now: () => new Date(0) });
  const before = heldBytes();
  for (let i = 0; i < 100_000; i += 1) limit.exceeds(`${i}${'x'.repeat(250)}`);
  expect(heldBytes() - before).toBeLessThan(5_000_000);
  expect(limit.exceeds('hannah')).toBe(false);
});
