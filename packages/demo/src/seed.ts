// the endpoints that the seeding calls
import '@aimline/plugin-interventions-common/attendanceEndpoints';
import '@aimline/plugin-interventions-common/enrollmentEndpoints';
import '@aimline/plugin-interventions-common/interventionEndpoints';
import '@aimline/plugin-interventions-common/progressEndpoints';
import '@aimline/plugin-interventions-common/rosterEndpoints';
import '@aimline/plugin-interventions-common/sessionEndpoints';
import { inParallel } from '@aimline/embedded/inParallel';
import { type Call, readAllPages } from '@aimline/plugin-interventions-common/client';
import { counted } from './counted';
import { courses } from './courses';
import { cedarValley, type District, harbor } from './districts';
import { groups } from './groups';
import { readDirectory } from './readDirectory';
import { closedDays } from './schoolYear';
import type { Seeding } from './seeding';
import { seedGroup } from './seedGroup';
import { signIn } from './signIn';

/**
 * Number of concurrent launches and groups: uses two cores, but leaves capacity for a user who opens the tool during
 * the seeding.
 */
const CONCURRENCY = 3;

/** The last note that is written: where it exists, the seeding is complete. */
const LAST_NOTE = 'Read the notes of the first weeks together with Marta: the group stays as it is.';

/**
 * Fills both practice districts with schools, groups and their past weeks, as their own staff would: only by launches and
 * the public API. Skips what exists: a complete seeding does nothing, an interrupted one continues.
 *
 * @throws Error with the reason when a launch or a request is refused.
 */
export async function seedPracticeDistrict(seeding: Seeding): Promise<void> {
  const { log } = seeding;
  const coordinator = await signIn(seeding, harbor.coordinator, coursesOf(harbor)[0]!);
  if (await isSeeded(coordinator)) return log('The practice districts are filled already.');
  log('Filling the practice districts (only the first time) …');
  await seedDistrict(seeding, cedarValley);
  await seedDistrict(seeding, harbor);
  await markSeeded(coordinator);
}

async function seedDistrict(seeding: Seeding, district: District): Promise<void> {
  const { log, now } = seeding;
  const [coordinator] = await inParallel(CONCURRENCY, coursesOf(district), (course) =>
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
  const ofDistrict = groups.filter(({ course }) => course.district === district);
  await inParallel(CONCURRENCY, ofDistrict, (group) => seedGroup(seeding, coordinator, directory, group));
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
