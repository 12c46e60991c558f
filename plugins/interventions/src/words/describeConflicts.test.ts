import { expect, test } from '@jest/globals';
import { describeConflicts } from './describeConflicts';

const conflictingSession = {
  interventionId: 'phonics',
  sessionId: 'monday',
  title: 'Structured phonics, grade 3',
  startsAt: '2026-09-14T14:00:00Z',
  endsAt: '2026-09-14T14:30:00Z',
};
const conflict = {
  kind: 'facilitator' as const,
  resourceId: 'vivian',
  resourceName: 'Vivian Okafor',
  startsAt: '2026-09-14T14:15:00Z',
  endsAt: '2026-09-14T14:45:00Z',
  conflictingSession,
  timeZone: 'America/Chicago',
};

test('a conflict says who is not free, because of what and when, in the time zone of that school', () => {
  expect(describeConflicts([conflict])).toEqual([
    'Vivian Okafor already leads “Structured phonics, grade 3” on Mon, Sep 14, 9:00 – 9:30 AM.',
  ]);
});

test('conflicts with the same intervention are one sentence with the number of further days', () => {
  const room = { ...conflict, kind: 'room' as const, resourceId: 'room', resourceName: 'Reading Room' };
  expect(describeConflicts([conflict, room, conflict, conflict])).toEqual([
    'Vivian Okafor already leads “Structured phonics, grade 3” on Mon, Sep 14, 9:00 – 9:30 AM, and on 2 more days.',
    'Reading Room is already booked for “Structured phonics, grade 3” on Mon, Sep 14, 9:00 – 9:30 AM.',
  ]);
});
