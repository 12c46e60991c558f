import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { expect, test } from '@jest/globals';
import { features } from './features';
import { foldFeatures } from './frame/foldFeatures';
import { navigationOf } from './frame/navigation';

const { pages, navigation } = foldFeatures(features);

/** The actions of an educator or an interventionist that open pages. */
const STAFF = [
  ...['session.agenda', 'session.list', 'intervention.list', 'intervention.read', 'enrollment.list', 'progress.list'],
  ...['dashboard.intervention', 'dashboard.student', 'student.list', 'course_link.offer'],
];
const COORDINATOR = [...STAFF, 'intervention.history', 'access.read', 'audit.search', 'webhook.list'];
const CAREGIVER = ['student.list', 'dashboard.student'];

test.each([
  [
    'a coordinator',
    COORDINATOR,
    ['Today', 'Interventions', 'Access', 'Audit', 'Integrations'],
    ['Overview', 'Sessions', 'Students', 'Notes', 'History'],
  ],
  ['staff', STAFF, ['Today', 'Interventions'], ['Overview', 'Sessions', 'Students', 'Notes']],
  ['a caregiver', CAREGIVER, ['My children'], []],
  ['a person without permissions', [], ['My children'], []],
])(
  '%s has links to the pages they may open, and to one page only while they choose links',
  (_, actions, top, sections) => {
    const labels = (place: 'top' | 'choosing' | 'intervention') =>
      navigationOf(navigation, place, { actions } as unknown as LaunchSession).map(({ label }) => label());
    expect([labels('top'), labels('intervention'), labels('choosing')]).toEqual([top, sections, ['Add to the course']]);
  },
);

test('only the start page and a child are open to families', () => {
  const open = pages.filter(({ action }) => action === undefined || CAREGIVER.includes(action));
  expect(open.map(({ path }) => path)).toEqual(['/', '/students/$studentId']);
});
