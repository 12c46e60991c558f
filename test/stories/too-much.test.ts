/** Rate limits: no caller can use up what the others need. */
import { RequestLimits } from '@aimline/plugin-interventions-backend';
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import { afterEach, expect, test } from '@jest/globals';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
afterEach(() => service.close());

const ask = async (who: string) => {
  const response = await fetch(`${service.origin}${API_BASE}/schools`, { headers: { authorization: `Bearer ${who}` } });
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, retryAfter: retryAfter && Number(retryAfter), body: await response.json() };
};
const statuses = async (...people: string[]) => {
  const seen: number[] = [];
  for (const who of people) seen.push((await ask(who)).status);
  return seen;
};

test('a user above the limit gets 429 with Retry-After; others are not affected', async () => {
  service = await startTestService({ limits: new RequestLimits({ personPerMinute: 3 }) });
  expect(await statuses('vivian', 'vivian', 'vivian')).toEqual([200, 200, 200]);
  const { status, retryAfter, body } = await ask('vivian');
  expect(body).toEqual({
    error: {
      name: 'TooManyRequestsError',
      message: `You have sent too many requests. Try again in ${retryAfter} s.`,
    },
    response: { statusCode: 429 },
  });
  expect(status).toBe(429);
  expect(retryAfter).toBeGreaterThan(0);
  expect(retryAfter).toBeLessThanOrEqual(60);
  expect(await statuses('hannah', 'owen')).toEqual([200, 200]);
});

test('a district above the limit gets 429, another does not; refused requests do not count', async () => {
  // Sofia sent one request when her school was set up
  service = await startTestService({ limits: new RequestLimits({ personPerMinute: 2, tenantPerMinute: 4 }) });
  expect(await statuses('vivian', 'vivian', 'vivian', 'vivian', 'hannah')).toEqual([200, 200, 429, 429, 200]);
  expect((await ask('owen')).body.error.message).toMatch(
    /^Your district has sent too many requests\. Try again in \d+ s\.$/,
  );
  expect(await statuses('ingrid')).toEqual([200]);
});

test('requests without a valid token count for no user or district', async () => {
  service = await startTestService({ limits: new RequestLimits({ personPerMinute: 2 }) });
  expect(await statuses('a-token-nobody-issued', 'a-token-nobody-issued', 'a-token-nobody-issued')).toEqual([
    401, 401, 401,
  ]);
  expect(await statuses('vivian', 'vivian', 'vivian')).toEqual([200, 200, 429]);
});

test('a network that sends too many unknown tokens gets 429', async () => {
  service = await startTestService({ limits: new RequestLimits({ invalidPerMinute: 3 }) });
  expect(await statuses('a', 'b', 'c', 'd')).toEqual([401, 401, 401, 429]);
});

test('the default limits allow a page twenty requests at once, and a school the start of its day', async () => {
  service = await startTestService({ limits: new RequestLimits() });
  const people = ['vivian', 'hannah', 'owen', 'sofia'];
  const answers = await Promise.all(people.flatMap((who) => Array.from({ length: 20 }, () => ask(who))));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});
