import { TooManyRequestsError } from '@aimline/plugin-interventions-node';
import { expect, test } from '@jest/globals';
import { RequestLimits } from './RequestLimits';

const BEGIN = new Date('2026-09-14T14:00:15Z');

/** Whether a request of an address is let through; one that is let through proves nothing. */
function guess(limits: RequestLimits, address: string): 'counted' | 'refused' {
  try {
    limits.countRequest(address, undefined);
  } catch {
    return 'refused';
  }
  limits.countUnproven(address);
  return 'counted';
}

test('a network from which too much comes that proves nothing is asked to wait, and no other', () => {
  const clock = { now: BEGIN };
  const limits = new RequestLimits({ unprovenPerMinute: 3, now: () => clock.now });
  const guesses = [1, 2, 3, 4].map((last) => guess(limits, `2001:db8:0:1::${last}`));
  expect(guesses).toEqual(['counted', 'counted', 'counted', 'refused']);
  expect(guess(limits, '2001:db8:0:2::1')).toBe('counted');
  clock.now = new Date('2026-09-14T14:01:00Z');
  expect(guess(limits, '2001:db8:0:1::5')).toBe('counted');
});

test('one token is counted apart from the others of its school, and told when to ask again', () => {
  const limits = new RequestLimits({ sessionPerMinute: 2, now: () => BEGIN });
  const ask = (token: string) => limits.countRequest('192.0.2.1', `Bearer ${token}`);
  ask('vivian');
  ask('vivian');
  expect(() => ask('vivian')).toThrow(new TooManyRequestsError('That was too much at once.', 45));
  expect(() => ask('hannah')).not.toThrow();
});
