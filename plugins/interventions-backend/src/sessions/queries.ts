import type { InterventionSession } from '@aimline/plugin-interventions-common/sessions';
import { type ActingUnitOfWork, WHOLE_LIST } from '@aimline/plugin-interventions-node';
import { staffJson } from '../roster/queries';

/** The sessions that match `where` on `intervention_session s`, `intervention i` and `school c`, in order of time, then of title and id. */
export async function findSessions(
  uow: ActingUnitOfWork,
  where: string,
  bindings: Record<string, unknown>,
): Promise<InterventionSession[]> {
  return uow.rows<InterventionSession>(
    `select s.session_id as "sessionId", s.intervention_id as "interventionId", i.title,
       s.starts_at as "startsAt", s.ends_at as "endsAt", s.local_date as "localDate", c.time_zone as "timeZone",
       case when s.status = 'cancelled' then 'cancelled' when marks.count > 0 then 'held' else 'scheduled' end as status,
       ${staffJson('f')} as facilitator,
       case when r.room_id is not null then json_build_object('roomId', r.room_id, 'name', r.name) end as room,
       (select count(*)
         from enrollment e
         where e.tenant_id = :tenantId and e.intervention_id = s.intervention_id
           and e.begin_date <= s.local_date and (e.end_date is null or e.end_date >= s.local_date)) as "enrolledCount",
       marks.of_enrolled as "recordedCount"
     from intervention_session s
     join intervention i on i.tenant_id = s.tenant_id and i.intervention_id = s.intervention_id
     join school c on c.tenant_id = i.tenant_id and c.school_id = i.school_id
     join staff f on f.tenant_id = s.tenant_id and f.staff_id = s.facilitator_id
     left join room r on r.tenant_id = s.tenant_id and r.room_id = s.room_id
     cross join lateral (
       select count(*),
         count(*) filter (where exists (
           select from enrollment e
           where e.tenant_id = :tenantId and e.intervention_id = s.intervention_id and e.student_id = a.student_id
             and e.begin_date <= s.local_date and (e.end_date is null or e.end_date >= s.local_date))) as of_enrolled
       from attendance_record a
       where a.tenant_id = :tenantId and a.session_id = s.session_id) marks
     where s.tenant_id = :tenantId and ${where}
       and (:after::uuid is null or (s.starts_at, i.title_key, s.session_id) > (
         select last.starts_at, of_last.title_key, last.session_id
         from intervention_session last
         join intervention of_last
           on of_last.tenant_id = last.tenant_id and of_last.intervention_id = last.intervention_id
         where last.tenant_id = :tenantId and last.session_id = :after))
     order by s.starts_at, i.title_key, s.session_id
     limit :limit`,
    { ...WHOLE_LIST, ...bindings },
  );
}
