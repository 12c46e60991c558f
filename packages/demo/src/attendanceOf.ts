import type { AttendanceMark } from '@aimline/plugin-interventions-common/attendance';
import { cast } from './cast';
import { seededRandom } from './seededRandom';
import type { Person } from './person';

export type Attendance = Omit<AttendanceMark, 'studentId'>;

/** Which of the recorded sessions of a group it is. */
export interface Occasion {
  /** From 0. */
  index: number;
  /** How many there are. */
  count: number;
  /** Weeks since the group began, from 0. */
  week: number;
}

/**
 * How a student attended a session of the past: by their story, otherwise by chance that is the same at every start,
 * about 91 % present.
 */
export function attendanceOf(student: Person, occasion: Occasion): Attendance {
  return STORIES.get(student)?.(occasion) ?? byChance(student, occasion);
}

const PRESENT: Attendance = { status: 'present', reason: null, note: null };
const UNEXCUSED: Attendance = { status: 'unexcused_absence', reason: 'unknown', note: null };

/** Share of check-ins Jonah missed, week by week: his 62 % became 84 %. */
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
      // multiples of the golden ratio fall evenly into [0, 1), whatever the share
      (index * GOLDEN_RATIO) % 1 < JONAH_MISSED[Math.min(week, JONAH_MISSED.length - 1)]!
        ? { status: 'unexcused_absence', reason: 'declined', note: null }
        : PRESENT,
  ],
  [
    cast.priya,
    ({ week }) =>
      week === PRIYA_FLU_WEEK ? { status: 'excused_absence', reason: 'illness', note: 'Home with the flu.' } : PRESENT,
  ],
  // Present in 86 of 100: the number of absences is rounded for as many sessions as there are.
  [cast.grace, ({ index, count }) => (isDue(index, Math.round(count * 0.14) / count) ? UNEXCUSED : PRESENT)],
  [
    cast.eli,
    ({ index }) =>
      index === 5
        ? { status: 'early_departure', reason: 'medical_appointment', note: 'Picked up by his father.' }
        : PRESENT,
  ],
]);

function byChance(student: Person, { index }: Occasion): Attendance {
  const draw = seededRandom(student.userId, index);
  if (draw < 0.91) return PRESENT;
  if (draw < 0.94) return { status: 'tardy', reason: 'transportation', note: null };
  if (draw < 0.97) return { status: 'excused_absence', reason: 'illness', note: null };
  if (draw < 0.985) return { status: 'excused_absence', reason: 'school_activity', note: null };
  return UNEXCUSED;
}

/** True for `share` of all indexes, evenly spread. */
function isDue(index: number, share: number): boolean {
  return Math.floor((index + 1) * share + 0.5) > Math.floor(index * share + 0.5);
}
