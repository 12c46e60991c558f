import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { IdentityKind } from './identify';

/**
 * Makes known by which id a source knows somebody or something that is here already: the course of an import is the one
 * of the learning platform, a school has the id of the state.
 *
 * @throws NotFoundError when there is nothing of this kind and id here.
 * @throws ConflictError when the outside id stands for another one; two records of one person are merged instead.
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
    throw new ConflictError(`The ${kind} "${externalId}" of "${source}" is another one here already.`);
  }
}
