import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { VISIBLE_INTERVENTION, visibilityOf } from '../access/visibility';
import { findSessions } from './queries';

/** The sessions of one day that the actor sees; by default today in the time zone of the district's first school. */
export async function readAgenda(uow: ActingUnitOfWork, date?: string) {
  const day = date ?? (await today(uow));
  const sessions = await findSessions(uow, `s.local_date = :day and ${VISIBLE_INTERVENTION}`, {
    ...visibilityOf(uow.actor),
    day,
  });
  return { date: day, now: uow.now.toISOString(), sessions };
}

async function today(uow: ActingUnitOfWork): Promise<string> {
  const [school] = await uow.rows<{ today: string }>(
    `select (:now::timestamptz at time zone c.time_zone)::date as today
     from school c
     where c.tenant_id = :tenantId
     order by c.name
     limit 1`,
    { now: uow.now },
  );
  return school?.today ?? uow.now.toISOString().slice(0, 10);
}
