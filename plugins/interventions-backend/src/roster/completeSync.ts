import type { RosterSync, UnitOfWork } from '@aimline/plugin-interventions-node';
import { extendLease, releaseLease } from './syncLease';
import { type NamedPerson, recordPeople } from './recordPeople';

const STAFF_PER_BATCH = 500;

/**
 * Completes a sync: removes students whom its source no longer lists, and records the staff. Students whom another source
 * lists stay members.
 */
export async function completeSync(uow: UnitOfWork, sync: RosterSync, extent: 'all' | 'changes'): Promise<void> {
  await extendLease(uow, sync);
  const { source, courseId } = sync;
  // An array is computed once; a join computed the list again for each member (30,000 members: over 10 s).
  await uow.rows(
    `delete from course_student cs
     where cs.tenant_id = :tenantId and cs.course_id = :courseId and cs.source = :source
       and cs.student_id = any(array(${extent === 'all' ? NOT_LISTED : LISTED_AS_OTHERS}))`,
    { source, courseId },
  );
  await recordStaff(uow, sync);
  await releaseLease(uow, sync, 'read');
}

/** SQL: the students whom the sync has recorded. */
const LISTED = `
  select unnest(b.student_ids)
  from course_roster_batch b
  where b.tenant_id = :tenantId and b.course_id = :courseId and b.source = :source`;

/** SQL: members whom the sync has not recorded. */
const NOT_LISTED = `
  select m.student_id
  from course_student m
  where m.tenant_id = :tenantId and m.course_id = :courseId and m.source = :source
  except ${LISTED}`;

/** SQL: students whom the sync has recorded only as other than students; not those who may be listed under another id of the source. */
const LISTED_AS_OTHERS = `
  select i.local_id
  from course_roster_batch o
  cross join unnest(o.others) as x (external_id)
  join external_identity i
    on i.tenant_id = o.tenant_id and i.source = :source and i.kind = 'student' and i.external_id = x.external_id
  where o.tenant_id = :tenantId and o.course_id = :courseId and o.source = :source
    and not exists (
      select from external_identity a
      where a.tenant_id = :tenantId and a.local_id = i.local_id and a.source = :source and a.kind = 'student'
        and a.external_id <> i.external_id)
  except ${LISTED}`;

/** Records the staff of the sync in batches; members who are also listed as students are not staff. */
async function recordStaff(uow: UnitOfWork, { source, courseId }: RosterSync): Promise<void> {
  for (let after = ''; ;) {
    const staff = await uow.rows<NamedPerson>(LISTED_STAFF, { source, courseId, after, limit: STAFF_PER_BATCH });
    await recordPeople(uow, source, 'staff', staff);
    const last = staff.at(-1);
    if (!last || staff.length < STAFF_PER_BATCH) return;
    after = last.externalId;
  }
}

/**
 * SQL: staff in order of their external ids, after `:after`; of several names, the last one. Students are members
 * already.
 */
const LISTED_STAFF = `
  select distinct on (s."externalId") s."externalId", s."givenName", s."familyName"
  from course_roster_batch o
  cross join jsonb_to_recordset(o.staff) as s ("externalId" text, "givenName" text, "familyName" text)
  where o.tenant_id = :tenantId and o.course_id = :courseId and o.source = :source
    and s."externalId" > :after
    and not exists (
      select from course_student cs
      where cs.tenant_id = :tenantId and cs.course_id = :courseId and cs.source = :source
        and cs.student_id = (
          select i.local_id from external_identity i
          where i.tenant_id = :tenantId and i.source = :source and i.kind = 'student' and i.external_id = s."externalId"))
  order by s."externalId", o.batch_id desc
  limit :limit`;
