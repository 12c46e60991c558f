import Alert from '@mui/material/Alert';
import { useParams } from '@tanstack/react-router';
import type { AttendanceSheet } from '@aimline/plugin-interventions-common/attendance';
import { useRead } from '../launch/useRead';
import { EmptyState } from '../page/EmptyState';
import { LinkButton } from '../page/LinkButton';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { TextLink } from '../page/TextLink';
import { formatLongDay, formatName, formatTimeRange } from '../words/format';
import { t } from '../words/i18n';
import { useToday } from '../words/useToday';
import { AttendanceForm } from './AttendanceForm';
import { AttendanceRecord } from './AttendanceRecord';

/** The attendance of one session. */
export function AttendanceSheetPage() {
  const { sessionId } = useParams({ strict: false }) as { sessionId: string };
  const sheet = useRead('attendance.read', { params: { sessionId } });
  const { session } = sheet;
  const today = useToday(session.timeZone);
  const params = { interventionId: session.interventionId };
  return (
    <>
      <PageHeading
        title={session.title}
        above={
          <TextLink to="/interventions/$interventionId/sessions" params={params}>
            {t('All sessions')}
          </TextLink>
        }
        below={[
          formatLongDay(session.localDate),
          formatTimeRange(session.startsAt, session.endsAt, session.timeZone),
          session.room?.name,
          formatName(session.facilitator),
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <LinkButton variant="outlined" color="inherit" to="/interventions/$interventionId/notes" params={params}>
            {t('Write a note')}
          </LinkButton>
        }
      />
      {sheet.entries.length === 0 ? (
        <Panel flush>
          <EmptyState
            title={t('No students on this day')}
            action={
              <LinkButton variant="contained" to="/interventions/$interventionId/students" params={params}>
                {t('Go to the students')}
              </LinkButton>
            }
          >
            {t('Students are listed from the first day of their enrollment to the last.')}
          </EmptyState>
        </Panel>
      ) : sheet.canRecord ? (
        <AttendanceForm key={sessionId} sheet={sheet} />
      ) : (
        <>
          <Alert severity="info" variant="outlined" sx={{ mb: 2 }}>
            {whyReadOnly(sheet, today)}
          </Alert>
          <AttendanceRecord sheet={sheet} />
        </>
      )}
    </>
  );
}

function whyReadOnly({ session }: AttendanceSheet, today: string): string {
  if (session.status === 'cancelled') return t('This session was cancelled, so there is no attendance to record.');
  if (session.localDate > today) {
    return t('Attendance can be recorded from {{day}}.', { day: formatLongDay(session.localDate) });
  }
  return t('Attendance is recorded by {{name}}, who leads this group.', { name: formatName(session.facilitator) });
}
