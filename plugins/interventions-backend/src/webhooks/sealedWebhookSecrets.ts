import type { SealedSecrets, TenantId, Tenants } from '@aimline/plugin-interventions-node';
import { sealContext } from './secrets';

/** The signing secrets of a tenant's webhooks, for re-encryption by `resealSecrets`. */
export function sealedWebhookSecrets(tenants: Tenants, tenantId: TenantId): SealedSecrets {
  const who = { tenantId, actorId: null, action: 'webhook.reseal' };
  return {
    async list() {
      const secrets = await tenants.transact(who, (uow) =>
        uow.rows<{ id: string; webhookId: string; box: Buffer }>(
          `select s.webhook_secret_id as id, s.webhook_id as "webhookId", s.sealed as box
           from webhook_secret s
           where s.tenant_id = :tenantId`,
        ),
      );
      return secrets.map(({ id, webhookId, box }) => ({
        ...{ id, box },
        what: `secret of the webhook "${webhookId}"`,
        name: sealContext(webhookId),
      }));
    },
    async replace({ id, box }, sealed) {
      const replaced = await tenants.transact(who, (uow) =>
        uow.rows(
          `update webhook_secret
           set sealed = :sealed
           where tenant_id = :tenantId and webhook_secret_id = :id and sealed = :box
           returning webhook_secret_id`,
          { id, box, sealed },
        ),
      );
      return replaced.length;
    },
  };
}
