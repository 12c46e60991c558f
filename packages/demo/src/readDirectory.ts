import { type Call, readAllPages } from '@aimline/plugin-interventions-common/client';
import type { School } from '@aimline/plugin-interventions-common/roster';
import { setTimeout } from 'node:timers/promises';
import { type Course, courses, studentsOf } from './courses';
import type { District } from './districts';
import { fullName, type Person } from './person';

/** What the tool knows of a district, by the names that the cast goes by. */
export interface Directory {
  school(name: string): School;
  staffId(person: Person): string;
  studentId(person: Person): string;
  counts: { schools: number; courses: number; students: number };
}

const PATIENCE_MS = 20_000;

/**
 * Reads the tool's roster as soon as everybody of the district's courses is in it: a launch begins to read
 * the members of its course, and does not wait for them.
 *
 * @throws Error when somebody is missing after 20 seconds.
 */
export async function readDirectory(coordinator: Call, district: District): Promise<Directory> {
  const districtCourses = courses.filter((course) => course.district === district);
  const students = new Set(districtCourses.flatMap(studentsOf));
  const teachers = new Set(districtCourses.flatMap(staffOf));
  const { schools } = await readAllPages(coordinator, 'school.list', {});
  for (const deadline = Date.now() + PATIENCE_MS; ; await setTimeout(250)) {
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
    if (Date.now() > deadline) throw new Error(`The tool does not know ${fullName(missing)} after the launches.`);
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
