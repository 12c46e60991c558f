import type { AttendanceStatus } from '@aimline/plugin-interventions-common/attendance';

/** Keys that set a status and move the focus to the next student, while a status has the focus. */
export const STATUS_KEYS: Readonly<Record<string, AttendanceStatus>> = {
  p: 'present',
  t: 'tardy',
  l: 'early_departure',
  r: 'partial',
  e: 'excused_absence',
  a: 'unexcused_absence',
};
