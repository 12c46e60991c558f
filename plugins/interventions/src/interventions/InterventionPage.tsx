import Typography from '@mui/material/Typography';
import { Outlet } from '@tanstack/react-router';
import { useLaunch } from '../launch/LaunchContext';
import { isCoordinator } from '../launch/roles';
import { useRead } from '../launch/useRead';
import { LoadBoundary } from '../page/LoadBoundary';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { RowsSkeleton } from '../page/RowsSkeleton';
import { SectionNav } from '../page/SectionNav';
import { TextLink } from '../page/TextLink';
import { formatDateRange, formatName } from '../words/format';
import { DOMAIN_LABELS, TIER_LABELS } from '../words/labels';
import { describeMeetingTimes } from '../words/meetingTimes';
import { useInterventionId } from './useInterventionId';

/** One intervention: what it is, and its sections. */
export function InterventionPage() {
  const interventionId = useInterventionId();
  const { session } = useLaunch();
  const intervention = useRead('intervention.read', { params: { interventionId } });
  const { owner, facilitator, room } = intervention;
  const people = `Led by ${formatName(facilitator)}${owner.staffId === facilitator.staffId ? '' : ` · Owned by ${formatName(owner)}`}`;
  return (
    <>
      <PageHeading
        title={intervention.title}
        above={<TextLink to="/interventions">All interventions</TextLink>}
        below={
          <>
            <div>
              {TIER_LABELS[intervention.tier]} · {DOMAIN_LABELS[intervention.domain]} ·{' '}
              {describeMeetingTimes(intervention.meetingTimes)}
            </div>
            <div>
              {[
                people,
                intervention.school.name,
                room?.name,
                formatDateRange(intervention.beginDate, intervention.endDate),
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </>
        }
      />
      <Typography sx={{ maxWidth: '75ch', mb: 2, overflowWrap: 'anywhere' }}>
        <b>Objective:</b> {intervention.objective}{' '}
        <Typography component="span" color="textSecondary">
          For {lowerFirst(intervention.targetPopulation)}
        </Typography>
      </Typography>
      <SectionNav
        label="Sections"
        sections={[
          { to: '/interventions/$interventionId', label: 'Overview' },
          { to: '/interventions/$interventionId/sessions', label: 'Sessions' },
          { to: '/interventions/$interventionId/students', label: `Students · ${intervention.enrolledCount}` },
          { to: '/interventions/$interventionId/notes', label: 'Notes' },
          ...(isCoordinator(session) ? [{ to: '/interventions/$interventionId/history', label: 'History' }] : []),
        ]}
        params={{ interventionId }}
      />
      <LoadBoundary
        fallback={
          <Panel flush aria-busy="true">
            <RowsSkeleton />
          </Panel>
        }
      >
        <Outlet />
      </LoadBoundary>
    </>
  );
}

/** "Third graders" as "third graders"; a name or an abbreviation, "ELL students", stays as it is. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
