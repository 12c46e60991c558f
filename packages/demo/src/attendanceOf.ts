import type { AttendanceMark } from '@aimline/plugin-interventions-common/attendance';
import { cast } from './cast';
import { seededRandom } from './seededRandom';
import type { Person } from './person';

/** An attendance mark without its student. */
export type Attendance = Omit<AttendanceMark, 'studentId'>;

/** The position of a session among the recorded sessions of its group. */
export interface Occasion {
  /** The number of earlier sessions. */
  index: number;
  /** The number of recorded sessions. */
  count: number;
  /** Weeks since the group began, from 0. */
  week: number;
}

/**
 * The attendance of a student in a past session: by their story; without one, pseudo-random, the same at every start,
 * and present about 91 % of the time.
 */
export function attendanceOf(student: Person, occasion: Occasion): Attendance {
  return STORIES.get(student)?.(occasion) ?? randomAttendance(student, occasion);
}

const PRESENT: Attendance = { status: 'present', reason: null, note: null };
const UNEXCUSED: Attendance = { status: 'unexcused_absence', reason: 'unknown', note: null };

/** The share of check-ins that Jonah missed in each week: his 62 % became 84 %. */
const JONAH_MISSED = [0.38, 0.36, 0.31, 0.27, 0.22, 0.19, 0.16];
const PRIYA_FLU_WEEK = 3;
const GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

const STORIES = new Map<Person, (occasion: Occasion) => Attendance | undefined>([
  [
    cast.maya,
    ({ index }) => (index % 9 === 4 ? { status: 'tardy', reason: 'transportation', note: 'Bus came late.' } : PRESENT),
  ],
  [cast.diego, () => PRESENT],
  [
    cast.amira,
    ({ index, count }) =>
      index === Math.floor(count / 2)
        ? { status: 'excused_absence', reason: 'religious_observance', note: null }
        : PRESENT,
  ],
  [
    cast.jonah,
    ({ index, week }) =>
      // multiples of the golden ratio, modulo 1, are spread evenly over [0, 1)
      (index * GOLDEN_RATIO) % 1 < JONAH_MISSED[Math.min(week, JONAH_MISSED.length - 1)]!
        ? { status: 'unexcused_absence', reason: 'declined', note: null }
        : PRESENT,
  ],
  [
    cast.priya,
    ({ week }) =>
      week === PRIYA_FLU_WEEK ? { status: 'excused_absence', reason: 'illness', note: 'Home with the flu.' } : PRESENT,
  ],
  // Grace is absent in 14 % of the sessions, rounded to whole sessions.
  [cast.grace, ({ index, count }) => (isAmong(index, Math.round(count * 0.14) / count) ? UNEXCUSED : PRESENT)],
  [
    cast.eli,
    ({ index }) =>
      index === 5
        ? { status: 'early_departure', reason: 'medical_appointment', note: 'Picked up by his father.' }
        : PRESENT,
  ],
]);

function randomAttendance(student: Person, { index }: Occasion): Attendance {
  const draw = seededRandom(student.userId, index);
  if (draw < 0.91) return PRESENT;
  if (draw < 0.94) return { status: 'tardy', reason: 'transportation', note: null };
  if (draw < 0.97) return { status: 'excused_absence', reason: 'illness', note: null };
  if (draw < 0.985) return { status: 'excused_absence', reason: 'school_activity', note: null };
  return UNEXCUSED;
}

/** Whether an index is among `share` of all indexes, evenly spread. */
function isAmong(index: number, share: number): boolean {
  return Math.floor((index + 1) * share + 0.5) > Math.floor(index * share + 0.5);
}
