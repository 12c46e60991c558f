import { expect, test } from '@jest/globals';
import { CONTEXT, TEST_USER } from '../../../../test/support/vocabulary';
import { rosterKind } from './rosterKind';

test('a roster holds students and staff, and no other members', () => {
  expect(rosterKind(['Learner'])).toBe('student');
  expect(rosterKind(['Learner', 'Instructor'])).toBe('student');
  expect(rosterKind(['Instructor'])).toBe('staff');
  expect(rosterKind([`${CONTEXT}/Instructor#TeachingAssistant`])).toBe('staff');
  expect(rosterKind(['Mentor'])).toBe(null);
  expect(rosterKind(['Learner', TEST_USER])).toBe(null);
});
