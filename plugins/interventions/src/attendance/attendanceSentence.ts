import type { AttendanceStatus } from '@aimline/plugin-interventions-common/attendance';
import type { AuditRecord } from '@aimline/plugin-interventions-common/interventions';
import { statusLabels } from '../words/labels';
import { rowOf, type Sentence, studentsOf } from '../words/Sentence';
import { t } from '../words/i18n';

/** One request records marks of one session; students with the same change are listed together. */
export const attendanceSentence: Sentence = {
  tell(records, names) {
    const changes = Map.groupBy(records.toReversed(), changeOf);
    const marks = [...changes].map(([change, group]) => `${studentsOf(group, names)}: ${change}`).join('; ');
    const session = names.session(String(rowOf(records[0]!).session_id));
    return t('recorded attendance of {{session}} – {{marks}}', { session, marks });
  },
  isOneRequest: (a, b) => a.entity !== 'attendance_record' || rowOf(a).session_id === rowOf(b).session_id,
};

function changeOf({ before, after }: AuditRecord): string {
  const [was, is] = [before, after].map((row) => row && statusLabels()[row.status as AttendanceStatus]);
  if (!is) return t('no longer “{{status}}”', { status: was });
  return was && was !== is ? t('“{{after}}” instead of “{{before}}”', { before: was, after: is }) : is;
}
