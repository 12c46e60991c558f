import { type Call, readAllPages } from '@aimline/plugin-interventions-common/client';
import type { School } from '@aimline/plugin-interventions-common/roster';
import { setTimeout } from 'node:timers/promises';
import { type Course, courses, studentsOf } from './courses';
import type { District } from './districts';
import { fullName, type Person } from './person';

/** Finds the tool's ids of the schools and people of a district by their names. */
export interface Directory {
  school(name: string): School;
  staffId(person: Person): string;
  studentId(person: Person): string;
  counts: { schools: number; courses: number; students: number };
}

const ROSTER_TIMEOUT_MS = 20_000;

/**
 * Reads the tool's roster of a district, and waits until it has all people of the district's courses: a launch starts the
 * sync of the members of its course, and does not wait for it.
 *
 * @throws Error that names a person who is still missing after 20 seconds.
 */
export async function readDirectory(coordinator: Call, district: District): Promise<Directory> {
  const districtCourses = courses.filter((course) => course.district === district);
  const students = new Set(districtCourses.flatMap(studentsOf));
  const teachers = new Set(districtCourses.flatMap(staffOf));
  const { schools } = await readAllPages(coordinator, 'school.list', {});
  for (const deadline = Date.now() + ROSTER_TIMEOUT_MS; ; await setTimeout(250)) {
    const [roster, { staff }] = await Promise.all([
      readAllPages(coordinator, 'student.list', {}),
      readAllPages(coordinator, 'staff.list', {}),
    ]);
    const studentIds = new Map(roster.students.map((student) => [fullName(student), student.studentId]));
    const staffIds = new Map(staff.map((member) => [fullName(member), member.staffId]));
    const missing =
      [...students].find((student) => !studentIds.has(fullName(student))) ??
      [...teachers].find((teacher) => !staffIds.has(fullName(teacher)));
    if (!missing) {
      return {
        school: (name) =>
          found(
            schools.find((school) => school.name === name),
            name,
          ),
        staffId: (person) => found(staffIds.get(fullName(person)), fullName(person)),
        studentId: (person) => found(studentIds.get(fullName(person)), fullName(person)),
        counts: { schools: schools.length, courses: districtCourses.length, students: roster.students.length },
      };
    }
    if (Date.now() > deadline)
      throw new Error(
        `The tool does not know "${fullName(missing)}" ${ROSTER_TIMEOUT_MS / 1000} s after the launches.`,
      );
  }
}

function staffOf(course: Course): Person[] {
  return course.members
    .filter(({ role, status }) => (role === 'instructor' || role === 'teaching_assistant') && status === 'Active')
    .map(({ person }) => person);
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`The tool does not know "${name}".`);
  return value;
}
