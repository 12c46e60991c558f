import { cast } from './cast';
import { classmates } from './classmates';
import {
  cedarMiddle,
  cedarValley,
  type District,
  harbor,
  harborview,
  juniper,
  type School,
  summitHigh,
  westbrook,
} from './districts';
import type { Person } from './person';

/** The role of a member of a course, as an LMS names it. */
export type CourseRole = 'instructor' | 'teaching_assistant' | 'learner' | 'mentor';

/** A member of a course. */
export interface Member {
  readonly person: Person;
  readonly role: CourseRole;
  readonly status: 'Active' | 'Inactive';
  /** The students whom the LMS lists for a mentor. */
  readonly mentorOf: readonly Person[];
}

/** A course of the practice LMS. */
export interface Course {
  readonly key: string;
  /** The id of the course in launches and memberships (the LTI context). */
  readonly contextId: string;
  readonly label: string;
  readonly title: string;
  readonly district: District;
  readonly school: School;
  readonly members: readonly Member[];
}

const algebraAndEnglish = classmates('cv', 120, 10);

export const gradeOne = course('grade-1', 'G1-D', 'Grade 1, Ms. Delgado', juniper, [
  ...instructors(cast.teresa),
  ...assistants(cast.vivian, cast.carmen),
  ...learners(cast.theo, ...classmates('cv', 0, 19)),
]);

export const gradeTwo = course('grade-2', 'G2-L', 'Grade 2, Mr. Lee', westbrook, [
  ...instructors(cast.marcus),
  ...assistants(cast.owen, cast.bridget),
  ...learners(cast.luis, ...classmates('cv', 19, 19)),
]);

export const gradeThree = course('grade-3', 'G3-B', 'Grade 3, Ms. Brooks', juniper, [
  ...instructors(cast.hannah),
  ...assistants(cast.vivian, cast.owen, cast.carmen),
  ...learners(cast.maya, cast.diego, cast.noor, ...classmates('cv', 38, 19)),
  { ...member('learner', cast.wren), status: 'Inactive' },
  { ...member('mentor', cast.denise), mentorOf: [cast.maya] },
  member('mentor', cast.walter),
]);

export const gradeFour = course('grade-4', 'G4-P', 'Grade 4, Ms. Petrova', westbrook, [
  ...instructors(cast.elena),
  ...assistants(cast.bridget, cast.leila),
  ...learners(cast.amira, cast.priya, ...classmates('cv', 57, 19)),
  { ...member('mentor', cast.samira), mentorOf: [cast.amira] },
]);

export const englishSix = course('english-6', 'ENG6-2', 'English 6, period 2', cedarMiddle, [
  ...instructors(cast.david),
  ...assistants(cast.kevin),
  ...learners(cast.jonah, ...classmates('cv', 76, 22)),
]);

export const mathSeven = course('math-7', 'MATH7-4', 'Math 7, period 4', cedarMiddle, [
  ...instructors(cast.rachel),
  ...assistants(cast.aisha, cast.kevin),
  ...learners(cast.eli, ...classmates('cv', 98, 21)),
]);

export const englishNine = course('english-9', 'ENG9-1', 'English 9, period 1', summitHigh, [
  ...instructors(cast.samuel),
  ...assistants(cast.naomi),
  ...learners(cast.grace, ...algebraAndEnglish, ...classmates('cv', 130, 13)),
]);

export const algebraOne = course('algebra-1', 'ALG1-3', 'Algebra 1, period 3', summitHigh, [
  ...instructors(cast.claire),
  ...assistants(cast.gabriel),
  ...learners(...algebraAndEnglish, ...classmates('cv', 143, 8)),
]);

export const harborGradeTwo = course('harbor-grade-2', 'G2-R', 'Grade 2, Mr. Reed', harborview, [
  ...instructors(cast.thomas),
  ...assistants(cast.marta),
  ...learners(...classmates('hb', 200, 18)),
]);

/** Every course of the practice LMS. */
export const courses: readonly Course[] = [
  gradeOne,
  gradeThree,
  gradeTwo,
  gradeFour,
  englishSix,
  mathSeven,
  englishNine,
  algebraOne,
  harborGradeTwo,
];

/** The active students of a course, those with a story first. */
export function studentsOf(course: Course): Person[] {
  return course.members
    .filter(({ role, status }) => role === 'learner' && status === 'Active')
    .map(({ person }) => person);
}

function course(key: string, label: string, title: string, school: School, members: Member[]): Course {
  const district = school === harborview ? harbor : cedarValley;
  return { key, contextId: `${district.key}:${key}`, label, title, district, school, members };
}

function member(role: CourseRole, person: Person): Member {
  return { person, role, status: 'Active', mentorOf: [] };
}

function instructors(...people: Person[]): Member[] {
  return people.map((person) => member('instructor', person));
}

function assistants(...people: Person[]): Member[] {
  return people.map((person) => member('teaching_assistant', person));
}

function learners(...people: Person[]): Member[] {
  return people.map((person) => member('learner', person));
}
