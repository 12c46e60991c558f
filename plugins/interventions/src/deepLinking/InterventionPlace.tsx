import Box from '@mui/material/Box';
import type { CourseLink } from '@aimline/plugin-interventions-common/deepLinking';
import type { InterventionSummary } from '@aimline/plugin-interventions-common/interventions';
import { Segments } from '../form/Segments';
import { formatCount, formatName } from '../words/format';
import { domainLabels } from '../words/labels';
import { describeMeetingTimes } from '../words/meetingTimes';
import { chosenAbout } from './chooseLink';
import { type Choice, PlaceRow } from './PlaceRow';

/** One intervention that can be chosen and, once it is, which of its pages opens. */
export function InterventionPlace({ intervention, ...choice }: Choice & { intervention: InterventionSummary }) {
  const { interventionId, title, tier, domain, enrolledCount, meetingTimes, facilitator } = intervention;
  const overview: CourseLink = { target: `/interventions/${interventionId}`, title };
  const sessions: CourseLink = { target: `/interventions/${interventionId}/sessions`, title: `${title}: sessions` };
  const target = chosenAbout(choice.chosen, overview)?.target;
  return (
    <PlaceRow
      {...choice}
      link={overview}
      details={
        <>
          <div>
            Tier {tier} · {domainLabels()[domain]} · {formatCount(enrolledCount, 'student')}
          </div>
          <div>
            {describeMeetingTimes(meetingTimes)} · {formatName(facilitator)}
          </div>
        </>
      }
    >
      <Box sx={{ pl: { xs: '48px', sm: '52px' }, pr: 2, pb: 1.5 }}>
        <Segments
          role="radiogroup"
          aria-label={`Page of ${title}`}
          sx={{
            gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
            maxWidth: 320,
            '& span': { bgcolor: 'background.paper' },
            '& input:checked + span': { bgcolor: 'background.paper' },
          }}
        >
          {[
            { link: overview, label: 'Overview' },
            { link: sessions, label: 'Sessions' },
          ].map(({ link, label }) => (
            <label key={label}>
              <input
                type="radio"
                name={`page-${interventionId}`}
                checked={target === link.target}
                onChange={() => choice.onChoose(link)}
              />
              <span>{label}</span>
            </label>
          ))}
        </Segments>
      </Box>
    </PlaceRow>
  );
}
