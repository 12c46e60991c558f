import type { CopiedCourse, UnitOfWork } from '@aimline/plugin-interventions-node';
import { recordCourse } from '../roster/operations';

/**
 * Records from which courses a course was copied. Origins that this tenant does not know are ignored; without a known one,
 * nothing is stored.
 */
export async function recordCopy(
  uow: UnitOfWork,
  source: string,
  { externalId, title, originExternalIds }: CopiedCourse,
): Promise<void> {
  const known = await uow.rows<{ externalId: string; courseId: string }>(
    `select external_id as "externalId", local_id as "courseId"
     from external_identity
     where tenant_id = :tenantId
       and source = :source
       and kind = 'course'
       and external_id = any (:externalIds::text[])`,
    { source, externalIds: [externalId, ...originExternalIds] },
  );
  const courseIds = new Map(known.map((course) => [course.externalId, course.courseId]));
  const originIds = originExternalIds
    .filter((origin) => origin !== externalId)
    .flatMap((id) => courseIds.get(id) ?? []);
  if (originIds.length === 0) return;
  const knownId = courseIds.get(externalId);
  // An unknown title does not replace the stored one.
  const courseId =
    title === null && knownId !== undefined
      ? knownId
      : await recordCourse(uow, source, { externalId, title: title ?? externalId });
  await uow.rows(
    `insert into course_copy (tenant_id, course_id, origin_course_id, copied_at)
     select distinct :tenantId::uuid, :courseId::uuid, origin_id, :now::timestamptz
     from unnest(:originIds::uuid[]) as origin_id
     on conflict (tenant_id, course_id, origin_course_id) do update set copied_at = excluded.copied_at`,
    { courseId, originIds, now: uow.now },
  );
}
