/** A whole class saves in the same minute: every request gets a quick response. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readingGroup, startTestService, type TestService } from '../support/service';

let service: TestService;
let params: { interventionId: string };
beforeAll(async () => {
  service = await startTestService();
  params = await service.as('sofia')('intervention.create', { body: readingGroup(service) });
});
afterAll(() => service.close());

/** Counts the outcomes: "ok", or the status of the refusal. */
async function outcomesOf(requests: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const settled = await Promise.allSettled(requests);
  const words = settled.map((one) => (one.status === 'fulfilled' ? 'ok' : String(one.reason.status)));
  return Object.fromEntries(
    [...new Set(words)].toSorted().map((word) => [word, words.filter((w) => w === word).length]),
  );
}

test('sixty sheets of one session, in different orders and with marks removed, are all saved', async () => {
  const { as, id } = service;
  const students = [id.maya, id.diego, id.noor];
  const { interventionId } = params;
  await as('sofia')('enrollment.create', { params: { interventionId }, body: { studentIds: students } });
  const { sessions } = await as('sofia')('session.list', { params: { interventionId } });
  const { sessionId } = sessions[0]!;
  const statuses = ['present', 'tardy', 'partial', null] as const;
  const sheets = Array.from({ length: 60 }, (_, i) =>
    as('vivian')('attendance.record', {
      params: { sessionId },
      body: {
        marks: (i % 2 === 0 ? students : students.toReversed()).map((studentId, j) => ({
          studentId,
          status: statuses[(i + j) % 4]!,
        })),
      },
    }),
  );
  expect(await outcomesOf(sheets)).toEqual({ ok: 60 });
}, 10_000);

test('of forty enrollments of the same students in two groups of one hour, one succeeds and the others get the reason', async () => {
  const { as, id } = service;
  const thursday = [{ weekday: 'thursday' as const, startTime: '10:00', endTime: '10:30' }];
  const groups = await Promise.all(
    [id.vivian, id.owen].map((facilitatorId) =>
      as('sofia')('intervention.create', {
        body: { ...readingGroup(service), facilitatorId, roomId: null, meetingTimes: thursday },
      }),
    ),
  );
  const enrollments = Array.from({ length: 40 }, (_, i) =>
    as('sofia')('enrollment.create', {
      params: { interventionId: groups[i % 2]!.interventionId },
      body: { studentIds: i % 4 < 2 ? [id.amira, id.jonah] : [id.jonah, id.grace] },
    }),
  );
  expect(await outcomesOf(enrollments)).toEqual({ ok: 1, 409: 39 });
}, 10_000);

test('concurrent enrollments and withdrawals of one group succeed or get the reason', async () => {
  const { as, id } = service;
  const { interventionId } = params;
  const { enrollments } = await as('sofia')('enrollment.list', { params: { interventionId } });
  const requests = Array.from({ length: 30 }, (_, i) =>
    i % 2 === 0
      ? as('sofia')('enrollment.create', {
          params: { interventionId },
          body: { studentIds: [[id.maya, id.diego, id.noor][i % 3]!], beginDate: '2026-09-21' },
        })
      : as('sofia')('enrollment.withdraw', {
          params: { enrollmentId: enrollments[i % enrollments.length]!.enrollmentId },
          body: { endDate: '2026-09-20' },
        }),
  );
  const { ok, ...refused } = await outcomesOf(requests);
  expect(Object.keys(refused)).toEqual(['409']);
  expect(ok).toBeGreaterThanOrEqual(3);
}, 10_000);
