import { MAX_WEBHOOKS, type Webhook, type WebhookDraft } from '@aimline/plugin-interventions-common/webhooks';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { ConflictError } from '@backstage/errors';
import { v7 as uuidv7 } from 'uuid';
import { findWebhook } from './queries';
import { addSecret } from './secrets';
import type { WebhookTools } from './WebhookTools';

/**
 * Adds a webhook that receives events from now on. The URL must have been checked by `expectWebhook`.
 *
 * @throws ConflictError when the district has the maximum number of webhooks
 */
export async function createWebhook(
  uow: UnitOfWork,
  { keyRing }: Pick<WebhookTools, 'keyRing'>,
  { url, description, eventTypes }: WebhookDraft,
): Promise<{ webhook: Webhook; secret: string }> {
  // Serialised, or two concurrent requests would both see one free slot.
  await uow.rows(`select pg_advisory_xact_lock(hashtextextended(:tenantId::text, 1))`);
  const [counted] = await uow.rows<{ count: number }>(
    'select count(*)::int as count from webhook where tenant_id = :tenantId',
  );
  if (counted!.count >= MAX_WEBHOOKS)
    throw new ConflictError(`A district has at most ${MAX_WEBHOOKS} webhooks: remove one that is not used.`);
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
