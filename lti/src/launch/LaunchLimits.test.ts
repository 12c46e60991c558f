import { expect, test } from '@jest/globals';
import { LaunchLimits } from './LaunchLimits';

const MAPLE = { issuer: 'https://canvas.instructure.com', clientId: 'maple' };
const REFUSAL = 'Too many people are opening Aimline at once.';

test('an address may use a fifth of the limit of a client, and leaves the rest to other addresses', () => {
  const limits = new LaunchLimits({ perMinute: 10, now: () => new Date(0) });
  const from = (address: string) => () => limits.countAddress('login', address);
  from('192.0.2.1')();
  from('192.0.2.1')();
  expect(from('192.0.2.1')).toThrow(REFUSAL);
  from('192.0.2.2')();
  limits.countAddress('launch', '192.0.2.1');
});

test.each([
  ['2001:db8:0:1::1', '2001:db8:0:1:ffff:0:1:2'],
  ['2001:db8::1', '2001:db8::ffff:0:0:2'],
  ['::1', '::2'],
])('the addresses %s and %s of one network are counted together', (first, second) => {
  const limits = new LaunchLimits({ perMinute: 5, now: () => new Date(0) });
  limits.countAddress('login', first);
  expect(() => limits.countAddress('login', second)).toThrow(REFUSAL);
});

test.each([
  ['2001:db8:0:1::1', '2001:db8:0:2::1'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.2'],
])('the addresses %s and %s of different networks are counted apart', (first, second) => {
  const limits = new LaunchLimits({ perMinute: 5, now: () => new Date(0) });
  limits.countAddress('login', first);
  limits.countAddress('login', second);
});

test('another client of the same issuer, and the next minute, are counted separately', () => {
  let minutes = 0;
  const limits = new LaunchLimits({ perMinute: 1, now: () => new Date(minutes * 60_000) });
  limits.countClient('launch', MAPLE);
  expect(() => limits.countClient('launch', MAPLE)).toThrow(REFUSAL);
  limits.countClient('launch', { ...MAPLE, clientId: 'cedar' });
  minutes = 1;
  limits.countClient('launch', MAPLE);
});
