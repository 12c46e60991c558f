import type { AttendanceStatus } from '@aimline/plugin-interventions-common/attendance';
import type { AttendancePalette } from '../page/palette';

/** The color of each status, from the attendance colors of the palette. */
export const STATUS_COLORS: Readonly<Record<AttendanceStatus, keyof AttendancePalette>> = {
  present: 'attended',
  tardy: 'partly',
  early_departure: 'partly',
  partial: 'partly',
  excused_absence: 'excused',
  unexcused_absence: 'unexcused',
};
