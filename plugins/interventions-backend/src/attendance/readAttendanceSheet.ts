import type { AttendanceSheet } from '@aimline/plugin-interventions-common/attendance';
import { localDateAt } from '@aimline/plugin-interventions-common/expandMeetingTimes';
import { NotFoundError } from '@backstage/errors';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { STUDENT_SHOWN, visibilityOf } from '../access/visibility';
import { STUDENT_JSON } from '../roster/queries';
import { findSessions } from '../sessions/queries';

/** @throws NotFoundError when the session does not exist in this tenant. */
export async function readAttendanceSheet(uow: ActingUnitOfWork, sessionId: string): Promise<AttendanceSheet> {
  const [[session], entries] = await Promise.all([
    findSessions(uow, 's.session_id = :sessionId', { sessionId }),
    uow.rows<AttendanceSheet['entries'][number]>(ENTRIES, { ...visibilityOf(uow.actor), sessionId }),
  ]);
  if (!session) throw new NotFoundError('There is no such session.');
  const isDue = session.localDate <= localDateAt(uow.now, session.timeZone);
  const canRecord = uow.may('attendance.record') && isDue && session.status !== 'cancelled';
  return { session, canRecord, entries };
}

const ENTRIES = `
  select ${STUDENT_JSON} as student, a.status, a.reason, a.note
  from intervention_session s
  join intervention i on i.tenant_id = s.tenant_id and i.intervention_id = s.intervention_id
  join enrollment e
    on e.tenant_id = s.tenant_id and e.intervention_id = s.intervention_id
    and e.begin_date <= s.local_date and (e.end_date is null or e.end_date >= s.local_date)
  join student st on st.tenant_id = e.tenant_id and st.student_id = e.student_id
  left join attendance_record a
    on a.tenant_id = s.tenant_id and a.session_id = s.session_id and a.student_id = e.student_id
  where s.tenant_id = :tenantId and s.session_id = :sessionId and ${STUDENT_SHOWN}
  order by st.family_name, st.given_name, st.student_id`;
