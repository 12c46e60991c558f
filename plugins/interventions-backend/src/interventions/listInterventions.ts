import type { InterventionSummary } from '@aimline/plugin-interventions-common/interventions';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { VISIBLE_INTERVENTION, visibilityOf } from '../access/visibility';
import { SUMMARY_COLUMNS, SUMMARY_TABLES } from './queries';

const PAGE_SIZE = 50;

/** One page of the interventions the actor sees, by title in any case, then by id. */
export async function listInterventions(
  uow: ActingUnitOfWork,
  filter: { search?: string; tier?: number; domain?: string; after?: string },
) {
  const { search = '', tier = null, domain = null, after = null } = filter;
  const rows = await uow.rows<InterventionSummary>(
    `select ${SUMMARY_COLUMNS}
     from ${SUMMARY_TABLES}
     where i.tenant_id = :tenantId
       and ${VISIBLE_INTERVENTION}
       and position(lower(:search) in i.title_key) > 0
       and (:tier::int is null or i.tier = :tier)
       and (:domain::text is null or i.domain = :domain)
       and (:after::uuid is null or (i.title_key, i.intervention_id) > (
         select last.title_key, last.intervention_id
         from intervention last
         where last.tenant_id = :tenantId and last.intervention_id = :after))
     order by i.title_key, i.intervention_id
     limit ${PAGE_SIZE + 1}`,
    { ...visibilityOf(uow.actor), search, tier, domain, after, now: uow.now },
  );
  return { interventions: rows.slice(0, PAGE_SIZE), hasMore: rows.length > PAGE_SIZE };
}
