import { seededRandom } from '@aimline/demo/seededRandom';
import type { Action } from '@aimline/plugin-interventions-common/contracts';
import type { ExampleCall } from '../support/exampleCalls';
import { readingGroup, type TestService } from '../support/service';
import { dayFromNow } from './dayFromNow';
import type { Group } from './startDistrict';

/** A write to be done once, and how to find it in the audit trail. */
export interface Write {
  action: Action;
  call: ExampleCall;
  /** Identifies its audit record (`countState`). */
  mark: string;
  /** The status with which it is refused; null when it is done. */
  refusal: number | null;
}

/** Sends a write until it is answered, and returns the answer. */
export type Send = (write: Write) => Promise<unknown>;

/** Writes of one user in sequence; later ones use ids from earlier responses. */
export type Task = (send: Send) => Promise<void>;

/**
 * Plans `count` writes, or up to two more, in concurrent tasks, always the same for a seed: notes, attendance, interventions
 * with a student who is enrolled and withdrawn, and one in ten that is refused: a double booking, or a note on a student
 * who is not enrolled.
 *
 * @param firstWeek - first of the weeks of the new interventions, one per write; no two plans may share a week
 */
export function planWrites(
  { seed, count, firstWeek = 0 }: { seed: string; count: number; firstWeek?: number },
  service: TestService,
  groups: readonly Group[],
): Task[] {
  const tasks: Task[] = [];
  for (let n = 0; n < count;) {
    const kind = seededRandom(seed, 'kind', n);
    const group = pick(groups, seed, 'group', n);
    const studentId = pick(group.studentIds, seed, 'student', n);
    if (kind < 0.4) tasks.push(once(note(group, studentId, `Note ${seed} ${n}`, null)));
    else if (kind < 0.7) tasks.push(once(attendance(group, studentId, n)));
    else if (kind < 0.75) tasks.push(once(note(group, service.id.luis, `Refused ${seed} ${n}`, 422)));
    else if (kind < 0.8) tasks.push(once(doubleBooking(group, n)));
    else tasks.push(newIntervention(n));
    n += kind < 0.8 ? 1 : 3;
  }
  return tasks;

  function attendance({ sessionIds }: Group, studentId: string, n: number): Write {
    const params = { sessionId: pick(sessionIds, seed, 'session', n) };
    const marks = [{ studentId, status: pick(['tardy', 'partial'], seed, 'status', n), note: `Mark ${seed} ${n}` }];
    return { action: 'attendance.record', call: { params, body: { marks } }, mark: `Mark ${seed} ${n}`, refusal: null };
  }

  function doubleBooking({ facilitatorId, weekday, startTime, endTime }: Group, n: number): Write {
    const title = `Refused ${seed} ${n}`;
    const meetingTimes = [{ weekday, startTime, endTime }];
    const dates = { beginDate: dayFromNow(0), endDate: dayFromNow(21) };
    const body = { ...readingGroup(service), ...dates, title, facilitatorId, roomId: null, meetingTimes };
    return { action: 'intervention.create', call: { body }, mark: title, refusal: 409 };
  }

  /** Creates an intervention in a week that no other write uses, to avoid double bookings. */
  function newIntervention(n: number): Task {
    const title = `New ${seed} ${n}`;
    const firstDay = 60 + 7 * (firstWeek + n);
    const [beginDate, endDate] = [dayFromNow(firstDay), dayFromNow(firstDay + 6)];
    const studentId = service.id.grace;
    return async (send) => {
      const body = { ...readingGroup(service), ...{ title, beginDate, endDate, roomId: null } };
      const created = await send({ action: 'intervention.create', call: { body }, mark: title, refusal: null });
      const { interventionId } = created as { interventionId: string };
      const enrolled = await send({
        action: 'enrollment.create',
        call: { params: { interventionId }, body: { studentIds: [studentId] } },
        mark: `Enrolled in ${interventionId}`,
        refusal: null,
      });
      const [{ enrollmentId }] = (enrolled as { enrollments: [{ enrollmentId: string }] }).enrollments;
      await send({
        action: 'enrollment.withdraw',
        call: { params: { enrollmentId }, body: { endDate: beginDate } },
        mark: `Withdrawn from ${interventionId}`,
        refusal: null,
      });
    };
  }
}

function note({ interventionId }: Group, studentId: string, text: string, refusal: number | null): Write {
  return {
    action: 'progress.note',
    call: { params: { interventionId }, body: { studentId, rating: 3, text } },
    mark: text,
    refusal,
  };
}

function once(write: Write): Task {
  return async (send) => void (await send(write));
}

function pick<T>(list: readonly T[], ...words: (string | number)[]): T {
  return list[Math.floor(seededRandom(...words) * list.length)]!;
}
