import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { AttendanceSheet } from '@aimline/plugin-interventions-common/attendance';
import { ApiError } from '@aimline/plugin-interventions-common/client';
import { AttendanceOutbox } from './AttendanceOutbox';
import { type Mark, type Marks, NOT_RECORDED } from './marks';
import { overlay } from './saveQueue';

const present: Mark = { status: 'present', reason: null, note: null };
const tardy: Mark = { status: 'tardy', reason: null, note: null };
const unreachable = new ApiError(0, { name: 'NetworkError', message: 'Aimline cannot be reached.' });
const refused = new ApiError(409, { name: 'ConflictError', message: 'The session was cancelled.' });

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A service that responds when the test says so, and records the requests. */
function arrange() {
  const sent: [string, Mark['status']][][] = [];
  const answers: { succeed: () => Promise<void>; fail: (error: Error) => Promise<void> }[] = [];
  const outbox = new AttendanceOutbox({
    record: (_sessionId, marks) =>
      new Promise((resolve, reject) => {
        sent.push([...marks].map(([studentId, mark]) => [studentId, mark.status]));
        const settled = () => jest.advanceTimersByTimeAsync(0).then(() => undefined);
        answers.push({
          succeed: () => (resolve({} as AttendanceSheet), settled()),
          fail: (error) => (reject(error), settled()),
        });
      }),
    onRecorded: () => undefined,
  });
  const add = (studentId: string, mark: Mark, delayMs = 300) =>
    outbox.add('monday', new Map([[studentId, mark]]), delayMs);
  return { outbox, add, sent, answers };
}

test('marks made in quick succession are sent together', () => {
  const { add, sent } = arrange();
  add('maya', present);
  add('diego', tardy);
  jest.advanceTimersByTime(300);
  expect(sent).toEqual([
    [
      ['maya', 'present'],
      ['diego', 'tardy'],
    ],
  ]);
});

test('there is one request at a time, and the latest mark of a student is sent last', async () => {
  const { add, sent, answers } = arrange();
  add('maya', present, 0);
  jest.advanceTimersByTime(0);
  add('maya', tardy, 0);
  add('maya', NOT_RECORDED, 0);
  jest.advanceTimersByTime(1000);
  expect(sent).toEqual([[['maya', 'present']]]);
  await answers[0]!.succeed();
  expect(sent).toEqual([[['maya', 'present']], [['maya', null]]]);
});

test('marks are unsaved until the service has responded', async () => {
  const { outbox, add, answers } = arrange();
  expect(outbox.status().state).toBe('idle');
  add('maya', present);
  expect(outbox.status()).toEqual({ state: 'saving', unsavedCount: 1, failure: null });
  jest.advanceTimersByTime(300);
  expect(outbox.status()).toEqual({ state: 'saving', unsavedCount: 1, failure: null });
  await answers[0]!.succeed();
  expect(outbox.status()).toEqual({ state: 'saved', unsavedCount: 0, failure: null });
});

test('a mark is shown while it waits, is being sent and has failed', async () => {
  const { outbox, add, answers } = arrange();
  const saved: Marks = new Map([['maya', NOT_RECORDED]]);
  const shown = () => overlay(saved, outbox.queueOf('monday')).get('maya');
  add('maya', present);
  expect(shown()).toEqual(present);
  jest.advanceTimersByTime(300);
  expect(shown()).toEqual(present);
  await answers[0]!.fail(unreachable);
  expect(shown()).toEqual(present);
});

test('a request that did not reach the service is retried automatically, with newer marks instead of older ones', async () => {
  const { outbox, add, sent, answers } = arrange();
  add('maya', present, 0);
  add('diego', present, 0);
  jest.advanceTimersByTime(0);
  add('diego', tardy, 60_000);
  await answers[0]!.fail(unreachable);
  expect(outbox.status()).toEqual({ state: 'failed', unsavedCount: 2, failure: 'Aimline cannot be reached.' });
  await jest.advanceTimersByTimeAsync(2_000);
  expect(sent[1]).toEqual([
    ['maya', 'present'],
    ['diego', 'tardy'],
  ]);
  await answers[1]!.succeed();
  expect(outbox.status().state).toBe('saved');
});

test('a request that the service refuses waits until the user retries', async () => {
  const { outbox, add, sent, answers } = arrange();
  add('maya', present, 0);
  jest.advanceTimersByTime(0);
  await answers[0]!.fail(refused);
  await jest.advanceTimersByTimeAsync(600_000);
  expect(sent).toHaveLength(1);
  outbox.retry();
  expect(sent).toHaveLength(2);
});
