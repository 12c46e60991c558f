import type { Intervention } from '@aimline/plugin-interventions-common/interventions';
import { NotFoundError } from '@backstage/errors';
import type { ActingUnitOfWork, Subject } from '@aimline/plugin-interventions-node';
import { staffJson } from '../roster/queries';
import { SUMMARY_COLUMNS, SUMMARY_TABLES } from './queries';

/**
 * Reads an intervention.
 *
 * @param subject its facts, to decide what the actor may do; the subject of the request unless given
 * @throws NotFoundError when it does not exist in this tenant
 */
export async function readIntervention(
  uow: ActingUnitOfWork,
  interventionId: string,
  subject: Subject = uow.subject,
): Promise<Intervention> {
  const [intervention] = await uow.rows<Omit<Intervention, 'canFacilitate'>>(
    `select ${SUMMARY_COLUMNS},
       i.objective,
       i.target_population as "targetPopulation",
       ${staffJson('o')} as owner,
       json_build_object('schoolId', c.school_id, 'name', c.name) as school,
       case when r.room_id is not null then json_build_object('roomId', r.room_id, 'name', r.name) end as room,
       (select count(*)
         from intervention_session s
         where s.tenant_id = :tenantId and s.intervention_id = i.intervention_id and s.status = 'scheduled') as "sessionCount"
     from ${SUMMARY_TABLES}
     join staff o on o.tenant_id = i.tenant_id and o.staff_id = i.owner_id
     left join room r on r.tenant_id = i.tenant_id and r.room_id = i.room_id
     where i.tenant_id = :tenantId and i.intervention_id = :interventionId`,
    { interventionId, now: uow.now },
  );
  if (!intervention) throw new NotFoundError('There is no such intervention.');
  return { ...intervention, canFacilitate: uow.may('enrollment.create', subject) };
}
