import { expect, test } from '@jest/globals';
import { CONTEXT, INSTITUTION, SYSTEM, TEST_USER } from '../../../test/support/vocabulary';
import type { RolesClaimed } from '../guard/readLaunchClaims';
import { launchRoles, type Mapping } from './launchRoles';

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
  ['an administrator of the course has no role by that alone', [`${CONTEXT}#Administrator`], []],
  ['an administrator who teaches is an educator', [`${CONTEXT}#Administrator`, 'Instructor'], ['educator']],
  ['an administrator of the institution has no role', [`${INSTITUTION}#Administrator`], []],
  [
    'a role in the institution does not widen one in the course',
    [`${INSTITUTION}#Instructor`, `${CONTEXT}#Learner`],
    [],
  ],
  ['a learner has no role', [`${CONTEXT}#Learner`], []],
  ['a learner who also teaches has no role', [`${CONTEXT}#Learner`, `${CONTEXT}#Instructor`], []],
  ['a guest who learns and also teaches has no role', [`${CONTEXT}/Learner#GuestLearner`, `${CONTEXT}#Instructor`], []],
  ['a test user has no role', [TEST_USER, `${CONTEXT}#Instructor`], []],
  ['a content developer has no role', [`${CONTEXT}#ContentDeveloper`], []],
  ['an unknown role gives nothing', ['http://example.org/roles#Wizard'], []],
  ['an empty role gives nothing', [''], []],
  ['no role gives nothing', [], []],
  ['the name of a property of every object gives nothing', ['constructor', '__proto__'], []],
])('%s', (_title, roles, expected) => {
  expect(rolesOf(roles)).toEqual(expected);
});

test('a mentor is a caregiver of the listed students', () => {
  expect(rolesOf([`${CONTEXT}#Mentor`], ['maya'])).toEqual(['caregiver']);
});

test('a mentor without a list has no role', () => {
  expect(rolesOf([`${CONTEXT}#Mentor`], undefined)).toEqual([]);
  expect(rolesOf([`${CONTEXT}#Mentor`], [])).toEqual([]);
});

test('an advisor is no caregiver', () => {
  expect(rolesOf([`${CONTEXT}/Mentor#Advisor`], ['maya'])).toEqual([]);
});

test('a teacher with a child in the course has the role of a teacher', () => {
  expect(rolesOf(['Instructor', 'Mentor'], ['maya'])).toEqual(['educator']);
});

test.each<[string, readonly string[], boolean]>([
  ['an administrator of the course', [`${CONTEXT}#Administrator`], true],
  ['an administrator of the institution', [`${INSTITUTION}#Administrator`], true],
  ['an administrator of the institution who teaches', [`${INSTITUTION}#Administrator`, 'Instructor'], true],
  ['an administrator of the system', [`${SYSTEM}#SysAdmin`, `${SYSTEM}#Administrator`], false],
  ['an administrator who is a learner', [`${CONTEXT}#Administrator`, 'Learner'], false],
  ['a test user', [TEST_USER, `${CONTEXT}#Administrator`], false],
  ['an instructor', ['Instructor'], false],
])('%s is a candidate or not', (_who, roles, expected) => {
  expect(launchRoles(claimed({ roles }), nothingKnown).isCandidate).toBe(expected);
});

test('an approved administrator is a coordinator, and one who is no longer an administrator is not', () => {
  const approved = { mappings: [], isApproved: true };
  expect(launchRoles(claimed({ roles: [`${INSTITUTION}#Administrator`, 'Instructor'] }), approved)).toEqual({
    roles: ['coordinator', 'educator'],
    isCandidate: false,
  });
  expect(launchRoles(claimed({ roles: ['Instructor'] }), approved).roles).toEqual(['educator']);
  expect(launchRoles(claimed({ roles: [`${CONTEXT}#Administrator`, 'Learner'] }), approved).roles).toEqual([]);
});

const map = (matches: Mapping['matches'], value: string, role: Mapping['role']): Mapping => ({ matches, value, role });
const ADVISOR = `${CONTEXT}/Mentor#Advisor`;

test.each<[string, Partial<RolesClaimed>, Mapping[], readonly string[]]>([
  [
    'a role of the course',
    { roles: [ADVISOR] },
    [map('lms_role', ADVISOR.toLowerCase(), 'interventionist')],
    ['interventionist'],
  ],
  [
    'a role of its own making',
    { roles: ['Instructor'], customRoles: ['Counselor'] },
    [map('lms_role', 'counselor', 'interventionist')],
    ['interventionist'],
  ],
  [
    'a person by their id',
    { roles: ['Instructor'], sourcedId: 'T-1' },
    [map('person_sourcedid', 'T-1', 'coordinator')],
    ['coordinator'],
  ],
  [
    'the id of another person',
    { roles: ['Instructor'], sourcedId: 'T-2' },
    [map('person_sourcedid', 'T-1', 'coordinator')],
    ['educator'],
  ],
  [
    'no one without an id',
    { roles: ['Instructor'] },
    [map('person_sourcedid', 'undefined', 'coordinator')],
    ['educator'],
  ],
  [
    'the person before their roles',
    { roles: ['Instructor'], sourcedId: 'T-1' },
    [map('lms_role', 'instructor', 'interventionist'), map('person_sourcedid', 'T-1', 'none')],
    [],
  ],
  [
    'two roles',
    { roles: [ADVISOR], customRoles: ['Dean'] },
    [map('lms_role', 'dean', 'coordinator'), map('lms_role', ADVISOR.toLowerCase(), 'educator')],
    ['coordinator', 'educator'],
  ],
  [
    'no role of a learner',
    { roles: ['Learner'], sourcedId: 'T-1' },
    [map('person_sourcedid', 'T-1', 'coordinator')],
    [],
  ],
  [
    'no role of the institution',
    { roles: [`${INSTITUTION}#Faculty`] },
    [map('lms_role', `${INSTITUTION}#faculty`.toLowerCase(), 'coordinator')],
    [],
  ],
])('a mapping is about %s', (_what, about, mappings, expected) => {
  expect(launchRoles(claimed(about), { mappings, isApproved: false }).roles).toEqual(expected);
});

const nothingKnown = { mappings: [], isApproved: false };

function claimed(claims: Partial<RolesClaimed>): RolesClaimed {
  return { roles: [], customRoles: [], sourcedId: undefined, mentoredSubjects: undefined, ...claims };
}

function rolesOf(roles: readonly string[], mentoredSubjects?: readonly string[]) {
  return launchRoles(claimed({ roles, mentoredSubjects }), nothingKnown).roles;
}
