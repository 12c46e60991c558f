import { type Call, readAllPages } from '@aimline/plugin-interventions-common/client';
import { localDateAt } from '@aimline/plugin-interventions-common/expandMeetingTimes';
import type { Intervention } from '@aimline/plugin-interventions-common/interventions';
import type { InterventionSession } from '@aimline/plugin-interventions-common/sessions';
import { attendanceOf } from './attendanceOf';
import { counted } from './counted';
import type { Person } from './person';
import type { Group } from './groups';
import { progressOf } from './progressOf';
import type { Directory } from './readDirectory';
import type { Seeding } from './seeding';
import { signIn } from './signIn';

/**
 * Seeds one group with its past weeks: the coordinator creates it and enrolls students, the facilitator records attendance
 * and writes notes. Idempotent: what exists is left as it is.
 */
export async function seedGroup(
  seeding: Seeding,
  coordinator: Call,
  directory: Directory,
  group: Group,
): Promise<void> {
  const { course, title, students, facilitator } = group;
  const today = localDateAt(seeding.now, course.school.timeZone);
  const intervention = await findOrCreate(coordinator, directory, group, today);
  await enroll(coordinator, directory, group, intervention);

  const { interventionId, beginDate } = intervention;
  const { sessions } = await readAllPages(coordinator, 'session.list', { params: { interventionId } });
  const recorded = sessions
    .filter((session) => session.localDate < today)
    .filter((_, i) => group.unrecordedEvery === undefined || (i + 1) % group.unrecordedEvery !== 0);
  const part = { group, directory, beginDate };
  const facilitating = await signIn(seeding, facilitator, course);
  await recordAttendance(facilitating, part, recorded);
  const noteCount = await writeNotes(facilitating, part, interventionId, recorded);
  const sizes = [
    counted(students.length, 'student'),
    `${counted(recorded.length, 'session')} recorded`,
    counted(noteCount, 'note'),
  ];
  seeding.log(`  ${title}: ${sizes.join(', ')}.`);
}

interface Part {
  group: Group;
  directory: Directory;
  beginDate: string;
}

async function findOrCreate(
  coordinator: Call,
  directory: Directory,
  group: Group,
  today: string,
): Promise<Intervention> {
  const { title, objective, targetPopulation, tier, domain, course, owner, facilitator, weeksAgo, lastsWeeks } = group;
  const known = await readAllPages(coordinator, 'intervention.list', { body: { search: title } });
  const same = known.interventions.find((intervention) => intervention.title === title);
  if (same) return coordinator('intervention.read', { params: { interventionId: same.interventionId } });
  const school = directory.school(course.school.name);
  const beginDate = addDays(mondayOf(today), -7 * weeksAgo);
  return coordinator('intervention.create', {
    body: {
      ...{ title, objective, targetPopulation, tier, domain },
      schoolId: school.schoolId,
      roomId: school.rooms.find(({ name }) => name === group.room)?.roomId,
      ownerId: directory.staffId(owner),
      facilitatorId: directory.staffId(facilitator),
      beginDate,
      endDate: addDays(beginDate, 7 * lastsWeeks - 3),
      meetingTimes: [...group.meetingTimes],
    },
  });
}

async function enroll(
  coordinator: Call,
  directory: Directory,
  { students, withdrawn }: Group,
  { interventionId, beginDate }: Intervention,
): Promise<void> {
  const params = { interventionId };
  const before = await readAllPages(coordinator, 'enrollment.list', { params });
  const known = new Set(before.enrollments.map((e) => e.student.studentId));
  const studentIds = students.map(directory.studentId).filter((studentId) => !known.has(studentId));
  if (studentIds.length > 0) await coordinator('enrollment.create', { params, body: { studentIds, beginDate } });
  if (!withdrawn) return;
  const { enrollments } = await readAllPages(coordinator, 'enrollment.list', { params });
  const leaving = enrollments.find((e) => e.student.studentId === directory.studentId(withdrawn.student));
  if (leaving?.status !== 'active') return;
  const endDate = lastDayOf(withdrawn, beginDate);
  await coordinator('enrollment.withdraw', { params: { enrollmentId: leaving.enrollmentId }, body: { endDate } });
}

async function recordAttendance(
  facilitator: Call,
  part: Part,
  sessions: readonly InterventionSession[],
): Promise<void> {
  for (const [index, { sessionId, localDate }] of sessions.entries()) {
    const occasion = { index, count: sessions.length, week: weekOf(localDate, part.beginDate) };
    const marks = presentOn(localDate, part).map((student) => ({
      studentId: part.directory.studentId(student),
      ...attendanceOf(student, occasion),
    }));
    await facilitator('attendance.record', { params: { sessionId }, body: { marks } });
  }
}

/** Writes notes on the day of the last recorded session of each week, and returns their number. */
async function writeNotes(
  facilitator: Call,
  part: Part,
  interventionId: string,
  sessions: readonly InterventionSession[],
): Promise<number> {
  const params = { interventionId };
  const { notes } = await readAllPages(facilitator, 'progress.list', { params });
  const written = new Set(notes.map((note) => `${note.student.studentId} ${note.notedOn}`));
  const lastDays = new Map(sessions.map(({ localDate }) => [weekOf(localDate, part.beginDate), localDate]));
  let count = 0;
  for (const [week, notedOn] of lastDays) {
    for (const student of presentOn(notedOn, part)) {
      const studentId = part.directory.studentId(student);
      const progress = progressOf(student, part.group.domain, week);
      if (!progress || written.has(`${studentId} ${notedOn}`)) continue;
      await facilitator('progress.note', { params, body: { studentId, notedOn, ...progress } });
      count++;
    }
  }
  return count;
}

/** The students who are enrolled on a day. */
function presentOn(date: string, { group: { students, withdrawn }, beginDate }: Part): readonly Person[] {
  if (!withdrawn || date <= lastDayOf(withdrawn, beginDate)) return students;
  return students.filter((student) => student !== withdrawn.student);
}

/** The Friday of the last of `afterWeeks` weeks. */
function lastDayOf({ afterWeeks }: { afterWeeks: number }, beginDate: string): string {
  return addDays(beginDate, 7 * afterWeeks - 3);
}

function weekOf(date: string, beginDate: string): number {
  return Math.floor((Date.parse(date) - Date.parse(beginDate)) / (7 * DAY_MS));
}

function mondayOf(date: string): string {
  return addDays(date, -((new Date(date).getUTCDay() + 6) % 7));
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;
