import { expandMeetingTimes, type Meeting } from '@aimline/plugin-interventions-common/expandMeetingTimes';
import {
  type Intervention,
  interventionCreated,
  type InterventionDraft,
} from '@aimline/plugin-interventions-common/interventions';
import { v7 as uuidv7 } from 'uuid';
import { type ActingUnitOfWork, FieldError, UnknownReferenceError } from '@aimline/plugin-interventions-node';
import { findCalendar } from '../calendars/queries';
import { readIntervention } from './readIntervention';

/**
 * Creates an intervention with all its sessions, in two round trips however many sessions there are: one reads the
 * calendar, one writes everything.
 *
 * @throws UnknownReferenceError when the district has no such school, room or staff member
 * @throws FieldError when no meeting falls on an open day
 */
export async function createIntervention(uow: ActingUnitOfWork, draft: InterventionDraft): Promise<Intervention> {
  const meetings = await planMeetings(uow, draft);
  if (meetings.length === 0) {
    throw new FieldError([
      { path: 'body.meetingTimes', message: 'No meeting falls on an open day between the dates.' },
    ]);
  }
  const interventionId = uuidv7();
  const { meetingTimes, ...columns } = draft;
  uow.emit(
    interventionCreated({
      interventionId,
      schoolId: draft.schoolId,
      facilitatorId: draft.facilitatorId,
      beginDate: draft.beginDate,
      endDate: draft.endDate,
      sessionCount: meetings.length,
    }),
  );
  const [, , , created] = await Promise.all([
    uow.rows(INSERT_INTERVENTION, { ...columns, interventionId, now: uow.now }),
    uow.rows(INSERT_MEETING_TIMES, {
      interventionId,
      weekdays: meetingTimes.map((meeting) => meeting.weekday),
      startTimes: meetingTimes.map((meeting) => meeting.startTime),
      endTimes: meetingTimes.map((meeting) => meeting.endTime),
    }),
    uow.rows(INSERT_SESSIONS, {
      interventionId,
      sessionIds: meetings.map(() => uuidv7()),
      startsAt: meetings.map((meeting) => meeting.startsAt),
      endsAt: meetings.map((meeting) => meeting.endsAt),
      localDates: meetings.map((meeting) => meeting.localDate),
    }),
    readIntervention(uow, interventionId, { facilitatorId: draft.facilitatorId, ownerId: draft.ownerId }),
  ]);
  return created;
}

/**
 * The dated meetings of a draft on the open days of its school.
 *
 * @throws UnknownReferenceError when the district has no such school
 */
export async function planMeetings(uow: ActingUnitOfWork, draft: InterventionDraft): Promise<Meeting[]> {
  const { beginDate, endDate, meetingTimes } = draft;
  const calendar = await findCalendar(uow, draft.schoolId, beginDate, endDate);
  if (!calendar) throw new UnknownReferenceError([{ path: 'body.schoolId', message: 'There is no such school.' }]);
  return expandMeetingTimes({ meetingTimes, beginDate, endDate, ...calendar });
}

const INSERT_INTERVENTION = `
  insert into intervention (
    tenant_id, intervention_id, title, objective, school_id, owner_id, facilitator_id, room_id, tier, domain,
    target_population, begin_date, end_date, created_at)
  values (
    :tenantId, :interventionId, :title, :objective, :schoolId, :ownerId, :facilitatorId, :roomId, :tier, :domain,
    :targetPopulation, :beginDate, :endDate, :now)`;

// Selects from the inserted intervention, so that the statement has a tenant predicate.
const INSERT_MEETING_TIMES = `
  insert into meeting_time (tenant_id, intervention_id, weekday, start_time, end_time)
  select i.tenant_id, i.intervention_id, x.weekday, x.start_time, x.end_time
  from intervention i
  cross join unnest(:weekdays::text[], :startTimes::time[], :endTimes::time[]) as x (weekday, start_time, end_time)
  where i.tenant_id = :tenantId and i.intervention_id = :interventionId`;

const INSERT_SESSIONS = `
  insert into intervention_session (
    tenant_id, session_id, intervention_id, starts_at, ends_at, local_date, facilitator_id, room_id)
  select i.tenant_id, x.session_id, i.intervention_id, x.starts_at, x.ends_at, x.local_date, i.facilitator_id, i.room_id
  from intervention i
  cross join unnest(:sessionIds::uuid[], :startsAt::timestamptz[], :endsAt::timestamptz[], :localDates::date[])
    as x (session_id, starts_at, ends_at, local_date)
  where i.tenant_id = :tenantId and i.intervention_id = :interventionId`;
