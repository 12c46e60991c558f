import { createRoster } from '@aimline/plugin-interventions-backend';
import type { CourseMember, UnitOfWork } from '@aimline/plugin-interventions-node';

const roster = createRoster();

/** Syncs a course in one transaction, as a roster source does in several. */
export async function recordWholeCourse(
  uow: UnitOfWork,
  source: string,
  courseId: string,
  members: readonly CourseMember[],
): Promise<void> {
  const reading = await roster.beginSync(uow, source, courseId, uow.now);
  if (!reading) throw new Error('Somebody else is reading the course.');
  await roster.recordMembers(uow, reading, members);
  await roster.completeSync(uow, reading, 'all');
}
