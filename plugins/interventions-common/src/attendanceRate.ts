import type { AttendanceStatus } from './attendance';
import type { AttendanceTally } from './dashboards';

/** Being there late, leaving early or staying for a part is attendance; an absence is none, excused or not. */
const ATTENDED: Readonly<Record<AttendanceStatus, boolean>> = {
  present: true,
  tardy: true,
  early_departure: true,
  partial: true,
  excused_absence: false,
  unexcused_absence: false,
};

export const ATTENDED_STATUSES = (Object.keys(ATTENDED) as AttendanceStatus[]).filter((status) => ATTENDED[status]);

/**
 * Counts of marks as a tally with its two rates.
 *
 * The attendance rate is attended / recorded: a mark that was never made is not counted as an absence, nor does it
 * raise the rate unseen, because the recording rate recorded / expected stands beside it. Both are null, which is not
 * 0 %, when their denominator is 0.
 */
export function tallyAttendance(counts: { attended: number; recorded: number; expected: number }): AttendanceTally {
  const { attended, recorded, expected } = counts;
  return {
    attended,
    recorded,
    expected,
    attendanceRate: recorded === 0 ? null : attended / recorded,
    recordingRate: expected === 0 ? null : recorded / expected,
  };
}
