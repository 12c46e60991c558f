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
import { useToday } from '../words/useToday';
import { AttendanceForm } from './AttendanceForm';
import { AttendanceRecord } from './AttendanceRecord';

/** Attendance of one session. */
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
            All sessions
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
            Write a note
          </LinkButton>
        }
      />
      {sheet.entries.length === 0 ? (
        <Panel flush>
          <EmptyState
            title="No students on this day"
            action={
              <LinkButton variant="contained" to="/interventions/$interventionId/students" params={params}>
                Go to the students
              </LinkButton>
            }
          >
            Students are listed from the first day of their enrollment to the last.
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
  if (session.status === 'cancelled') return 'This session was cancelled, so there is no attendance to record.';
  if (session.localDate > today) {
    return `Attendance can be recorded from ${formatLongDay(session.localDate)} on.`;
  }
  return `Attendance is recorded by ${formatName(session.facilitator)}, who leads this group.`;
}
