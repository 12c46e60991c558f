import { expect, test } from '@jest/globals';
import { describeRoster } from './describeRoster';

const MORNING = '2026-09-14T14:05:00.000Z';
const describe = (roster: Parameters<typeof describeRoster>[0], now = MORNING) =>
  describeRoster(roster, 'America/Chicago', Date.parse(now));

test('a first sync shows its progress', () => {
  expect(describe({ state: 'unread', readAt: null, membersRead: 0 })).toEqual({
    kind: 'progress',
    text: 'Loading the members of the course…',
  });
  expect(describe({ state: 'reading', readAt: null, membersRead: 1500 })).toEqual({
    kind: 'progress',
    text: 'Loading the members of the course: 1,500 so far',
  });
});

test('during a later sync, the time of the list is shown', () => {
  expect(describe({ state: 'reading', readAt: MORNING, membersRead: 500 })).toEqual({
    kind: 'note',
    text: 'The list is from Sep 14, 9:05 AM and is being updated.',
  });
});

test('after a failed sync, the text says what to do', () => {
  expect(describe({ state: 'failed', readAt: null, membersRead: 0 })).toEqual({
    kind: 'warning',
    text: 'The members of the course could not be loaded from your LMS. Reopen Aimline from your course to try again. If the problem remains, ask the administrator of the LMS to share names and roles with Aimline.',
  });
  expect(describe({ state: 'failed', readAt: MORNING, membersRead: 0 })).toEqual({
    kind: 'warning',
    text: 'The list is from Sep 14, 9:05 AM: since then, the members of the course could not be loaded from your LMS. Reopen Aimline from your course to try again.',
  });
});

test('a complete roster needs no text for a day, then the time of the list is shown', () => {
  expect(describe({ state: 'read', readAt: MORNING, membersRead: 0 }, '2026-09-15T14:05:00Z')).toBeNull();
  expect(describe({ state: 'read', readAt: MORNING, membersRead: 0 }, '2026-09-15T14:05:01Z')).toEqual({
    kind: 'note',
    text: 'The list is from Sep 14, 9:05 AM. Reopen Aimline from your course to update it.',
  });
});
