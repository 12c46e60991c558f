import { type KeyRing, randomSecret, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';

/** How long deliveries are also signed with the previous secret. */
const OVERLAP_MS = 24 * 3_600_000;

/**
 * Creates a new secret for a webhook; the previous ones sign for one more day.
 *
 * @returns the secret in the format of Standard Webhooks (`whsec_` and base64), and until when both sign
 */
export async function addSecret(uow: UnitOfWork, keyRing: KeyRing, webhookId: string) {
  const secret = `whsec_${Buffer.from(randomSecret(), 'base64url').toString('base64')}`;
  const bothUntil = new Date(uow.now.getTime() + OVERLAP_MS);
  await uow.rows(REMOVE_EXPIRED, { webhookId, now: uow.now });
  await uow.rows(EXPIRE, { webhookId, bothUntil });
  await uow.rows(ADD, { webhookId, secretId: uuidv7(), sealed: keyRing.seal(secret, sealContext(webhookId)) });
  return { secret, bothUntil: bothUntil.toISOString() };
}

/** The context name that the secrets of a webhook are sealed with. */
export function sealContext(webhookId: string): string {
  return `webhook ${webhookId}`;
}

const REMOVE_EXPIRED = `
  delete from webhook_secret where tenant_id = :tenantId and webhook_id = :webhookId and expires_at <= :now`;

const EXPIRE = `
  update webhook_secret
  set expires_at = least(expires_at, :bothUntil)
  where tenant_id = :tenantId and webhook_id = :webhookId`;

const ADD = `
  insert into webhook_secret (tenant_id, webhook_secret_id, webhook_id, sealed, expires_at)
  values (:tenantId, :secretId, :webhookId, :sealed, 'infinity')`;
