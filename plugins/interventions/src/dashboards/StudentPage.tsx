import Box from '@mui/material/Box';
import { useParams } from '@tanstack/react-router';
import { useLaunch } from '../launch/LaunchContext';
import { mayDo } from '../launch/mayDo';
import { useRead } from '../launch/useRead';
import { EmptyState } from '../page/EmptyState';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { TextLink } from '../page/TextLink';
import { formatCount, formatName } from '../words/format';
import { ChildPanel } from './ChildPanel';
import { ProgressPanel } from './ProgressPanel';

/** One student over all interventions: numbers for staff, plain words for families. */
export function StudentPage() {
  const { studentId } = useParams({ strict: false }) as { studentId: string };
  const { session } = useLaunch();
  const { student, interventions } = useRead('dashboard.student', { params: { studentId } });
  const staff = mayDo(session, 'intervention.read');
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageHeading
        title={formatName(student)}
        above={staff ? undefined : <TextLink to="/">My children</TextLink>}
        below={staff && interventions.length > 0 && formatCount(interventions.length, 'intervention')}
      />
      {interventions.length === 0 && (
        <Panel flush>
          <EmptyState title="No extra support at the moment">
            {student.givenName} takes part in no intervention, and did not before.
          </EmptyState>
        </Panel>
      )}
      <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {interventions.map((part) =>
          staff ? (
            <ProgressPanel
              key={part.interventionId}
              part={part}
              title={
                <TextLink to="/interventions/$interventionId" params={{ interventionId: part.interventionId }}>
                  {part.title}
                </TextLink>
              }
            />
          ) : (
            <ChildPanel key={part.interventionId} child={student} part={part} />
          ),
        )}
      </Box>
    </Box>
  );
}
