import type { AuditRecord } from '@aimline/plugin-interventions-common/interventions';
import { formatList } from './format';

/** What the ids in the records stand for. */
export interface Names {
  student(studentId: string): string;
  /** The day of a session, in words. */
  session(sessionId: string): string;
}

/** How the history tells an action. */
export interface Sentence {
  /** What one request did, by its audit records, as it follows a name: `enrolled Maya`. */
  tell(records: readonly AuditRecord[], names: Names): string;
  /** Whether neighbouring records were written by one request, when one person wrote them at one time. By default they were. */
  isOneRequest?(a: AuditRecord, b: AuditRecord): boolean;
}

/** The row that a record is about, as it was left, or was before it was removed. */
export function rowOf({ before, after }: AuditRecord): Record<string, unknown> {
  return after ?? before ?? {};
}

/** The students whom records are about, each once: `Maya and Diego`. */
export function studentsOf(records: readonly AuditRecord[], names: Names): string {
  const ids = records.map((record) => rowOf(record).student_id).filter((id) => typeof id === 'string');
  return formatList([...new Set(ids)].map((id) => names.student(id)));
}
