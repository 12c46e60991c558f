import type { PersonKind, UnitOfWork } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';

/** The kinds of records that outside systems have ids for; each kind has its own id space. */
export type IdentityKind = PersonKind | 'course' | 'school';

/**
 * Maps external ids to local ids, in the same order, and creates ids for new ones; the unique key makes concurrent calls
 * agree. Known ids are locked until the commit, so that a concurrent merge of two people waits.
 */
export async function identify(
  uow: UnitOfWork,
  source: string,
  kind: IdentityKind,
  externalIds: readonly string[],
): Promise<string[]> {
  const inserted = await uow.rows<Identity>(
    `insert into external_identity (tenant_id, source, kind, external_id, local_id)
     select :tenantId, :source, :kind, x.external_id, x.local_id
     from unnest(:externalIds::text[], :ids::uuid[]) as x (external_id, local_id)
     on conflict (tenant_id, source, kind, external_id) do nothing
     returning external_id as "externalId", local_id as "localId"`,
    { source, kind, externalIds, ids: externalIds.map(() => uuidv7()) },
  );
  const ids = new Map(inserted.map(({ externalId, localId }) => [externalId, localId]));
  if (ids.size < externalIds.length) {
    const known = await uow.rows<Identity>(
      `select external_id as "externalId", local_id as "localId"
       from external_identity
       where tenant_id = :tenantId and source = :source and kind = :kind and external_id = any(:externalIds::text[])
       for share`,
      { source, kind, externalIds: externalIds.filter((externalId) => !ids.has(externalId)) },
    );
    for (const { externalId, localId } of known) ids.set(externalId, localId);
  }
  return externalIds.map((externalId) => ids.get(externalId)!);
}

interface Identity {
  externalId: string;
  localId: string;
}
