import type { Schedule, ScheduledSession } from '@aimline/plugin-interventions-node';

/** Read access to sessions for modules. */
export const schedule: Schedule = {
  async sessionsBetween(uow, { from, to, facilitatorId = null, interventionId = null }) {
    return uow.rows<ScheduledSession>(
      `select s.session_id as "sessionId", s.intervention_id as "interventionId", i.title,
         s.starts_at as "startsAt", s.ends_at as "endsAt", c.time_zone as "timeZone", s.status,
         s.facilitator_id as "facilitatorId", r.name as "roomName"
       from intervention_session s
       join intervention i on i.tenant_id = :tenantId and i.intervention_id = s.intervention_id
       join school c on c.tenant_id = :tenantId and c.school_id = i.school_id
       left join room r on r.tenant_id = :tenantId and r.room_id = s.room_id
       where s.tenant_id = :tenantId
         and s.starts_at < :to
         and s.ends_at > :from
         -- implied, for the indexes: a session lasts at most 24 hours, and its school is less than a day from UTC
         and s.starts_at > :from::timestamptz - interval '24 hours'
         and s.local_date between (:from::timestamptz at time zone 'UTC')::date - 2
                              and (:to::timestamptz at time zone 'UTC')::date + 1
         and (:facilitatorId::uuid is null or s.facilitator_id = :facilitatorId)
         and (:interventionId::uuid is null or s.intervention_id = :interventionId)
       order by s.starts_at, i.title_key, s.session_id`,
      { from, to, facilitatorId, interventionId },
    );
  },
};
