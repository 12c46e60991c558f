import { NotFoundError } from '@backstage/errors';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { VISIBLE_INTERVENTION } from '../access/visibility';
import { TODAY_AT_SCHOOL } from '../calendars/queries';
import { staffJson } from '../roster/queries';

/** SQL: the facts of `intervention i` for rules: who leads and owns it, its school, and whether the actor sees it. */
export const INTERVENTION_FACTS = `
  i.facilitator_id as "facilitatorId",
  i.owner_id as "ownerId",
  i.school_id as "schoolId",
  ${VISIBLE_INTERVENTION} as "isVisible"`;

/** SQL: the columns of an `InterventionSummary`, for `intervention i`, `school c` and `staff f`. */
export const SUMMARY_COLUMNS = `
  i.intervention_id as "interventionId",
  i.title,
  i.tier,
  i.domain,
  i.begin_date as "beginDate",
  i.end_date as "endDate",
  ${staffJson('f')} as facilitator,
  (select json_agg(
      json_build_object('weekday', m.weekday, 'startTime', left(m.start_time::text, 5), 'endTime', left(m.end_time::text, 5))
      order by array_position(array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], m.weekday), m.start_time)
    from meeting_time m
    where m.tenant_id = :tenantId and m.intervention_id = i.intervention_id) as "meetingTimes",
  (select count(*)
    from enrollment e
    where e.tenant_id = :tenantId and e.intervention_id = i.intervention_id
      and (e.end_date is null or e.end_date >= greatest(e.begin_date, ${TODAY_AT_SCHOOL}))) as "enrolledCount",
  (select min(s.starts_at)
    from intervention_session s
    where s.tenant_id = :tenantId and s.intervention_id = i.intervention_id
      and s.status = 'scheduled' and s.ends_at > :now) as "nextSessionStartsAt",
  c.time_zone as "timeZone"`;

export const SUMMARY_TABLES = `
  intervention i
  join school c on c.tenant_id = i.tenant_id and c.school_id = i.school_id
  join staff f on f.tenant_id = i.tenant_id and f.staff_id = i.facilitator_id`;

/**
 * The dates of an intervention, and today's date at its school.
 *
 * @throws NotFoundError when it does not exist in this tenant
 */
export async function findInterventionDates(uow: UnitOfWork, interventionId: string) {
  const [dates] = await uow.rows<{ beginDate: string; endDate: string; today: string }>(
    `select i.begin_date as "beginDate", i.end_date as "endDate", ${TODAY_AT_SCHOOL} as today
     from intervention i
     join school c on c.tenant_id = i.tenant_id and c.school_id = i.school_id
     where i.tenant_id = :tenantId and i.intervention_id = :interventionId`,
    { interventionId, now: uow.now },
  );
  if (!dates) throw new NotFoundError('There is no such intervention.');
  return dates;
}
