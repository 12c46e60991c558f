import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import type { CourseToSync } from './CourseToSync';

/** The state that a completed sync stores for the next one. */
export interface SyncCheckpoint {
  etag: string | null;
  differencesUrl: string | null;
  /** When all members were last read. */
  allReadAt: Date | null;
}

/**
 * Reads the checkpoint of the last sync and clears it, so that an interrupted sync is followed by a full one: some of
 * its changes may have been written. Null when there is none, when it belongs to another list, or when all members were
 * last read before `since`.
 */
export async function consumeCheckpoint(
  uow: UnitOfWork,
  course: CourseToSync,
  since: Date,
): Promise<SyncCheckpoint | null> {
  const { courseId, url, registrationId } = course;
  const [checkpoint] = await uow.rows<{ etag: string | null; differencesUrl: string | null; allReadAt: string }>(
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
  return checkpoint ? { ...checkpoint, allReadAt: new Date(checkpoint.allReadAt) } : null;
}

/** Stores the checkpoint for the next sync. */
export async function saveCheckpoint(uow: UnitOfWork, course: CourseToSync, checkpoint: SyncCheckpoint): Promise<void> {
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
    { courseId, registrationId, url, ...checkpoint },
  );
}
