import type { AttendanceStatus } from '@aimline/plugin-interventions-common/attendance';
import type { AuditRecord } from '@aimline/plugin-interventions-common/interventions';
import { formatCount, formatDate, formatList } from '../words/format';
import { STATUS_LABELS } from '../words/labels';
import { reasonInWords } from '../words/reasonInWords';

/** What one request did, as one entry. */
export interface HistoryEntry {
  auditId: string;
  recordedAt: string;
  actor: AuditRecord['actor'];
  sentence: string;
  /** Why it was allowed, in words. */
  reason: string | null;
}

/** What the ids in the records stand for. */
export interface Names {
  student(studentId: string): string;
  /** The day of a session, in words. */
  session(sessionId: string): string;
}

/** Records of one request are written within this time of each other. */
const SAME_REQUEST_MS = 2_000;

/**
 * The audit trail in sentences, in the order given. Neighbouring records of one request become one entry: creating an
 * intervention is one sentence, though it writes a row for every session.
 */
export function historySentences(records: readonly AuditRecord[], names: Names): HistoryEntry[] {
  const requests: AuditRecord[][] = [];
  for (const record of records) {
    const last = requests.at(-1);
    if (last && sameRequest(last.at(-1)!, record)) last.push(record);
    else requests.push([record]);
  }
  return requests.map((request) => {
    const { auditId, recordedAt, actor, action, reason } = request[0]!;
    const sentence = SENTENCES[action]?.(request, names) ?? `made ${formatCount(request.length, 'change')} (${action})`;
    return { auditId, recordedAt, actor, sentence, reason: reason && reasonInWords(reason) };
  });
}

/** One request writes on one session at most, and one note. */
function sameRequest(a: AuditRecord, b: AuditRecord): boolean {
  return (
    a.action === b.action &&
    a.action !== 'progress.note' &&
    a.actor?.staffId === b.actor?.staffId &&
    (a.entity !== 'attendance_record' || rowOf(a).session_id === rowOf(b).session_id) &&
    Math.abs(Date.parse(a.recordedAt) - Date.parse(b.recordedAt)) <= SAME_REQUEST_MS
  );
}

const SENTENCES: Readonly<Record<string, (request: readonly AuditRecord[], names: Names) => string>> = {
  'intervention.create': (request) => {
    const sessionCount = request.filter(({ entity }) => entity === 'intervention_session').length;
    return `created the intervention with ${formatCount(sessionCount, 'session')}`;
  },
  'student.enroll': (request, names) => `enrolled ${studentsOf(request, names)}`,
  'student.withdraw': (request, names) => {
    const endDate = request.find(({ entity }) => entity === 'enrollment')?.after?.end_date;
    return `withdrew ${studentsOf(request, names)}${typeof endDate === 'string' ? `, last day ${formatDate(endDate)}` : ''}`;
  },
  'attendance.record': (request, names) => {
    const outcomes = Map.groupBy(request.toReversed(), outcomeOf);
    const parts = [...outcomes].map(([outcome, marks]) => `${studentsOf(marks, names)} ${outcome}`);
    return `recorded attendance of ${names.session(String(rowOf(request[0]!).session_id))}: ${parts.join('; ')}`;
  },
  'progress.note': ([note], names) => {
    const { rating } = rowOf(note!);
    return `wrote a note on ${studentsOf([note!], names)}${typeof rating === 'number' ? `, rated ${rating} of 4` : ''}`;
  },
};

function outcomeOf({ before, after }: AuditRecord): string {
  const [was, is] = [before, after].map((row) => row && STATUS_LABELS[row.status as AttendanceStatus].toLowerCase());
  if (!is) return `no longer ${was}`;
  return was && was !== is ? `${is} instead of ${was}` : is;
}

function studentsOf(records: readonly AuditRecord[], names: Names): string {
  const ids = records.map((record) => rowOf(record).student_id).filter((id) => typeof id === 'string');
  return formatList([...new Set(ids)].map((id) => names.student(id)));
}

function rowOf({ before, after }: AuditRecord): Record<string, unknown> {
  return after ?? before ?? {};
}
