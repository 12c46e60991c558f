import Box from '@mui/material/Box';
import { useParams } from '@tanstack/react-router';
import { useLaunch } from '../launch/LaunchContext';
import { mayDo } from '../launch/mayDo';
import { useRead } from '../launch/useRead';
import { EmptyState } from '../page/EmptyState';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { TextLink } from '../page/TextLink';
import { formatName } from '../words/format';
import { t } from '../words/i18n';
import { ChildPanel } from './ChildPanel';
import { ProgressPanel } from './ProgressPanel';

/** One student in all their interventions: numbers for staff, plain sentences for families. */
export function StudentPage() {
  const { studentId } = useParams({ strict: false }) as { studentId: string };
  const { session } = useLaunch();
  const { student, interventions } = useRead('dashboard.student', { params: { studentId } });
  const staff = mayDo(session, 'intervention.read');
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageHeading
        title={formatName(student)}
        above={staff ? undefined : <TextLink to="/">{t('My children')}</TextLink>}
        below={
          staff &&
          interventions.length > 0 &&
          t('{{count, number}} interventions', {
            count: interventions.length,
            defaultValue_one: '{{count, number}} intervention',
          })
        }
      />
      {interventions.length === 0 && (
        <Panel flush>
          <EmptyState title={t('No extra support at the moment')}>
            {t('{{name}} is not enrolled in any intervention, and never was.', { name: student.givenName })}
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
