import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type ApiError, createClient } from './client';
import { enrollmentEndpoints } from './enrollmentEndpoints';
import { rosterEndpoints } from './rosterEndpoints';

const ENROLLMENT = '0199a000-0000-7000-8000-000000000001';
const busy = { error: { name: 'ServiceUnavailableError', message: 'Too much is going on at once.' } };

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A client whose requests get these responses one after another; an error stands for a network failure. */
function arrange(answers: (Response | Error)[]) {
  const sent: { method: string; key: string | null }[] = [];
  const call = createClient({
    endpoints: { ...enrollmentEndpoints, ...rosterEndpoints },
    token: () => 'vivian',
    fetch: async (_address, init) => {
      sent.push({ method: init?.method ?? '', key: new Headers(init?.headers).get('idempotency-key') });
      const answer = answers[sent.length - 1];
      if (!(answer instanceof Response)) throw answer;
      return answer;
    },
  });
  const withdraw = () =>
    call('enrollment.withdraw', { params: { enrollmentId: ENROLLMENT }, body: { endDate: '2026-09-14' } });
  return { call, withdraw, sent };
}

const unreachable = () => new TypeError('fetch failed');
const refusal = (status: number, headers: Record<string, string> = {}) => Response.json(busy, { status, headers });
/** A response whose connection breaks. */
const cutOff = () =>
  new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) }));

async function outcomeOf(running: Promise<unknown>, withinMs: number): Promise<unknown> {
  const outcome = running.catch((error: ApiError) => error.status);
  await jest.advanceTimersByTimeAsync(withinMs);
  return Promise.race([outcome, 'still running']);
}

test.each([
  ['the network failed', unreachable],
  ['the answer broke off', cutOff],
  ['the service was busy', () => refusal(503)],
  ['the service asked to wait', () => refusal(429, { 'retry-after': '1' })],
])('a write is sent again under the same key after %s', async (_, failure) => {
  const { withdraw, sent } = arrange([failure(), Response.json({ done: true })]);
  expect(await outcomeOf(withdraw(), 1_000)).toEqual({ done: true });
  expect(sent[0]!.key).toMatch(/^"[0-9a-f-]{36}"$/);
  expect(sent).toEqual([sent[0], sent[0]]);
});

test('two writes have different keys', async () => {
  const { withdraw, sent } = arrange([Response.json({}), Response.json({})]);
  await Promise.all([withdraw(), withdraw()]);
  expect(sent[0]!.key).not.toBe(sent[1]!.key);
});

test('a user who is offline sees the error within one and a half seconds', async () => {
  const { withdraw, sent } = arrange([unreachable(), unreachable(), unreachable()]);
  expect(await outcomeOf(withdraw(), 1_500)).toBe(0);
  expect(sent.length).toBe(3);
});

test.each([
  ['an invalid request', 400, {}],
  ['an unexpected failure', 500, {}],
  ['a long rate limit', 429, { 'retry-after': '42' }],
])('%s is thrown at once', async (_, status, headers) => {
  const { withdraw, sent } = arrange([refusal(status, headers)]);
  expect(await outcomeOf(withdraw(), 0)).toBe(status);
  expect(sent.length).toBe(1);
});

test('a read has no key and is not retried', async () => {
  const { call, sent } = arrange([refusal(503)]);
  expect(await outcomeOf(call('staff.list'), 0)).toBe(503);
  expect(sent).toEqual([{ method: 'GET', key: null }]);
});

test('an action without an endpoint in the client is not called', async () => {
  const { call, sent } = arrange([]);
  await expect(call('audit.seals')).rejects.toThrow('The client has no endpoint for "audit.seals".');
  expect(sent).toEqual([]);
});
