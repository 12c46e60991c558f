import { mintBearerSecret, provenTenantId, TooManyRequestsError } from '@aimline/plugin-interventions-node';
import { expect, test } from '@jest/globals';
import { RequestLimits } from './RequestLimits';

const BEGIN = new Date('2026-09-14T14:00:15Z');
const CEDAR_VALLEY = provenTenantId('5b0f7a2e-3c61-4d0a-9e57-2f8c1a6b4d10');
const { secret: VIVIANS } = mintBearerSecret(CEDAR_VALLEY);
const { secret: HANNAHS } = mintBearerSecret(CEDAR_VALLEY);

test('a network with too many invalid credentials is limited, and no other network', () => {
  const clock = { now: BEGIN };
  const limits = new RequestLimits({ invalidPerMinute: 2, now: () => clock.now });
  const send = (address: string) => limits.countCredential(address, { authorization: 'Bearer x' });
  limits.countInvalid('2001:db8:0:1::1');
  expect(() => send('2001:db8:0:1::2')).not.toThrow();
  limits.countInvalid('2001:db8:0:1::3');
  expect(() => send('2001:db8:0:1::4')).toThrow(TooManyRequestsError);
  expect(() => send('2001:db8:0:2::1')).not.toThrow();
  // a request without a credential costs no query
  expect(() => limits.countCredential('2001:db8:0:1::4', {})).not.toThrow();
  clock.now = new Date('2026-09-14T14:01:00Z');
  expect(() => send('2001:db8:0:1::5')).not.toThrow();
});

test('a token is limited however its header is written, and told when to retry; other tokens of its school are not', () => {
  const limits = new RequestLimits({ sessionPerMinute: 2, now: () => BEGIN });
  const send = (authorization: string) => limits.countCredential('192.0.2.1', { authorization });
  send(`Bearer ${VIVIANS}`);
  send(`bEARER    ${VIVIANS}`);
  expect(() => send(`bearer ${VIVIANS}`)).toThrow(new TooManyRequestsError('You have sent too many requests.', 45));
  expect(() => send(`Bearer ${HANNAHS}`)).not.toThrow();
});

test('the secret of a public route is limited like a token', () => {
  const limits = new RequestLimits({ sessionPerMinute: 1, now: () => BEGIN });
  limits.countCredential('192.0.2.1', { secret: 'feed' });
  expect(() => limits.countCredential('192.0.2.2', { secret: 'feed' })).toThrow(TooManyRequestsError);
  expect(() => limits.countCredential('192.0.2.1', { secret: 'another' })).not.toThrow();
});
