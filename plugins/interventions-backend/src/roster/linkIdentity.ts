import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { IdentityKind } from './identify';

/**
 * Links an external id of a source to an existing record: for example, that a course of an import is one of the learning
 * platform, or which id the state uses for a school.
 *
 * @throws NotFoundError when there is no such record
 * @throws ConflictError when the external id is linked to another record; merge two records of one person instead
 */
export async function linkIdentity(
  uow: UnitOfWork,
  source: string,
  { kind, externalId, localId }: { kind: IdentityKind; externalId: string; localId: string },
): Promise<void> {
  const found = await uow.rows(
    `select from ${kind} where tenant_id = :tenantId and ${kind}_id = :localId for key share`,
    { localId },
  );
  if (found.length === 0) throw new NotFoundError(`There is no such ${kind}.`);
  await uow.rows(
    `insert into external_identity (tenant_id, source, kind, external_id, local_id)
     values (:tenantId, :source, :kind, :externalId, :localId)
     on conflict (tenant_id, source, kind, external_id) do nothing`,
    { source, kind, externalId, localId },
  );
  const [known] = await uow.rows<{ localId: string }>(
    `select local_id as "localId"
     from external_identity
     where tenant_id = :tenantId and source = :source and kind = :kind and external_id = :externalId`,
    { source, kind, externalId },
  );
  if (known!.localId !== localId) {
    throw new ConflictError(`The ${kind} "${externalId}" of "${source}" is linked to another record already.`);
  }
}
