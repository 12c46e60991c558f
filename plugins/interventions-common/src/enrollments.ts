import { z } from 'zod';
import { contract } from './contract';
import { enrollmentEndpoints } from './enrollmentEndpoints';
import { event, ofIntervention } from './event';
import { InterventionPath } from './interventions';
import { page, PageQuery } from './page';
import { LocalDate, Student, Uuid } from './primitives';

export const ENROLLMENT_STATUSES = ['active', 'withdrawn'] as const;
export const EnrollmentStatus = z.enum(ENROLLMENT_STATUSES).meta({ id: 'EnrollmentStatus' });
export type EnrollmentStatus = z.infer<typeof EnrollmentStatus>;

/** How a student was enrolled: by a person, a rule, an import, or Aimline itself. */
export const ENROLLMENT_SOURCES = ['manual', 'rule', 'import', 'system'] as const;
export const EnrollmentSource = z.enum(ENROLLMENT_SOURCES).meta({ id: 'EnrollmentSource' });

/** A student's participation in an intervention; `endDate` is the last day, null while it has no end. */
export const Enrollment = z
  .object({
    enrollmentId: Uuid,
    interventionId: Uuid,
    student: Student,
    status: EnrollmentStatus,
    source: EnrollmentSource,
    beginDate: LocalDate,
    endDate: LocalDate.nullable(),
  })
  .meta({ id: 'Enrollment' });
export type Enrollment = z.infer<typeof Enrollment>;

export const listEnrollments = contract(enrollmentEndpoints, 'enrollment.list', {
  summary: 'List the enrollments of an intervention by family name, ended ones included, 200 a page.',
  params: InterventionPath,
  query: PageQuery,
  result: page('enrollments', Enrollment),
});

export const enrollStudents = contract(enrollmentEndpoints, 'enrollment.create', {
  summary: 'Enroll students, all or none of them.',
  params: InterventionPath,
  body: z
    .strictObject({
      studentIds: z
        .array(Uuid)
        .min(1, { error: 'Choose at least one student.' })
        .max(100, { error: 'Choose at most 100 students at once.' }),
      /** The first day; by default the later of today and the first day of the intervention. */
      beginDate: LocalDate.optional(),
    })
    .refine((body) => new Set(body.studentIds).size === body.studentIds.length, {
      error: 'A student is named twice.',
      path: ['studentIds'],
    }),
  status: 201,
  result: z.object({ enrollments: z.array(Enrollment) }),
});

export const withdrawStudent = contract(enrollmentEndpoints, 'enrollment.withdraw', {
  summary: 'End an enrollment; its attendance and notes stay.',
  params: z.strictObject({ enrollmentId: Uuid }),
  body: z.strictObject({
    /** The last day of participation; the day before `beginDate` cancels an enrollment that has not begun. */
    endDate: LocalDate,
  }),
  result: Enrollment,
});

export const studentsEnrolled = event('interventions.student.enrolled', {
  summary: 'Students were enrolled in an intervention, from `beginDate` on.',
  data: z.strictObject({
    interventionId: Uuid,
    beginDate: LocalDate,
    source: EnrollmentSource,
    enrollments: z.array(z.strictObject({ enrollmentId: Uuid, studentId: Uuid })),
  }),
  stream: ofIntervention,
});

export const studentWithdrawn = event('interventions.student.withdrawn', {
  summary: 'A student was withdrawn from an intervention; `endDate` is the last day.',
  data: z.strictObject({
    interventionId: Uuid,
    enrollmentId: Uuid,
    studentId: Uuid,
    endDate: LocalDate,
    source: EnrollmentSource,
  }),
  stream: ofIntervention,
});
