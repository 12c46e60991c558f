import { expect, test } from '@jest/globals';
import { cast } from './cast';
import { type Course, courses, studentsOf } from './courses';
import { cedarValley, harbor } from './districts';
import { fullName, type Person } from './person';

const peopleOf = (list: readonly Course[]) => [
  ...new Set(list.flatMap((course) => [course.district.coordinator, ...course.members.map(({ person }) => person)])),
];
const coursesOf = (district: Course['district']) => courses.filter((course) => course.district === district);

test('keys, accounts and names of people are unique', () => {
  const people = peopleOf(courses);
  for (const what of [(p: Person) => p.key, (p: Person) => p.userId, fullName]) {
    expect(new Set(people.map(what)).size).toBe(people.length);
  }
});

test('the districts have no person in common', () => {
  const ofHarbor = new Set(peopleOf(coursesOf(harbor)));
  expect(peopleOf(coursesOf(cedarValley)).filter((person) => ofHarbor.has(person))).toEqual([]);
});

test('everyone in the cast is in a course', () => {
  const people = new Set(peopleOf(courses));
  expect(Object.values(cast).filter((person) => !people.has(person))).toEqual([]);
});

test('courses have realistic sizes', () => {
  const sizes = Object.fromEntries(courses.map((course) => [course.key, studentsOf(course).length]));
  expect(sizes).toEqual({
    'grade-1': 20,
    'grade-3': 22,
    'grade-2': 20,
    'grade-4': 21,
    'english-6': 23,
    'math-7': 22,
    'english-9': 24,
    'algebra-1': 18,
    'harbor-grade-2': 18,
  });
});
