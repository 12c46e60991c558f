import type { InterventionSummary } from '@aimline/plugin-interventions-common/interventions';
import { type ActingUnitOfWork, readPage } from '@aimline/plugin-interventions-node';
import { VISIBLE_INTERVENTION, visibilityOf } from '../access/visibility';
import { SUMMARY_COLUMNS, SUMMARY_TABLES } from './queries';

/** One page of the interventions the actor sees, by title in any case, then by id. */
export async function listInterventions(
  uow: ActingUnitOfWork,
  filter: { search?: string; tier?: number; domain?: string; after?: string },
) {
  const { search = '', tier = null, domain = null, after } = filter;
  const bindings = { ...visibilityOf(uow.actor), search, tier, domain, now: uow.now };
  return readPage(
    uow,
    {
      items: 'interventions',
      pageSize: 50,
      after,
      cursorOf: (intervention: InterventionSummary) => intervention.interventionId,
      cursorIn: ['intervention', 'intervention_id'],
    },
    (page) => uow.rows<InterventionSummary>(LIST, { ...bindings, ...page }),
  );
}

const LIST = `
  select ${SUMMARY_COLUMNS}
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
  limit :limit`;
