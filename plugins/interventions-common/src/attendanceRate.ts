import type { AttendanceStatus } from './attendance';
import type { AttendanceTally } from './dashboards';

/** Arriving late, leaving early and partial presence count as attended; absences do not, excused or not. */
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
 * Computes the two rates of a tally.
 *
 * The attendance rate is attended / recorded: a missing mark does not count as an absence. So that missing marks do not
 * silently improve the rate, the recording rate recorded / expected is shown with it. Each is null, which is not 0 %, when
 * its denominator is 0.
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
