import { z } from 'zod';
import { contract } from './contract';
import { InterventionPath } from './interventions';
import { page, PageQuery } from './page';
import { Instant, LocalDate, Staff, Uuid } from './primitives';
import { sessionEndpoints } from './sessionEndpoints';

/** `held` means that attendance was recorded; a past session without any mark stays `scheduled`. */
export const SESSION_STATUSES = ['scheduled', 'held', 'cancelled'] as const;
export const SessionStatus = z.enum(SESSION_STATUSES).meta({ id: 'SessionStatus' });
export type SessionStatus = z.infer<typeof SessionStatus>;

export const InterventionSession = z
  .object({
    sessionId: Uuid,
    interventionId: Uuid,
    title: z.string(),
    startsAt: Instant,
    endsAt: Instant,
    /** The day of the session in the school's time zone. */
    localDate: LocalDate,
    timeZone: z.string(),
    status: SessionStatus,
    facilitator: Staff,
    room: z.object({ roomId: Uuid, name: z.string() }).nullable(),
    /** The number of students enrolled on the day of the session. */
    enrolledCount: z.int(),
    /** The number of these students whose attendance is recorded. */
    recordedCount: z.int(),
  })
  .meta({ id: 'InterventionSession' });
export type InterventionSession = z.infer<typeof InterventionSession>;

export const listSessions = contract(sessionEndpoints, 'session.list', {
  summary: 'List the sessions of an intervention in order of time, 100 a page.',
  params: InterventionPath,
  query: PageQuery,
  result: page('sessions', InterventionSession),
});

export const readAgenda = contract(sessionEndpoints, 'session.agenda', {
  summary:
    'List the sessions of one day, today by default, that the caller leads or may see, in order of time. Not paged: bounded by the day.',
  query: z.strictObject({ date: LocalDate.optional() }),
  result: z.object({ date: LocalDate, now: Instant, sessions: z.array(InterventionSession) }),
});
