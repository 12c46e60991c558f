/**
 * Ten thousand hostile logins and launches, the same at each run: none is accepted, crashes the tool or blocks it.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { table, timings } from '../performance/timings';
import { startTestTool, type TestTool } from '../support/startTestTool';
import { type HostileRequest, hostileRequest } from './hostileRequest';

const SEED = 'maple';
const REQUESTS = 10_000;
const AT_ONCE = 8;
const MAX_REQUEST_MS = 1_000;

jest.setTimeout(300_000);

let tool: TestTool;
beforeAll(async () => {
  tool = await startTestTool({ loginsPerMinute: Infinity });
  // The first launch loads ltijs and makes the tool key.
  await tool.launch();
});
afterAll(() => tool.close());

interface Answered {
  request: HostileRequest;
  index: number;
  status: number;
  location: string | null;
  page: string;
  milliseconds: number;
}

test(`of ${REQUESTS} hostile requests, none is accepted, none causes an error, and each is answered within a second`, async () => {
  const answered: Answered[] = [];
  let next = 0;
  const work = async () => {
    while (next < REQUESTS) answered.push(await ask(next++));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  process.stdout.write(summary(answered));
  const bad = answered.filter(
    ({ status, location, page }) =>
      status >= 500 || location !== null || page.includes('"next"') || page.includes('"token"'),
  );
  // A busy machine may delay any request; a request that is slow by itself is slow again.
  for (const { index, milliseconds } of answered) {
    if (milliseconds <= MAX_REQUEST_MS) continue;
    const again = await ask(index);
    if (again.milliseconds > MAX_REQUEST_MS) bad.push(again);
  }
  expect(bad.map(({ request, status }) => `${status} ${request.kind} ${request.sent}`)).toEqual([]);
  expect(tool.complaints).toEqual([]);
  expect((await tool.launch()).status).toBe(303);
});

async function ask(index: number): Promise<Answered> {
  const request = await hostileRequest(tool, SEED, index);
  const started = performance.now();
  const response = await request.send(AbortSignal.timeout(20 * MAX_REQUEST_MS));
  const page = await response.text();
  const milliseconds = performance.now() - started;
  return { request, index, status: response.status, location: response.headers.get('location'), page, milliseconds };
}

/** The answers to each kind of request, and their times. */
function summary(answered: readonly Answered[]): string {
  const byKind = Map.groupBy(answered, ({ request }): string => request.kind);
  const rows = [...byKind, ['all', answered] as const].map(([kind, ofKind]) => {
    const { p50, p95 } = timings(ofKind.map(({ milliseconds }) => milliseconds));
    const longest = Math.max(...ofKind.map(({ milliseconds }) => milliseconds));
    const answers = Map.groupBy(ofKind, ({ status, page }) => /Code: (\w+)/.exec(page)?.[1] ?? String(status));
    const commonest = [...answers].toSorted(([, a], [, b]) => b.length - a.length).slice(0, 6);
    return [
      kind,
      String(ofKind.length),
      ...[p50, p95, longest].map((ms) => `${ms.toFixed(0)} ms`),
      commonest.map(([answer, { length }]) => `${answer} ${length}`).join(', '),
    ];
  });
  return table([['fuzz', 'requests', 'p50', 'p95', 'longest', 'answers'], ...rows]);
}
