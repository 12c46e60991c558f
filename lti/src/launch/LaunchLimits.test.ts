import { expect, test } from '@jest/globals';
import { LaunchLimits } from './LaunchLimits';

const MAPLE = { issuer: 'https://canvas.instructure.com', clientId: 'maple', address: '192.0.2.1' };
const REFUSAL = 'Too many people open Aimline at once.';

test('an address may use a fifth of what its client may, and leaves the rest to others', () => {
  const limits = new LaunchLimits({ perMinute: 10, now: () => new Date(0) });
  const from = (address: string) => () => limits.count('login', { ...MAPLE, address });
  from('192.0.2.1')();
  from('192.0.2.1')();
  for (let i = 0; i < 20; i += 1) expect(from('192.0.2.1')).toThrow(REFUSAL);
  for (let i = 2; i < 10; i += 1) from(`192.0.2.${i}`)();
  expect(from('192.0.2.99')).toThrow(REFUSAL);
});

test('another client of the same issuer, and the next minute, are counted afresh', () => {
  let minutes = 0;
  const limits = new LaunchLimits({ perMinute: 5, now: () => new Date(minutes * 60_000) });
  limits.count('launch', MAPLE);
  expect(() => limits.count('launch', MAPLE)).toThrow(REFUSAL);
  limits.count('launch', { ...MAPLE, clientId: 'cedar' });
  minutes = 1;
  limits.count('launch', MAPLE);
});
