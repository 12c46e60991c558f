import { z } from 'zod';
import { contract } from './contract';
import { page, PageQuery } from './page';
import { Instant, LocalDate, SearchText, Staff, Student, text, TimeZone, Uuid } from './primitives';
import { rosterEndpoints } from './rosterEndpoints';

/**
 * The state of a course's roster sync: `unread` before the first one has begun, `reading` while one runs, `read` when the
 * last one was complete, `failed` when it was not; the members of earlier syncs stay.
 */
export const ROSTER_STATES = ['unread', 'reading', 'read', 'failed'] as const;

export const CourseRoster = z
  .object({
    state: z.enum(ROSTER_STATES),
    /** When the last complete sync ended; null before the first. */
    readAt: Instant.nullable(),
    /** Members read so far by the sync in progress. */
    membersRead: z.int(),
  })
  .meta({ id: 'CourseRoster' });
export type CourseRoster = z.infer<typeof CourseRoster>;

/** The roster of the course that the launch came from; null without a course, and when the platform lists no members. */
const roster = CourseRoster.nullable();

export const StudentList = page('students', Student).extend({ roster }).meta({ id: 'StudentList' });
export type StudentList = z.infer<typeof StudentList>;

export const listStudents = contract(rosterEndpoints, 'student.list', {
  summary:
    'List the students whom the caller may act for, by family name, 500 a page: those of the course for an educator, of the district for a coordinator, their own children for a caregiver.',
  query: PageQuery,
  body: z.strictObject({ search: SearchText.optional() }),
  result: StudentList,
});

export const listStaff = contract(rosterEndpoints, 'staff.list', {
  summary: 'List the staff who can own or lead an intervention, by family name, 500 a page.',
  query: PageQuery,
  result: page('staff', Staff).extend({ roster }),
});

export const Room = z.object({ roomId: Uuid, name: z.string(), groupCapacity: z.int() }).meta({ id: 'Room' });

export const School = z
  .object({ schoolId: Uuid, name: z.string(), timeZone: z.string(), rooms: z.array(Room) })
  .meta({ id: 'School' });
export type School = z.infer<typeof School>;

export const listSchools = contract(rosterEndpoints, 'school.list', {
  summary: 'List the schools of the district with their rooms, by name, 100 a page.',
  query: PageQuery,
  result: page('schools', School),
});

/** Ed-Fi `CalendarEvent`: why a school has no sessions on a day. */
export const CLOSED_DAY_EVENTS = [
  'holiday',
  'non_instructional_day',
  'teacher_only_day',
  'weather_day',
  'emergency_day',
] as const;
export const ClosedDayEvent = z.enum(CLOSED_DAY_EVENTS).meta({ id: 'ClosedDayEvent' });

export const SchoolImport = z
  .strictObject({
    name: text(120, 'the name of the school'),
    timeZone: TimeZone,
    rooms: z
      .array(
        z.strictObject({
          name: text(80, 'the name of the room'),
          /** How many groups may use the room at the same time. */
          groupCapacity: z.int().min(1).max(50).default(1),
        }),
      )
      .max(500, { error: 'Expected at most 500 rooms.' })
      .refine((rooms) => isUnique(rooms.map((room) => room.name)), { error: 'A room is named twice.' }),
    closedDays: z
      .array(z.strictObject({ date: LocalDate, event: ClosedDayEvent }))
      .max(1000, { error: 'Expected at most 1000 closed days.' })
      .refine((days) => isUnique(days.map((day) => day.date)), { error: 'A day is named twice.' }),
  })
  .meta({ id: 'SchoolImport' });
export type SchoolImport = z.infer<typeof SchoolImport>;

export const importSchools = contract(rosterEndpoints, 'school.import', {
  summary:
    'Add or change schools, rooms and closed days, matched by name and date; nothing is removed, and existing sessions stay as they are. The result contains the imported schools.',
  body: z.strictObject({
    schools: z
      .array(SchoolImport)
      .min(1, { error: 'Expected at least one school.' })
      .max(200, { error: 'Expected at most 200 schools at once.' })
      .refine((schools) => isUnique(schools.map((school) => school.name)), { error: 'A school is named twice.' }),
  }),
  result: z.object({ schools: z.array(School) }),
});

function isUnique(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
