import type { AttendanceStatus } from '@aimline/plugin-interventions-common/attendance';
import type { AuditRecord } from '@aimline/plugin-interventions-common/interventions';
import { statusLabels } from '../words/labels';
import { rowOf, type Sentence, studentsOf } from '../words/Sentence';

/** Marks told together by what became of them; one request writes on one session. */
export const attendanceSentence: Sentence = {
  tell(records, names) {
    const outcomes = Map.groupBy(records.toReversed(), outcomeOf);
    const parts = [...outcomes].map(([outcome, marks]) => `${studentsOf(marks, names)} ${outcome}`);
    return `recorded attendance of ${names.session(String(rowOf(records[0]!).session_id))}: ${parts.join('; ')}`;
  },
  isOneRequest: (a, b) => a.entity !== 'attendance_record' || rowOf(a).session_id === rowOf(b).session_id,
};

function outcomeOf({ before, after }: AuditRecord): string {
  const [was, is] = [before, after].map((row) => row && statusLabels()[row.status as AttendanceStatus].toLowerCase());
  if (!is) return `no longer ${was}`;
  return was && was !== is ? `${is} instead of ${was}` : is;
}
