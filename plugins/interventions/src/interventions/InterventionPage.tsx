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
import { t } from '../words/i18n';
import { domainLabels, tierLabels } from '../words/labels';
import { describeMeetingTimes } from '../words/meetingTimes';
import { useInterventionId } from './useInterventionId';

/** The page around the sections of an intervention, with its most important facts. */
export function InterventionPage() {
  const interventionId = useInterventionId();
  const sections = useNavigation('intervention');
  const intervention = useRead('intervention.read', { params: { interventionId } });
  const { owner, facilitator, room } = intervention;
  return (
    <>
      <PageHeading
        title={intervention.title}
        above={<TextLink to="/interventions">{t('All interventions')}</TextLink>}
        below={
          <>
            <div>
              {[
                tierLabels()[intervention.tier],
                domainLabels()[intervention.domain],
                describeMeetingTimes(intervention.meetingTimes),
              ].join(' · ')}
            </div>
            <div>
              {[
                t('Led by {{name}}', { name: formatName(facilitator) }),
                owner.staffId !== facilitator.staffId && t('Owned by {{name}}', { name: formatName(owner) }),
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
      <SectionNav label={t('Sections')} sections={sections} params={{ interventionId }} />
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
