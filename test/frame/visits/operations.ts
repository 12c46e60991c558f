import type { OnBehalfOf, UnitOfWork } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';
import { studentVisited, visitsRecorded } from './language';

export interface Visit {
  studentId: string;
  visitedOn: string;
}

/** Records visits that are not recorded yet, and emits one event for the intervention and one for each student. */
export async function recordVisits(
  uow: UnitOfWork,
  by: OnBehalfOf,
  interventionId: string,
  visits: readonly Visit[],
): Promise<number> {
  const recorded = await uow.rows<Visit>(
    `insert into visit (tenant_id, visit_id, intervention_id, student_id, visited_on, source)
     select i.tenant_id, x.visit_id, i.intervention_id, x.student_id, x.visited_on, :source
     from intervention i
     cross join unnest(:visitIds::uuid[], :studentIds::uuid[], :dates::date[]) as x (visit_id, student_id, visited_on)
     where i.tenant_id = :tenantId and i.intervention_id = :interventionId
     on conflict (tenant_id, intervention_id, student_id, visited_on) do nothing
     returning student_id as "studentId", visited_on as "visitedOn"`,
    {
      ...{ interventionId, source: by.kind },
      visitIds: visits.map(() => uuidv7()),
      studentIds: visits.map(({ studentId }) => studentId),
      dates: visits.map(({ visitedOn }) => visitedOn),
    },
  );
  if (recorded.length === 0) return 0;
  uow.emit(
    ...recorded.map((visit) => studentVisited(visit)),
    visitsRecorded({ interventionId, visitCount: recorded.length }),
  );
  return recorded.length;
}
