import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import type { CourseToSync } from './CourseToSync';

/** What a complete reading of a list of members leaves for the next one. */
export interface SyncCheckpoint {
  etag: string | null;
  differencesUrl: string | null;
  /** When everybody was listed last. */
  allReadAt: Date | null;
}

/**
 * Takes what the last reading left, so that nothing is left when this one breaks off: some of its changes may be in by
 * then. Null when there is nothing, when it is of another list, or when everybody was listed before `since`.
 */
export async function consumeCheckpoint(
  uow: UnitOfWork,
  course: CourseToSync,
  since: Date,
): Promise<SyncCheckpoint | null> {
  const { courseId, url, registrationId } = course;
  const [kept] = await uow.rows<{ etag: string | null; differencesUrl: string | null; allReadAt: string }>(
    `select etag, differences_url as "differencesUrl", all_read_at as "allReadAt"
     from lti_course
     where tenant_id = :tenantId
       and course_id = :courseId
       and registration_id = :registrationId
       and memberships_url = :url
       and all_read_at >= :since`,
    { courseId, registrationId, url, since },
  );
  await saveCheckpoint(uow, course, { etag: null, differencesUrl: null, allReadAt: null });
  return kept ? { ...kept, allReadAt: new Date(kept.allReadAt) } : null;
}

/** Leaves something for the next reading. */
export async function saveCheckpoint(uow: UnitOfWork, course: CourseToSync, kept: SyncCheckpoint): Promise<void> {
  const { courseId, url, registrationId } = course;
  await uow.rows(
    `insert into lti_course
       (tenant_id, course_id, registration_id, memberships_url, etag, differences_url, all_read_at)
     values (:tenantId, :courseId, :registrationId, :url, :etag, :differencesUrl, :allReadAt)
     on conflict (tenant_id, course_id) do update set
       registration_id = excluded.registration_id,
       memberships_url = excluded.memberships_url,
       etag = excluded.etag,
       differences_url = excluded.differences_url,
       all_read_at = excluded.all_read_at`,
    { courseId, registrationId, url, ...kept },
  );
}
