import { mintBearerSecret, provenTenantId, TooManyRequestsError } from '@aimline/plugin-interventions-node';
import { expect, test } from '@jest/globals';
import { RequestLimits } from './RequestLimits';

const BEGIN = new Date('2026-09-14T14:00:15Z');
const CEDAR_VALLEY = provenTenantId('5b0f7a2e-3c61-4d0a-9e57-2f8c1a6b4d10');
const { secret: VIVIANS } = mintBearerSecret(CEDAR_VALLEY);
const { secret: HANNAHS } = mintBearerSecret(CEDAR_VALLEY);

test('a network from which too many proofs come that are none is asked to wait, and no other', () => {
  const clock = { now: BEGIN };
  const limits = new RequestLimits({ unprovenPerMinute: 2, now: () => clock.now });
  const come = (address: string) => limits.countProof(address, { authorization: 'Bearer x' });
  limits.countUnproven('2001:db8:0:1::1');
  expect(() => come('2001:db8:0:1::2')).not.toThrow();
  limits.countUnproven('2001:db8:0:1::3');
  expect(() => come('2001:db8:0:1::4')).toThrow(TooManyRequestsError);
  expect(() => come('2001:db8:0:2::1')).not.toThrow();
  // who brings no proof asks nothing of the database
  expect(() => limits.countProof('2001:db8:0:1::4', {})).not.toThrow();
  clock.now = new Date('2026-09-14T14:01:00Z');
  expect(() => come('2001:db8:0:1::5')).not.toThrow();
});

test('one token is one, however its header is written, and told when to ask again; the others of its school go on', () => {
  const limits = new RequestLimits({ sessionPerMinute: 2, now: () => BEGIN });
  const ask = (authorization: string) => limits.countProof('192.0.2.1', { authorization });
  ask(`Bearer ${VIVIANS}`);
  ask(`bEARER    ${VIVIANS}`);
  expect(() => ask(`bearer ${VIVIANS}`)).toThrow(new TooManyRequestsError('That was too much at once.', 45));
  expect(() => ask(`Bearer ${HANNAHS}`)).not.toThrow();
});

test('the secret of a public address is counted like a token', () => {
  const limits = new RequestLimits({ sessionPerMinute: 1, now: () => BEGIN });
  limits.countProof('192.0.2.1', { secret: 'feed' });
  expect(() => limits.countProof('192.0.2.2', { secret: 'feed' })).toThrow(TooManyRequestsError);
  expect(() => limits.countProof('192.0.2.1', { secret: 'another' })).not.toThrow();
});
