/**
 * Terminology
 *
 * - **Intervention**: support for one student or a group, with an objective, an owner who is responsible for it and a
 *   facilitator who leads its sessions (Ed-Fi `Intervention`).
 * - **Tier**: the intensity of support in MTSS: 1 is core instruction for all students, 2 small groups, 3 individual.
 * - **Meeting time**: a weekday with wall-clock times in the school's time zone (Ed-Fi `MeetingTime`).
 * - **Intervention session**: one dated meeting, generated from the meeting times; none on closed days of the calendar.
 * - **Facilitator**: the staff member who leads the sessions. **Owner**: the one who is responsible for the intervention.
 */
import { z } from 'zod';
import { contract } from './contract';
import { event, ofIntervention } from './event';
import { interventionEndpoints } from './interventionEndpoints';
import { page, PageQuery } from './page';
import { Instant, LocalDate, LocalTime, SearchText, Staff, text, Uuid } from './primitives';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export const Weekday = z.enum(WEEKDAYS).meta({ id: 'Weekday' });
export type Weekday = z.infer<typeof Weekday>;

export const DOMAINS = ['reading', 'math', 'behavior', 'attendance', 'social_emotional', 'language'] as const;
export const Domain = z.enum(DOMAINS).meta({ id: 'Domain' });
export type Domain = z.infer<typeof Domain>;

export const Tier = z.union([z.literal(1), z.literal(2), z.literal(3)]).meta({ id: 'Tier' });
export type Tier = z.infer<typeof Tier>;

/** One weekly meeting; `endTime` is later than `startTime` on the same day. */
export const MeetingTime = z
  .strictObject({ weekday: Weekday, startTime: LocalTime, endTime: LocalTime })
  .refine((meeting) => meeting.endTime > meeting.startTime, {
    error: 'The meeting must end after it begins.',
    path: ['endTime'],
  })
  .meta({ id: 'MeetingTime' });
export type MeetingTime = z.infer<typeof MeetingTime>;

/** The maximum duration of an intervention in days, both ends included: a school year and a summer. */
export const MAX_SPAN_DAYS = 400;

/** The form of a new intervention. Both dates are inclusive. */
export const InterventionDraft = z
  .strictObject({
    title: text(120, 'a title'),
    objective: text(1000, 'an objective: what students will be able to do'),
    schoolId: Uuid,
    ownerId: Uuid,
    facilitatorId: Uuid,
    tier: Tier,
    domain: Domain,
    targetPopulation: text(300, 'the students this is meant for'),
    beginDate: LocalDate,
    endDate: LocalDate,
    meetingTimes: z
      .array(MeetingTime, { error: 'Expected at least one weekly meeting time.' })
      .min(1, { error: 'Expected at least one weekly meeting time.' })
      .max(14, { error: 'Expected at most 14 weekly meeting times.' })
      .refine((meetings) => !meetings.some((a, i) => meetings.slice(i + 1).some((b) => overlap(a, b))), {
        error: 'Two meeting times overlap.',
      }),
    roomId: Uuid.nullable().default(null),
  })
  .refine((draft) => draft.endDate >= draft.beginDate, {
    error: 'The end date must not be before the begin date.',
    path: ['endDate'],
    when: datesAreValid,
  })
  .refine((draft) => daysBetween(draft.beginDate, draft.endDate) < MAX_SPAN_DAYS, {
    error: `An intervention lasts at most ${MAX_SPAN_DAYS} days.`,
    path: ['endDate'],
    when: datesAreValid,
  })
  .meta({ id: 'InterventionDraft' });
export type InterventionDraft = z.infer<typeof InterventionDraft>;

export const InterventionSummary = z
  .object({
    interventionId: Uuid,
    title: z.string(),
    tier: Tier,
    domain: Domain,
    beginDate: LocalDate,
    endDate: LocalDate,
    facilitator: Staff,
    meetingTimes: z.array(MeetingTime),
    /** Students enrolled today or from a future day on. */
    enrolledCount: z.int(),
    /** The start of the next session that has not ended; null when there is none. */
    nextSessionStartsAt: Instant.nullable(),
    /** The school's time zone; all wall-clock times of the intervention are in it. */
    timeZone: z.string(),
  })
  .meta({ id: 'InterventionSummary' });
export type InterventionSummary = z.infer<typeof InterventionSummary>;

export const Intervention = InterventionSummary.extend({
  objective: z.string(),
  targetPopulation: z.string(),
  owner: Staff,
  school: z.object({ schoolId: Uuid, name: z.string() }),
  room: z.object({ roomId: Uuid, name: z.string() }).nullable(),
  sessionCount: z.int(),
  /** Whether the caller may enroll, withdraw, record attendance and write notes here. */
  canFacilitate: z.boolean(),
}).meta({ id: 'Intervention' });
export type Intervention = z.infer<typeof Intervention>;

export const InterventionPath = z.strictObject({ interventionId: Uuid });

export const createIntervention = contract(interventionEndpoints, 'intervention.create', {
  summary: 'Create an intervention and all its sessions.',
  body: InterventionDraft,
  status: 201,
  result: Intervention,
});

export const listInterventions = contract(interventionEndpoints, 'intervention.list', {
  summary: 'List the interventions that the caller may see, by title, 50 a page.',
  query: PageQuery,
  body: z.strictObject({
    /** A part of the title, case-insensitive. */
    search: SearchText.optional(),
    tier: Tier.optional(),
    domain: Domain.optional(),
  }),
  result: page('interventions', InterventionSummary),
});

export const readIntervention = contract(interventionEndpoints, 'intervention.read', {
  summary: 'Read one intervention.',
  params: InterventionPath,
  result: Intervention,
});

/** A record of the audit trail: who changed what, why it was allowed, and the row before and after. */
export const AuditRecord = z
  .object({
    auditId: Uuid,
    recordedAt: Instant,
    actor: Staff.nullable(),
    action: z.string(),
    reason: z.string().nullable(),
    entity: z.string(),
    entityId: Uuid.nullable(),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'AuditRecord' });
export type AuditRecord = z.infer<typeof AuditRecord>;

export const readHistory = contract(interventionEndpoints, 'intervention.history', {
  summary: 'Read the audit records of an intervention and everything that belongs to it, newest first, 100 a page.',
  params: InterventionPath,
  query: PageQuery,
  result: page('records', AuditRecord),
});

/** Back-to-back meetings do not overlap. */
function overlap(a: MeetingTime, b: MeetingTime): boolean {
  return a.weekday === b.weekday && a.startTime < b.endTime && b.startTime < a.endTime;
}

function daysBetween(beginDate: string, endDate: string): number {
  return (Date.parse(endDate) - Date.parse(beginDate)) / 86_400_000;
}

/** Whether both dates are valid, so that they are compared even when other fields are invalid: all errors appear at once. */
function datesAreValid(payload: { value: unknown }): boolean {
  const dates = z.object({ beginDate: LocalDate, endDate: LocalDate }).safeParse(payload.value);
  return dates.success;
}

export const interventionCreated = event('interventions.intervention.created', {
  summary: 'An intervention was created with its sessions.',
  data: z.strictObject({
    interventionId: Uuid,
    schoolId: Uuid,
    facilitatorId: Uuid,
    beginDate: LocalDate,
    endDate: LocalDate,
    sessionCount: z.int(),
  }),
  stream: ofIntervention,
});
