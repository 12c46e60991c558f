import { type Call, readAllPages } from '@aimline/plugin-interventions-common/client';
import { localDateAt } from '@aimline/plugin-interventions-common/expandMeetingTimes';
import type { Intervention } from '@aimline/plugin-interventions-common/interventions';
import type { InterventionSession } from '@aimline/plugin-interventions-common/sessions';
import { attendanceOf } from './attendanceOf';
import { counted } from './counted';
import type { Person } from './person';
import type { Programme } from './programmes';
import { progressOf } from './progressOf';
import type { Directory } from './readDirectory';
import type { Seeding } from './seeding';
import { signIn } from './signIn';

/**
 * One group with the weeks behind it: the coordinator makes it and enrolls, the facilitator records attendance and
 * writes notes. What is there already stays, so that it can be repeated.
 */
export async function seedProgramme(
  seeding: Seeding,
  coordinator: Call,
  directory: Directory,
  programme: Programme,
): Promise<void> {
  const { course, title, students, facilitator } = programme;
  const today = localDateAt(seeding.now, course.school.timeZone);
  const intervention = await findOrCreate(coordinator, directory, programme, today);
  await enroll(coordinator, directory, programme, intervention);

  const { interventionId, beginDate } = intervention;
  const { sessions } = await readAllPages(coordinator, 'session.list', { params: { interventionId } });
  const recorded = sessions
    .filter((session) => session.localDate < today)
    .filter((_, i) => programme.forgotten === undefined || (i + 1) % programme.forgotten !== 0);
  const part = { programme, directory, beginDate };
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
  programme: Programme;
  directory: Directory;
  beginDate: string;
}

async function findOrCreate(
  coordinator: Call,
  directory: Directory,
  programme: Programme,
  today: string,
): Promise<Intervention> {
  const { title, objective, targetPopulation, tier, domain, course, owner, facilitator, weeksAgo, lastsWeeks } =
    programme;
  const known = await readAllPages(coordinator, 'intervention.list', { body: { search: title } });
  const same = known.interventions.find((intervention) => intervention.title === title);
  if (same) return coordinator('intervention.read', { params: { interventionId: same.interventionId } });
  const school = directory.school(course.school.name);
  const beginDate = addDays(mondayOf(today), -7 * weeksAgo);
  return coordinator('intervention.create', {
    body: {
      ...{ title, objective, targetPopulation, tier, domain },
      schoolId: school.schoolId,
      roomId: school.rooms.find(({ name }) => name === programme.room)?.roomId,
      ownerId: directory.staffId(owner),
      facilitatorId: directory.staffId(facilitator),
      beginDate,
      endDate: addDays(beginDate, 7 * lastsWeeks - 3),
      meetingTimes: [...programme.meetingTimes],
    },
  });
}

async function enroll(
  coordinator: Call,
  directory: Directory,
  { students, withdrawn }: Programme,
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

/** On the day of the last recorded session of each week. Returns how many were written. */
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
      const progress = progressOf(student, part.programme.domain, week);
      if (!progress || written.has(`${studentId} ${notedOn}`)) continue;
      await facilitator('progress.note', { params, body: { studentId, notedOn, ...progress } });
      count++;
    }
  }
  return count;
}

/** The students who take part on a day. */
function presentOn(date: string, { programme: { students, withdrawn }, beginDate }: Part): readonly Person[] {
  if (!withdrawn || date <= lastDayOf(withdrawn, beginDate)) return students;
  return students.filter((student) => student !== withdrawn.student);
}

/** The Friday of the student's last week. */
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
