import type { CourseMember, RosterSync, UnitOfWork } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';
import { extendLease } from './syncLease';
import { recordPeople } from './recordPeople';

/**
 * Records a batch of a course's members. Students become members at once; staff are recorded when the sync is complete,
 * because a later batch may list them as students.
 */
export async function recordMembers(
  uow: UnitOfWork,
  sync: RosterSync,
  members: readonly CourseMember[],
): Promise<void> {
  await extendLease(uow, sync, { membersRead: members.length });
  const { source, courseId } = sync;
  const ofKind = (kind: CourseMember['kind']) => members.filter((member) => member.kind === kind);
  const studentIds = await recordPeople(uow, source, 'student', ofKind('student'));
  await uow.rows(
    `insert into course_student (tenant_id, course_id, student_id, source)
     select :tenantId, :courseId, x.student_id, :source
     from unnest(:studentIds::uuid[]) as x (student_id)
     order by x.student_id
     on conflict (tenant_id, course_id, student_id, source) do nothing`,
    { courseId, studentIds, source },
  );
  const staff = new Map(
    ofKind('staff').map(({ externalId, givenName, familyName }) => [externalId, { externalId, givenName, familyName }]),
  );
  await uow.rows(
    `insert into course_roster_batch (tenant_id, course_id, source, batch_id, student_ids, staff, others)
     values (:tenantId, :courseId, :source, :batchId, :studentIds, :staff, :others)`,
    {
      courseId,
      source,
      studentIds,
      batchId: uuidv7(),
      staff: JSON.stringify([...staff.values()]),
      others: members.flatMap(({ kind, externalId }) => (kind === 'student' ? [] : [externalId])),
    },
  );
}
