import type { Intervention } from '@aimline/plugin-interventions-common/interventions';
import { NotFoundError } from '@backstage/errors';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { SUMMARY_COLUMNS, SUMMARY_TABLES, staffJson } from './queries';

/** @throws NotFoundError when it does not exist in this tenant. */
export async function readIntervention(uow: ActingUnitOfWork, interventionId: string): Promise<Intervention> {
  const [intervention] = await uow.rows<Intervention>(
    `select ${SUMMARY_COLUMNS},
       i.objective,
       i.target_population as "targetPopulation",
       ${staffJson('o')} as owner,
       json_build_object('schoolId', c.school_id, 'name', c.name) as school,
       case when r.room_id is not null then json_build_object('roomId', r.room_id, 'name', r.name) end as room,
       (select count(*)
         from intervention_session s
         where s.tenant_id = :tenantId and s.intervention_id = i.intervention_id and s.status = 'scheduled') as "sessionCount",
       :isCoordinator::boolean or :personId in (i.facilitator_id, i.owner_id) as "canFacilitate"
     from ${SUMMARY_TABLES}
     join staff o on o.tenant_id = i.tenant_id and o.staff_id = i.owner_id
     left join room r on r.tenant_id = i.tenant_id and r.room_id = i.room_id
     where i.tenant_id = :tenantId and i.intervention_id = :interventionId`,
    {
      interventionId,
      now: uow.now,
      personId: uow.actor.personId,
      isCoordinator: uow.actor.roles.includes('coordinator'),
    },
  );
  if (!intervention) throw new NotFoundError('There is no such intervention.');
  return intervention;
}
