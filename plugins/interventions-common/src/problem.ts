import { z } from 'zod';
import { Instant, Uuid } from './primitives';

/** What a session clashes with: who or what would be in two places at once. */
export const Conflict = z
  .object({
    kind: z.enum(['facilitator', 'room', 'student']),
    /** The person or room that is taken. */
    resourceId: Uuid,
    resourceName: z.string(),
    /** The planned meeting. */
    startsAt: Instant,
    endsAt: Instant,
    /** The session in the way. */
    conflictingSession: z.object({
      interventionId: Uuid,
      sessionId: Uuid,
      title: z.string(),
      startsAt: Instant,
      endsAt: Instant,
    }),
    /** Of the school of the session in the way, for telling the times. */
    timeZone: z.string(),
  })
  .meta({ id: 'Conflict' });
export type Conflict = z.infer<typeof Conflict>;

/** The body of every refusal. */
export const Problem = z
  .object({
    error: z.object({
      /** `InputError`, `AuthenticationError`, `NotAllowedError`, `NotFoundError`, `ConflictError` … */
      name: z.string(),
      /** A sentence for a person. */
      message: z.string(),
      /** What to mend, per field; `path` is dotted, such as `body.meetingTimes.0.endTime`. */
      fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
      conflicts: z.array(Conflict).optional(),
    }),
    response: z.object({ statusCode: z.int() }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
