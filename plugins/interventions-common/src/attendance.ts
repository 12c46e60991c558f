import { z } from 'zod';
import { attendanceEndpoints } from './attendanceEndpoints';
import { contract } from './contract';
import { event, ofIntervention } from './event';
import { Student, text, Uuid } from './primitives';
import { InterventionSession } from './sessions';

/** Ed-Fi `AttendanceEventCategory`, the part that applies to a session. */
export const ATTENDANCE_STATUSES = [
  'present',
  'tardy',
  'early_departure',
  'partial',
  'excused_absence',
  'unexcused_absence',
] as const;
export const AttendanceStatus = z.enum(ATTENDANCE_STATUSES).meta({ id: 'AttendanceStatus' });
export type AttendanceStatus = z.infer<typeof AttendanceStatus>;

/** Ed-Fi `AttendanceEventReason`: why a student was absent or missed a part of the session. */
export const ATTENDANCE_REASONS = [
  'illness',
  'medical_appointment',
  'family',
  'religious_observance',
  'school_activity',
  'testing',
  'discipline',
  'transportation',
  'declined',
  'unknown',
  'other',
] as const;
export const AttendanceReason = z.enum(ATTENDANCE_REASONS).meta({ id: 'AttendanceReason' });
export type AttendanceReason = z.infer<typeof AttendanceReason>;

/** The attendance of one student; a null status removes the mark. */
export const AttendanceMark = z
  .strictObject({
    studentId: Uuid,
    status: AttendanceStatus.nullable(),
    reason: AttendanceReason.nullable().default(null),
    note: text(2000, 'a note').nullable().default(null),
  })
  .refine((mark) => mark.reason === null || (mark.status !== null && mark.status !== 'present'), {
    error: 'A reason belongs to an absence, a late arrival or an early departure.',
    path: ['reason'],
  })
  .refine((mark) => mark.note === null || mark.status !== null, {
    error: 'A note needs an attendance status.',
    path: ['note'],
  })
  .meta({ id: 'AttendanceMark' });
export type AttendanceMark = z.infer<typeof AttendanceMark>;

/** The students enrolled on the day of the session whom the caller may see, by family name, with their marks so far. */
export const AttendanceSheet = z
  .object({
    session: InterventionSession,
    /** Whether the caller may record attendance, which is possible from the day of the session on. */
    canRecord: z.boolean(),
    entries: z.array(
      z.object({
        student: Student,
        status: AttendanceStatus.nullable(),
        reason: AttendanceReason.nullable(),
        note: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'AttendanceSheet' });
export type AttendanceSheet = z.infer<typeof AttendanceSheet>;

const SessionPath = z.strictObject({ sessionId: Uuid });

export const readAttendance = contract(attendanceEndpoints, 'attendance.read', {
  summary: 'Read the attendance sheet of a session.',
  params: SessionPath,
  result: AttendanceSheet,
});

export const recordAttendance = contract(attendanceEndpoints, 'attendance.record', {
  summary: 'Record attendance of the given students; others keep their marks. Repeating it changes nothing.',
  params: SessionPath,
  body: z
    .strictObject({
      marks: z
        .array(AttendanceMark)
        .min(1, { error: 'Expected at least one mark.' })
        .max(200, { error: 'Expected at most 200 marks at once.' }),
    })
    .refine((body) => new Set(body.marks.map((mark) => mark.studentId)).size === body.marks.length, {
      error: 'A student is named twice.',
      path: ['marks'],
    }),
  result: AttendanceSheet,
});

export const attendanceRecorded = event('interventions.attendance.recorded', {
  summary: 'Marks of a session were recorded, changed, or removed (status null).',
  data: z.strictObject({
    interventionId: Uuid,
    sessionId: Uuid,
    marks: z.array(z.strictObject({ studentId: Uuid, status: z.string().nullable() })),
  }),
  stream: ofIntervention,
});
