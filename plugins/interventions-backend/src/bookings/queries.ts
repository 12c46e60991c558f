import type { Meeting } from '@aimline/plugin-interventions-common/expandMeetingTimes';
import type { Conflict } from '@aimline/plugin-interventions-common/problem';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { ConflictError } from '@backstage/errors';
import { STUDENT_IN_REACH, VISIBLE_INTERVENTION, visibilityOf } from '../access/visibility';

/** A person or a room would be in two places at once; lists the conflicts that the actor may know. */
export class BookingConflictError extends ConflictError {
  constructor(readonly conflicts: readonly Conflict[]) {
    super('Nothing was saved: a person or a room would be in two places at once.');
    this.name = 'ConflictError';
  }
}

/** The constraints that prevent double bookings. */
export const DOUBLE_BOOKING = ['no_double_booking', 'room_full'];

/** ISO 8601 for `to_char`; the colons are quoted, or `:MI` would be read as a binding. */
const ISO = `YYYY-MM-DD"T"HH24":"MI":"SS.MS"Z"`;

/**
 * The scheduled sessions that overlap planned meetings, in order of time: of the same facilitator, in the same room, or of
 * a student in the actor's reach; at most 100. Only explains a conflict: the constraints of the database prevent it. The
 * title of an intervention that the actor may not see is hidden.
 *
 * An overlapping session begins at most 24 hours before the planned one (a check constraint), so a B-tree index finds it.
 * Range operators are not leakproof, so under row-level security they could not use an index.
 */
export async function findConflicts(
  uow: ActingUnitOfWork,
  plan: {
    meetings: readonly Meeting[];
    facilitatorId: string | null;
    roomId: string | null;
    studentIds: readonly string[];
  },
): Promise<Conflict[]> {
  return uow.rows<Conflict>(
    `with planned as (
       select * from unnest(:startsAt::timestamptz[], :endsAt::timestamptz[]) as x (starts_at, ends_at)
     ), clash as (
       select 'facilitator' as kind, p.staff_id as resource_id, p.given_name || ' ' || p.family_name as name, s.*, x.starts_at as planned_start, x.ends_at as planned_end
       from planned x
       join intervention_session s
         on s.tenant_id = :tenantId and s.facilitator_id = :facilitatorId::uuid and s.status = 'scheduled'
         and s.starts_at < x.ends_at and s.starts_at > x.starts_at - interval '24 hours' and s.ends_at > x.starts_at
       join staff p on p.tenant_id = :tenantId and p.staff_id = s.facilitator_id
       union all
       select 'room', r.room_id, r.name, s.*, x.starts_at, x.ends_at
       from planned x
       join intervention_session s
         on s.tenant_id = :tenantId and s.room_id = :roomId::uuid and s.status = 'scheduled'
         and s.starts_at < x.ends_at and s.starts_at > x.starts_at - interval '24 hours' and s.ends_at > x.starts_at
       join room r on r.tenant_id = :tenantId and r.room_id = s.room_id
       -- a shared room conflicts only when it is full
       where r.group_capacity <= (
         select count(*) from intervention_session o
         where o.tenant_id = :tenantId and o.room_id = r.room_id and o.status = 'scheduled'
           and o.starts_at < x.ends_at and o.starts_at > x.starts_at - interval '24 hours' and o.ends_at > x.starts_at)
       union all
       select 'student', st.student_id, st.given_name || ' ' || st.family_name, s.*, x.starts_at, x.ends_at
       from student st
       join enrollment e on e.tenant_id = :tenantId and e.student_id = st.student_id
       join intervention_session s
         on s.tenant_id = :tenantId and s.intervention_id = e.intervention_id and s.status = 'scheduled'
         and s.local_date >= e.begin_date and (e.end_date is null or s.local_date <= e.end_date)
       join planned x
         on s.starts_at < x.ends_at and s.starts_at > x.starts_at - interval '24 hours' and s.ends_at > x.starts_at
       where st.tenant_id = :tenantId and st.student_id = any(:enrolling::uuid[]) and ${STUDENT_IN_REACH}
     )
     select z.kind, z.resource_id as "resourceId", z.name as "resourceName",
       z.planned_start as "startsAt", z.planned_end as "endsAt",
       json_build_object(
         'interventionId', z.intervention_id, 'sessionId', z.session_id,
         'title', case when ${VISIBLE_INTERVENTION} then i.title else 'another group' end,
         'startsAt', to_char(z.starts_at at time zone 'UTC', '${ISO}'), 'endsAt', to_char(z.ends_at at time zone 'UTC', '${ISO}')) as "conflictingSession",
       c.time_zone as "timeZone"
     from clash z
     join intervention i on i.tenant_id = :tenantId and i.intervention_id = z.intervention_id
     join school c on c.tenant_id = :tenantId and c.school_id = i.school_id
     order by z.planned_start, z.kind, z.name, z.session_id
     limit 100`,
    {
      ...visibilityOf(uow.actor),
      startsAt: plan.meetings.map((meeting) => meeting.startsAt),
      endsAt: plan.meetings.map((meeting) => meeting.endsAt),
      facilitatorId: plan.facilitatorId,
      roomId: plan.roomId,
      enrolling: plan.studentIds,
    },
  );
}
