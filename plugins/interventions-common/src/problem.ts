import { z } from 'zod';
import { Instant, Uuid } from './primitives';

/** A scheduling conflict: a person or a room would be in two places at once. */
export const Conflict = z
  .object({
    kind: z.enum(['facilitator', 'room', 'student']),
    /** The person or room that is booked already. */
    resourceId: Uuid,
    resourceName: z.string(),
    /** The planned meeting: its start and end. */
    startsAt: Instant,
    endsAt: Instant,
    /** The session that occupies the person or room. */
    conflictingSession: z.object({
      interventionId: Uuid,
      sessionId: Uuid,
      title: z.string(),
      startsAt: Instant,
      endsAt: Instant,
    }),
    /** The time zone of the conflicting session's school, to display the times in. */
    timeZone: z.string(),
  })
  .meta({ id: 'Conflict' });
export type Conflict = z.infer<typeof Conflict>;

/** The body of every error response. */
export const Problem = z
  .object({
    error: z.object({
      /** `InputError`, `AuthenticationError`, `NotAllowedError`, `NotFoundError`, `ConflictError` … */
      name: z.string(),
      /** A sentence that can be shown to users. */
      message: z.string(),
      /** Invalid fields; `path` is dotted, such as `body.meetingTimes.0.endTime`. */
      fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
      conflicts: z.array(Conflict).optional(),
    }),
    response: z.object({ statusCode: z.int() }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
