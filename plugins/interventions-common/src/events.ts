import { z } from 'zod';
import { Instant, LocalDate, Uuid } from './primitives';

/**
 * What Aimline tells other systems, once the change is committed. Data carries ids and codes, never names or free text:
 * whoever may know more asks the API.
 */
export const eventData = {
  /** An intervention and its sessions exist. */
  'interventions.intervention.created': z.strictObject({
    interventionId: Uuid,
    schoolId: Uuid,
    facilitatorId: Uuid,
    beginDate: LocalDate,
    endDate: LocalDate,
    sessionCount: z.int(),
  }),
  /** Students take part in an intervention from a day on. */
  'interventions.student.enrolled': z.strictObject({
    interventionId: Uuid,
    beginDate: LocalDate,
    source: z.string(),
    enrollments: z.array(z.strictObject({ enrollmentId: Uuid, studentId: Uuid })),
  }),
  /** A student's part in an intervention ends with a day. */
  'interventions.student.withdrawn': z.strictObject({
    interventionId: Uuid,
    enrollmentId: Uuid,
    studentId: Uuid,
    endDate: LocalDate,
  }),
  /** Marks of a session were recorded, changed or (null) taken back. */
  'interventions.attendance.recorded': z.strictObject({
    interventionId: Uuid,
    sessionId: Uuid,
    marks: z.array(z.strictObject({ studentId: Uuid, status: z.string().nullable() })),
  }),
  /** A note on a student was written; its text stays here. */
  'interventions.progress.noted': z.strictObject({
    interventionId: Uuid,
    noteId: Uuid,
    studentId: Uuid,
    notedOn: LocalDate,
    rating: z.int().nullable(),
  }),
} as const;

export type EventType = keyof typeof eventData;
export type EventData<T extends EventType> = z.output<(typeof eventData)[T]>;

/** CloudEvents 1.0, JSON format; `tenantid` is an extension attribute (lower-case letters only, section 3.1). */
export const CloudEvent = z
  .object({
    specversion: z.literal('1.0'),
    id: Uuid,
    source: z.string(),
    type: z.string(),
    subject: z.string(),
    time: Instant,
    datacontenttype: z.literal('application/json'),
    tenantid: Uuid,
    data: z.unknown(),
  })
  .meta({ id: 'CloudEvent' });
export type CloudEvent = z.infer<typeof CloudEvent>;
