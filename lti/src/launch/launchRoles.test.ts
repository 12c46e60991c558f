import { expect, test } from '@jest/globals';
import { launchRoles, rosterKind } from './launchRoles';

const CONTEXT = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const INSTITUTION = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person';
const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';

test.each([
  ['an instructor is an educator', [`${CONTEXT}#Instructor`], ['educator']],
  ['a short role name counts in the course', ['Instructor'], ['educator']],
  ['case does not matter', [`${CONTEXT}#instructor`], ['educator']],
  ['a teaching assistant is an interventionist', [`${CONTEXT}/Instructor#TeachingAssistant`], ['interventionist']],
  [
    'a teaching assistant is no educator, although Instructor is sent along',
    [`${CONTEXT}#Instructor`, `${CONTEXT}/Instructor#TeachingAssistant`],
    ['interventionist'],
  ],
  ['an administrator of the course is a coordinator', [`${CONTEXT}#Administrator`], ['coordinator']],
  ['an administrator who teaches is both', [`${CONTEXT}#Administrator`, 'Instructor'], ['coordinator', 'educator']],
  ['an administrator of the institution has no role', [`${INSTITUTION}#Administrator`], []],
  [
    'a role in the institution does not widen one in the course',
    [`${INSTITUTION}#Instructor`, `${CONTEXT}#Learner`],
    [],
  ],
  ['a learner has no role', [`${CONTEXT}#Learner`], []],
  ['a learner who also teaches has no role', [`${CONTEXT}#Learner`, `${CONTEXT}#Instructor`], []],
  ['a test user has no role', [TEST_USER, `${CONTEXT}#Instructor`], []],
  ['a content developer has no role', [`${CONTEXT}#ContentDeveloper`], []],
  ['an unknown role gives nothing', ['http://example.org/roles#Wizard'], []],
  ['an empty role gives nothing', [''], []],
  ['no role gives nothing', [], []],
  ['the name of a property of every object gives nothing', ['constructor', '__proto__'], []],
])('%s', (_title, roles, expected) => {
  expect(launchRoles(roles, undefined)).toEqual(expected);
});

test('a mentor is a caregiver of the students listed', () => {
  expect(launchRoles([`${CONTEXT}#Mentor`], ['maya'])).toEqual(['caregiver']);
});

test('a mentor without a list has no role', () => {
  expect(launchRoles([`${CONTEXT}#Mentor`], undefined)).toEqual([]);
  expect(launchRoles([`${CONTEXT}#Mentor`], [])).toEqual([]);
});

test('an advisor is no caregiver', () => {
  expect(launchRoles([`${CONTEXT}/Mentor#Advisor`], ['maya'])).toEqual([]);
});

test('a teacher with a child in the course comes as a teacher', () => {
  expect(launchRoles(['Instructor', 'Mentor'], ['maya'])).toEqual(['educator']);
});

test('a roster holds students and staff, and nobody else', () => {
  expect(rosterKind(['Learner'])).toBe('student');
  expect(rosterKind(['Learner', 'Instructor'])).toBe('student');
  expect(rosterKind(['Instructor'])).toBe('staff');
  expect(rosterKind([`${CONTEXT}/Instructor#TeachingAssistant`])).toBe('staff');
  expect(rosterKind(['Mentor'])).toBe(null);
  expect(rosterKind(['Learner', TEST_USER])).toBe(null);
});
