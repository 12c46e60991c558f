import { expect, test } from '@jest/globals';
import { matchingStudents } from './matchingStudents';

const jose = { studentId: '1', givenName: 'José', familyName: 'Muñoz' };
const maya = { studentId: '2', givenName: 'Maya', familyName: 'Thompson' };

test('a student is found by parts of the name, in either order and without accents', () => {
  expect(matchingStudents([jose, maya], 'munoz jo')).toEqual([jose]);
  expect(matchingStudents([jose, maya], ' MAYA ')).toEqual([maya]);
  expect(matchingStudents([jose, maya], 'jo maya')).toEqual([]);
});

test('an empty search lists all students', () => {
  expect(matchingStudents([jose, maya], '  ')).toEqual([jose, maya]);
});
