// the actions that the school year is made with
import '@aimline/plugin-interventions-common/attendanceEndpoints';
import '@aimline/plugin-interventions-common/enrollmentEndpoints';
import '@aimline/plugin-interventions-common/interventionEndpoints';
import '@aimline/plugin-interventions-common/progressEndpoints';
import '@aimline/plugin-interventions-common/rosterEndpoints';
import '@aimline/plugin-interventions-common/sessionEndpoints';
import { type Call, readAllPages } from '@aimline/plugin-interventions-common/client';
import { counted } from './counted';
import { courses } from './courses';
import { cedarValley, type District, harbor } from './districts';
import { inParallel } from './inParallel';
import { programmes } from './programmes';
import { readDirectory } from './readDirectory';
import { closedDays } from './schoolYear';
import type { Seeding } from './seeding';
import { seedProgramme } from './seedProgramme';
import { signIn } from './signIn';

/** Enough to keep a machine of two cores busy, and room for whoever opens the tool meanwhile. */
const AT_ONCE = 3;

/** Written last of all: whoever finds it knows that nothing is missing. */
const LAST_NOTE = 'Read the notes of the first weeks together with Marta: the group stays as it is.';

/**
 * Fills both practice districts with schools, groups and the weeks behind them, as their own staff would: by launches
 * and the public API only. Does nothing when this was done before; what was cut short goes on where it stopped.
 *
 * @throws Error when a launch or a request is refused, with what was said.
 */
export async function seedPracticeDistrict(seeding: Seeding): Promise<void> {
  const { log } = seeding;
  const coordinator = await signIn(seeding, harbor.coordinator, coursesOf(harbor)[0]!);
  if (await isSeeded(coordinator)) return log('The practice districts are filled already.');
  log('Filling the practice districts, this once …');
  await seedDistrict(seeding, cedarValley);
  await seedDistrict(seeding, harbor);
  await markSeeded(coordinator);
}

async function seedDistrict(seeding: Seeding, district: District): Promise<void> {
  const { log, now } = seeding;
  const [coordinator] = await inParallel(AT_ONCE, coursesOf(district), (course) =>
    signIn(seeding, district.coordinator, course),
  );
  if (!coordinator) throw new Error(`${district.name} has no course.`);
  const schools = district.schools.map((school) => ({
    ...school,
    rooms: [...school.rooms],
    closedDays: closedDays(now),
  }));
  await coordinator('school.import', { body: { schools } });
  const directory = await readDirectory(coordinator, district);
  const { counts } = directory;
  const sizes = [
    counted(counts.schools, 'school'),
    counted(counts.courses, 'course'),
    counted(counts.students, 'student'),
  ];
  log(`${district.name}: ${sizes.join(', ')}.`);
  const groups = programmes.filter(({ course }) => course.district === district);
  await inParallel(AT_ONCE, groups, (programme) => seedProgramme(seeding, coordinator, directory, programme));
}

async function isSeeded(coordinator: Call): Promise<boolean> {
  for (const { interventionId } of (await readAllPages(coordinator, 'intervention.list', {})).interventions) {
    const { notes } = await readAllPages(coordinator, 'progress.list', { params: { interventionId } });
    if (notes.some((note) => note.text === LAST_NOTE)) return true;
  }
  return false;
}

async function markSeeded(coordinator: Call): Promise<void> {
  const [intervention] = (await coordinator('intervention.list')).interventions;
  const params = { interventionId: intervention!.interventionId };
  const [enrollment] = (await coordinator('enrollment.list', { params })).enrollments;
  await coordinator('progress.note', { params, body: { studentId: enrollment!.student.studentId, text: LAST_NOTE } });
}

function coursesOf(district: District) {
  return courses.filter((course) => course.district === district);
}
