import { MAX_WEBHOOKS, type Webhook, type WebhookDraft } from '@aimline/plugin-interventions-common/webhooks';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { ConflictError } from '@backstage/errors';
import { v7 as uuidv7 } from 'uuid';
import { findWebhook } from './queries';
import { addSecret } from './secrets';
import type { WebhookTools } from './WebhookTools';

/**
 * Has events posted to an address from now on; whether it may be asked is known already.
 *
 * @throws ConflictError when the district has as many as it may have
 */
export async function createWebhook(
  uow: UnitOfWork,
  { keyRing }: Pick<WebhookTools, 'keyRing'>,
  { url, description, eventTypes }: WebhookDraft,
): Promise<{ webhook: Webhook; secret: string }> {
  // Two at once would both find room for one.
  await uow.rows(`select pg_advisory_xact_lock(hashtextextended(:tenantId::text, 1))`);
  const [counted] = await uow.rows<{ count: number }>(
    'select count(*)::int as count from webhook where tenant_id = :tenantId',
  );
  if (counted!.count >= MAX_WEBHOOKS) throw new ConflictError(`A district has ${MAX_WEBHOOKS} webhooks at most.`);
  const webhookId = uuidv7();
  await uow.rows(
    `insert into webhook
       (tenant_id, webhook_id, url, description, event_types, is_paused, created_at, secret_changed_at)
     values (:tenantId, :webhookId, :url, :description, :eventTypes, false, :now, :now)`,
    { webhookId, url, description, eventTypes, now: uow.now },
  );
  const { secret } = await addSecret(uow, keyRing, webhookId);
  return { webhook: await findWebhook(uow, webhookId), secret };
}
