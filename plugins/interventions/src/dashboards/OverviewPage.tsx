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
import { formatCount, formatShare } from '../words/format';
import { AttendanceByWeek } from './AttendanceByWeek';
import { StudentProgressTable } from './StudentProgressTable';

/** How an intervention is going: attendance, how far it can be trusted, and where each student is going. */
export function OverviewPage() {
  const interventionId = useInterventionId();
  const intervention = useRead('intervention.read', { params: { interventionId } });
  const dashboard = useRead('dashboard.intervention', { params: { interventionId } });
  return (
    <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Objective intervention={intervention} />
      <Panel flush aria-label="Numbers">
        <Stats stats={statsOf(dashboard)} />
      </Panel>
      {dashboard.weeks.length > 0 && (
        <Panel>
          <AttendanceByWeek weeks={dashboard.weeks} />
        </Panel>
      )}
      <Panel flush aria-label="Students">
        <Typography variant="h2" sx={{ px: { xs: 2, sm: 2.5 }, pt: 2, pb: 1 }}>
          Students
        </Typography>
        {dashboard.students.length === 0 ? (
          <EmptyState
            title="Nobody is enrolled yet"
            action={
              <LinkButton variant="contained" to="/interventions/$interventionId/students" params={{ interventionId }}>
                Enroll students
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
      label: 'Attendance',
      value: formatShare(attendance.attendanceRate),
      ground: recorded === 0 ? 'Nothing recorded yet' : `${attended} of ${formatCount(recorded, 'mark')}`,
    },
    {
      label: 'Recorded',
      value: formatShare(attendance.recordingRate),
      ground: expected === 0 ? 'Nothing expected yet' : `${expected - recorded} of ${expected} not recorded`,
    },
    {
      label: 'Sessions held',
      value: `${sessions.held} of ${sessions.ended}`,
      ground: describeHeld(sessions),
    },
    {
      label: 'Sessions ahead',
      value: String(sessions.scheduled - sessions.ended),
      ground: `${sessions.scheduled} in all`,
    },
  ];
}

function describeHeld({ ended, notRecorded }: InterventionDashboard['sessions']): string {
  if (ended === 0) return 'None has ended yet';
  return notRecorded === 0 ? 'All recorded' : `${notRecorded} without a mark`;
}
