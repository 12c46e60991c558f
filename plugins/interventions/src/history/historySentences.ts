import type { AuditRecord } from '@aimline/plugin-interventions-common/interventions';
import type { AttendanceStatus } from '@aimline/plugin-interventions-common/attendance';
import { formatCount, formatDate, formatList } from '../words/format';
import { STATUS_LABELS } from '../words/labels';

/** What one request did, as one entry. */
export interface HistoryEntry {
  auditId: string;
  recordedAt: string;
  actor: AuditRecord['actor'];
  sentence: string;
  /** Why it was allowed, in words. */
  reason: string | null;
}

/** Records of one request are written within this time of each other. */
const SAME_REQUEST_MS = 2_000;

/**
 * The audit trail in sentences, in the order given. Neighbouring records of one actor, action and moment become one
 * entry: creating an intervention is one sentence, though it writes a row for every session.
 *
 * @param nameOf the name of a student by id
 */
export function historySentences(
  records: readonly AuditRecord[],
  nameOf: (studentId: string) => string,
): HistoryEntry[] {
  const groups: AuditRecord[][] = [];
  for (const record of records) {
    const last = groups.at(-1);
    if (last && sameRequest(last.at(-1)!, record)) last.push(record);
    else groups.push([record]);
  }
  return groups.map((group) => {
    const { auditId, recordedAt, actor, action, reason } = group[0]!;
    const describe = SENTENCES[action];
    const sentence = describe?.(group, nameOf) ?? `made ${formatCount(group.length, 'change')} (${action})`;
    return { auditId, recordedAt, actor, sentence, reason: reason && (REASONS[reason] ?? reason) };
  });
}

function sameRequest(a: AuditRecord, b: AuditRecord): boolean {
  return (
    a.action === b.action &&
    a.actor?.staffId === b.actor?.staffId &&
    Math.abs(Date.parse(a.recordedAt) - Date.parse(b.recordedAt)) <= SAME_REQUEST_MS
  );
}

type Describe = (group: readonly AuditRecord[], nameOf: (studentId: string) => string) => string | null;

const SENTENCES: Readonly<Record<string, Describe>> = {
  'intervention.create': (group) => {
    const sessions = group.filter(({ entity }) => entity === 'intervention_session').length;
    return `created the intervention with ${formatCount(sessions, 'session')}`;
  },
  'student.enroll': (group, nameOf) => `enrolled ${studentsOf(group, nameOf)}`,
  'student.withdraw': (group, nameOf) => {
    const endDate = group.find(({ entity }) => entity === 'enrollment')?.after?.end_date;
    return `withdrew ${studentsOf(group, nameOf)}${typeof endDate === 'string' ? `, last day ${formatDate(endDate)}` : ''}`;
  },
  'attendance.record': (group, nameOf) => {
    const marks = group.filter(({ entity }) => entity === 'attendance_record').toReversed();
    return `recorded attendance: ${formatList(marks.map((mark) => describeMark(mark, nameOf)))}`;
  },
  'progress.note': (group, nameOf) => {
    const rating = group[0]?.after?.rating;
    return `wrote a note on ${studentsOf(group, nameOf)}${typeof rating === 'number' ? `, rated ${rating} of 4` : ''}`;
  },
};

function describeMark({ before, after }: AuditRecord, nameOf: (studentId: string) => string): string {
  const name = nameOf(String((after ?? before)?.student_id));
  const [was, is] = [before, after].map((row) => row && STATUS_LABELS[row.status as AttendanceStatus].toLowerCase());
  if (!is) return `${name} no longer ${was}`;
  return was && was !== is ? `${name} ${is} instead of ${was}` : `${name} ${is}`;
}

function studentsOf(group: readonly AuditRecord[], nameOf: (studentId: string) => string): string {
  const ids = group.flatMap(({ before, after }) => {
    const id = (after ?? before)?.student_id;
    return typeof id === 'string' ? [id] : [];
  });
  return formatList([...new Set(ids)].map(nameOf));
}

const REASONS: Readonly<Record<string, string>> = {
  coordinator: 'as coordinator',
  staff: 'as staff',
  facilitatorOfIntervention: 'as facilitator',
  ownerOfIntervention: 'as owner',
  teacherOfParticipant: 'as teacher of a student who takes part',
};
