import type { AuditRecord } from '@aimline/plugin-interventions-common/interventions';
import { formatList } from './format';

/** Names for the ids in audit records. */
export interface Names {
  student(studentId: string): string;
  /** The day of a session: `Mon, Sep 14`. */
  session(sessionId: string): string;
}

/** How the history describes an action. */
export interface Sentence {
  /** What one request did, to be put after the name of the person: `enrolled Maya`. Receives the request's audit records. */
  tell(records: readonly AuditRecord[], names: Names): string;
  /**
   * Whether two neighboring records of the same person and time belong to one request. Without this function, they do.
   */
  isOneRequest?(a: AuditRecord, b: AuditRecord): boolean;
}

/** The row of an audit record after the change, or before it if the row was removed. */
export function rowOf({ before, after }: AuditRecord): Record<string, unknown> {
  return after ?? before ?? {};
}

/** The names of the students in audit records, each once: `Maya and Diego`. */
export function studentsOf(records: readonly AuditRecord[], names: Names): string {
  const ids = records.map((record) => rowOf(record).student_id).filter((id) => typeof id === 'string');
  return formatList([...new Set(ids)].map((id) => names.student(id)));
}
