import { expect, test } from '@jest/globals';
import { sessionState } from './sessionState';

const session = {
  startsAt: '2026-09-14T14:00:00Z',
  endsAt: '2026-09-14T14:30:00Z',
  status: 'scheduled' as const,
  enrolledCount: 6,
  recordedCount: 0,
};
const before = Date.parse('2026-09-14T13:59:59Z');
const during = Date.parse('2026-09-14T14:00:00Z');
const after = Date.parse('2026-09-14T14:30:00Z');

test('a past session without marks is shown as not recorded', () => {
  expect(sessionState(session, before).word).toBe('Upcoming');
  expect(sessionState(session, during).word).toBe('Meets now');
  expect(sessionState(session, after).word).toBe('Not recorded');
});

test('the number of marks is compared with the number of students on that day', () => {
  expect(sessionState({ ...session, recordedCount: 2 }, during)).toEqual({ word: 'Recorded 2 of 6', tone: 'partly' });
  expect(sessionState({ ...session, recordedCount: 6 }, during)).toEqual({ word: 'Recorded 6 of 6', tone: 'done' });
});

test('a session without students is not shown as not recorded', () => {
  expect(sessionState({ ...session, enrolledCount: 0 }, after).word).toBe('No students');
});
