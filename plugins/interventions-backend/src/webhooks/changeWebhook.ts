import type { Webhook, WebhookDraft } from '@aimline/plugin-interventions-common/webhooks';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { closeCircuit } from '../events/operations';
import { findWebhook, noSuchWebhook } from './queries';
import { addSecret } from './secrets';
import type { WebhookTools } from './WebhookTools';

/**
 * Changes the URL, the events, or the pause of a webhook. With a new URL, and when resumed, its circuit is closed: earlier
 * failures do not count, and everything that waits is delivered at once.
 *
 * @throws NotFoundError when the district has no such webhook
 */
export async function changeWebhook(
  uow: UnitOfWork,
  webhookId: string,
  draft: WebhookDraft & { isPaused: boolean },
): Promise<Webhook> {
  const before = await findWebhook(uow, webhookId);
  await uow.rows(
    `update webhook
     set url = :url, description = :description, event_types = :eventTypes, is_paused = :isPaused
     where tenant_id = :tenantId and webhook_id = :webhookId`,
    { ...draft, webhookId },
  );
  if (!draft.isPaused && (before.isPaused || draft.url !== before.url)) await closeCircuit(uow, webhookId);
  return findWebhook(uow, webhookId);
}

/**
 * Creates a new signing secret; the previous ones expire after a day.
 *
 * @throws NotFoundError when the district has no such webhook
 */
export async function rotateWebhookSecret(
  uow: UnitOfWork,
  { keyRing }: Pick<WebhookTools, 'keyRing'>,
  webhookId: string,
) {
  const [changed] = await uow.rows(
    `update webhook set secret_changed_at = :now
     where tenant_id = :tenantId and webhook_id = :webhookId
     returning webhook_id`,
    { webhookId, now: uow.now },
  );
  if (!changed) throw noSuchWebhook();
  return addSecret(uow, keyRing, webhookId);
}

/** @throws NotFoundError when the district has no such webhook */
export async function removeWebhook(uow: UnitOfWork, webhookId: string): Promise<{ webhookId: string }> {
  const [removed] = await uow.rows(
    'delete from webhook where tenant_id = :tenantId and webhook_id = :webhookId returning webhook_id',
    { webhookId },
  );
  if (!removed) throw noSuchWebhook();
  return { webhookId };
}
