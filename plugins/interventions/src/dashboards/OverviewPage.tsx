import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { InterventionDashboard } from '@aimline/plugin-interventions-common/dashboards';
import { Objective } from '../interventions/Objective';
import { useInterventionId } from '../interventions/useInterventionId';
import { useRead } from '../launch/useRead';
import { EmptyState } from '../page/EmptyState';
import { LinkButton } from '../page/LinkButton';
import { Panel } from '../page/Panel';
import { type Stat, Stats } from '../page/Stats';
import { formatNumber, formatShare } from '../words/format';
import { t } from '../words/i18n';
import { AttendanceByWeek } from './AttendanceByWeek';
import { StudentProgressTable } from './StudentProgressTable';

/** How an intervention is going: attendance, how much of it is recorded, and the progress of each student. */
export function OverviewPage() {
  const interventionId = useInterventionId();
  const intervention = useRead('intervention.read', { params: { interventionId } });
  const dashboard = useRead('dashboard.intervention', { params: { interventionId } });
  return (
    <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Objective intervention={intervention} />
      <Panel flush aria-label={t('Summary')}>
        <Stats stats={statsOf(dashboard)} />
      </Panel>
      {dashboard.weeks.length > 0 && (
        <Panel>
          <AttendanceByWeek weeks={dashboard.weeks} />
        </Panel>
      )}
      <Panel flush aria-label={t('Students')}>
        <Typography variant="h2" sx={{ px: { xs: 2, sm: 2.5 }, pt: 2, pb: 1 }}>
          {t('Students')}
        </Typography>
        {dashboard.students.length === 0 ? (
          <EmptyState
            title={t('No students are enrolled yet')}
            action={
              <LinkButton variant="contained" to="/interventions/$interventionId/students" params={{ interventionId }}>
                {t('Enroll students')}
              </LinkButton>
            }
          />
        ) : (
          <StudentProgressTable students={dashboard.students} />
        )}
      </Panel>
    </Box>
  );
}

function statsOf({ attendance, sessions }: InterventionDashboard): Stat[] {
  const { attended, recorded, expected } = attendance;
  return [
    {
      label: t('Attendance'),
      value: formatShare(attendance.attendanceRate),
      basis:
        recorded === 0
          ? t('Nothing recorded yet')
          : t('{{attended, number}} of {{count, number}} marks', {
              ...{ attended, count: recorded },
              defaultValue_one: '{{attended, number}} of {{count, number}} mark',
            }),
    },
    {
      label: t('Recorded'),
      value: formatShare(attendance.recordingRate),
      basis:
        expected === 0
          ? t('Nothing expected yet')
          : t('{{missing, number}} of {{count, number}} not recorded', {
              missing: expected - recorded,
              count: expected,
            }),
    },
    {
      label: t('Sessions held'),
      value: t('{{held, number}} of {{count, number}}', { held: sessions.held, count: sessions.ended }),
      basis: describeHeld(sessions),
    },
    {
      label: t('Upcoming sessions'),
      value: formatNumber(sessions.scheduled - sessions.ended),
      basis: t('{{count, number}} in total', { count: sessions.scheduled }),
    },
  ];
}

function describeHeld({ ended, notRecorded }: InterventionDashboard['sessions']): string {
  if (ended === 0) return t('No session has ended yet');
  if (notRecorded === 0) return t('All recorded');
  return t('{{count, number}} not recorded', { count: notRecorded });
}
