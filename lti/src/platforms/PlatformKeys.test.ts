import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTestPlatform, type TestPlatform } from '../../../test/support/startTestPlatform';
import { PlatformKeys } from './PlatformKeys';

let platform: TestPlatform;
let jwksUri: string;
let kid: string;
let aheadMs = 0;
let keys: PlatformKeys;
beforeAll(async () => {
  platform = await startTestPlatform();
  jwksUri = `${platform.issuer}/jwks`;
  kid = currentKid();
});
beforeEach(() => {
  aheadMs = 0;
  keys = new PlatformKeys({ outboundPolicy: { allowLoopback: true }, now: () => new Date(Date.now() + aheadMs) });
  platform.behaviour.keys = 'published';
  platform.requests.length = 0;
});
afterAll(() => platform.close());

test('a key set is fetched once in ten minutes', async () => {
  for (const minutes of [0, 5, 9.9]) {
    aheadMs = minutes * 60_000;
    expect(await keys.find(jwksUri, kid)).toMatchObject({ kid, kty: 'RSA' });
  }
  expect(platform.requests).toHaveLength(1);
  aheadMs = 10.1 * 60_000;
  await keys.find(jwksUri, kid);
  expect(platform.requests).toHaveLength(2);
});

test('a slow platform gets one request at a time, however many launches wait', async () => {
  platform.behaviour.keys = 'slow';
  const found = await Promise.all(Array.from({ length: 20 }, () => keys.find(jwksUri, kid)));
  expect(found.map((key) => key?.kid)).toEqual(Array(20).fill(kid));
  expect(platform.requests).toHaveLength(1);
  const unknown = await Promise.all(Array.from({ length: 20 }, () => keys.find(jwksUri, 'unknown')));
  expect(unknown).toEqual(Array(20).fill(undefined));
  expect(platform.requests).toHaveLength(2);
});

test('unknown kids cause five refetches in half a minute, and no more', async () => {
  await keys.find(jwksUri, kid);
  for (let times = 0; times < 10; times += 1) await keys.find(jwksUri, `unknown-${times}`);
  expect(platform.requests).toHaveLength(1 + 5);
  aheadMs = 30_000;
  await keys.find(jwksUri, 'unknown');
  expect(platform.requests).toHaveLength(1 + 6);
});

test('an unknown kid while the platform is down does not clear the cached keys', async () => {
  await keys.find(jwksUri, kid);
  platform.behaviour.keys = 'down';
  await expect(keys.find(jwksUri, 'unknown')).rejects.toThrow(
    'The keys of the learning platform cannot be read at the moment.',
  );
  expect(await keys.find(jwksUri, kid)).toMatchObject({ kid });
});

test('the next launch fetches again from a platform that was down', async () => {
  platform.behaviour.keys = 'down';
  await expect(keys.find(jwksUri, kid)).rejects.toThrow();
  platform.behaviour.keys = 'published';
  expect(await keys.find(jwksUri, kid)).toMatchObject({ kid });
});

test('beyond five hundred platforms, the least recently used one is evicted', async () => {
  await keys.find(jwksUri, kid);
  for (let i = 0; i < 499; i += 1) await keys.find(`${jwksUri}?of=${i}`, kid);
  await keys.find(jwksUri, kid);
  await keys.find(`${jwksUri}?of=499`, kid);
  platform.requests.length = 0;
  await keys.find(jwksUri, kid);
  await keys.find(`${jwksUri}?of=0`, kid);
  expect(platform.requests).toEqual(['GET /jwks?of=0']);
});

function currentKid(): string {
  const [header] = platform.signIdToken({}).split('.');
  return JSON.parse(Buffer.from(header!, 'base64url').toString()).kid;
}
