import { z } from 'zod';
import { contract } from './contract';
import { dashboardEndpoints } from './dashboardEndpoints';
import { Domain, InterventionPath, Tier } from './interventions';
import { Instant, LocalDate, Student, Uuid } from './primitives';
import { EnrollmentStatus } from './enrollments';
import { Rating } from './progress';

/** A share in [0, 1], or null when nothing was recorded, which is not 0 %. */
const Share = z.number().min(0).max(1).nullable();

export const AttendanceTally = z
  .object({
    /** Marks that count as attended: present, tardy, early departure, partial. */
    attended: z.int(),
    /** Marks of any kind. */
    recorded: z.int(),
    /** Expected marks: one for each student enrolled on the day of a session that has ended or has marks. */
    expected: z.int(),
    /** attended / recorded. */
    attendanceRate: Share,
    /** recorded / expected: how far the attendance rate can be trusted. */
    recordingRate: Share,
  })
  .meta({ id: 'AttendanceTally' });
export type AttendanceTally = z.infer<typeof AttendanceTally>;

export const RatingTrend = z
  .object({
    direction: z.enum(['improving', 'steady', 'declining', 'too_early']),
    /** Rating points per week, by Theil-Sen; null with direction `too_early`. */
    slopePerWeek: z.number().nullable(),
    ratingCount: z.int(),
    /** Days from the first rating to the last. */
    spanDays: z.int(),
  })
  .meta({ id: 'RatingTrend' });
export type RatingTrend = z.infer<typeof RatingTrend>;

export const StudentProgress = z
  .object({
    student: Student,
    status: EnrollmentStatus,
    attendance: AttendanceTally,
    ratings: z.array(z.object({ notedOn: LocalDate, rating: Rating })),
    trend: RatingTrend,
  })
  .meta({ id: 'StudentProgress' });
export type StudentProgress = z.infer<typeof StudentProgress>;

/** The tally of a calendar week with ended sessions. */
export const WeekTally = AttendanceTally.extend({
  /** The first day of the week, a Monday. */
  weekBeginDate: LocalDate,
}).meta({ id: 'WeekTally' });
export type WeekTally = z.infer<typeof WeekTally>;

export const InterventionDashboard = z
  .object({
    interventionId: Uuid,
    /** Sessions that end before this instant count as ended. */
    asOf: Instant,
    sessions: z.object({
      scheduled: z.int(),
      ended: z.int(),
      held: z.int(),
      /** Sessions that have ended without any mark. */
      notRecorded: z.int(),
    }),
    attendance: AttendanceTally,
    /** One entry for each week with ended sessions, in order; bounded by the dates of the intervention. */
    weeks: z.array(WeekTally),
    /**
     * All students ever enrolled whom the caller may see, by family name. Not paged: limited by the size of the group.
     * The tallies count only these students.
     */
    students: z.array(StudentProgress),
  })
  .meta({ id: 'InterventionDashboard' });
export type InterventionDashboard = z.infer<typeof InterventionDashboard>;

export const readInterventionDashboard = contract(dashboardEndpoints, 'dashboard.intervention', {
  summary: 'Read attendance and rating trends of an intervention, computed from the current records.',
  params: InterventionPath,
  result: InterventionDashboard,
});

export const StudentDashboard = z
  .object({
    student: Student,
    asOf: Instant,
    interventions: z.array(
      StudentProgress.omit({ student: true }).extend({
        interventionId: Uuid,
        title: z.string(),
        objective: z.string(),
        tier: Tier,
        domain: Domain,
      }),
    ),
  })
  .meta({ id: 'StudentDashboard' });
export type StudentDashboard = z.infer<typeof StudentDashboard>;

export const readStudentDashboard = contract(dashboardEndpoints, 'dashboard.student', {
  summary: 'Read attendance and rating trends of one student in all interventions; this is what caregivers see.',
  params: z.strictObject({ studentId: Uuid }),
  result: StudentDashboard,
});
