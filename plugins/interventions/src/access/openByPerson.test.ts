import type { OpenLaunchSession } from '@aimline/plugin-interventions-common/access';
import { expect, test } from '@jest/globals';
import { openByPerson } from './openByPerson';

const vivian = { personId: 'v', givenName: 'Vivian', familyName: 'Okafor' };
const hannah = { personId: 'h', givenName: 'Hannah', familyName: 'Brooks' };
const session = (
  person: typeof vivian,
  openedAt: string,
  courseTitle: string | null,
  roles: OpenLaunchSession['roles'],
): OpenLaunchSession => ({ launchSessionId: openedAt, person, openedAt, courseTitle, roles });

test('a person with several sessions is one entry, since the earliest, with each course and role once', () => {
  const sessions = [
    session(vivian, '2026-09-14T14:05:00Z', 'Grade 3', ['interventionist']),
    session(hannah, '2026-09-14T14:00:00Z', null, ['educator']),
    session(vivian, '2026-09-14T13:05:00Z', 'Grade 1', ['interventionist', 'educator']),
    session(vivian, '2026-09-14T13:30:00Z', 'Grade 3', ['interventionist']),
  ];
  expect(openByPerson(sessions)).toEqual([
    {
      person: vivian,
      roles: ['interventionist', 'educator'],
      courseTitles: ['Grade 3', 'Grade 1'],
      openedAt: '2026-09-14T13:05:00Z',
    },
    { person: hannah, roles: ['educator'], courseTitles: [], openedAt: '2026-09-14T14:00:00Z' },
  ]);
});
