import type { Roster, Tenants } from '@aimline/plugin-interventions-node';
import type { VerifiedNotice } from './verifyNotice';

/** How long the id of a notice is remembered: far longer than any platform repeats a notice. */
const REMEMBERED_MS = 30 * 24 * 3_600_000;

/**
 * Records the copied course of a notice, once: concurrent deliveries wait for the first, and then find its id. Notices
 * of other types, such as LtiHelloWorldNotice, are ignored.
 */
export async function receiveNotice(
  { tenants, roster }: { tenants: Tenants; roster: Roster },
  { tenantId, registrationId, notice: { noticeId, copy } }: VerifiedNotice,
): Promise<void> {
  if (copy === null) return;
  await tenants.transact({ tenantId, actorId: null, action: 'lti.notice' }, async (uow) => {
    const [isNew] = await uow.rows(
      `insert into lti_notice (tenant_id, registration_id, notice_id, taken_at)
       values (:tenantId, :registrationId, :noticeId, :now)
       on conflict (tenant_id, registration_id, notice_id) do nothing
       returning notice_id`,
      { registrationId, noticeId, now: uow.now },
    );
    if (!isNew) return;
    await uow.rows('delete from lti_notice where tenant_id = :tenantId and taken_at < :before', {
      before: new Date(uow.now.getTime() - REMEMBERED_MS),
    });
    await roster.recordCopy(uow, `lti:${registrationId}`, copy);
  });
}
