import { Outlet } from '@tanstack/react-router';
import { useNavigation } from '../frame/FrameContext';
import { useRead } from '../launch/useRead';
import { LoadBoundary } from '../page/LoadBoundary';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { RowsSkeleton } from '../page/RowsSkeleton';
import { SectionNav } from '../page/SectionNav';
import { TextLink } from '../page/TextLink';
import { formatDateRange, formatName } from '../words/format';
import { domainLabels, tierLabels } from '../words/labels';
import { describeMeetingTimes } from '../words/meetingTimes';
import { useInterventionId } from './useInterventionId';

/** One intervention: what it is, and its sections. */
export function InterventionPage() {
  const interventionId = useInterventionId();
  const sections = useNavigation('intervention');
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
              {tierLabels()[intervention.tier]} · {domainLabels()[intervention.domain]} ·{' '}
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
      <SectionNav label="Sections" sections={sections} params={{ interventionId }} />
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
