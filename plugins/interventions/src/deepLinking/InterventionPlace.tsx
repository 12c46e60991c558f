import Box from '@mui/material/Box';
import type { CourseLink } from '@aimline/plugin-interventions-common/deepLinking';
import type { InterventionSummary } from '@aimline/plugin-interventions-common/interventions';
import { Segments } from '../form/Segments';
import { formatName } from '../words/format';
import { t } from '../words/i18n';
import { domainLabels } from '../words/labels';
import { describeMeetingTimes } from '../words/meetingTimes';
import { chosenAbout } from './chooseLink';
import { type Choice, PlaceRow } from './PlaceRow';

/** One intervention that can be chosen and, once it is, a choice of the page that the link opens. */
export function InterventionPlace({ intervention, ...choice }: Choice & { intervention: InterventionSummary }) {
  const { interventionId, title, tier, domain, enrolledCount, meetingTimes, facilitator } = intervention;
  const overview: CourseLink = { target: `/interventions/${interventionId}`, title };
  const sessions: CourseLink = {
    target: `/interventions/${interventionId}/sessions`,
    title: t('{{title}}: sessions', { title }),
  };
  const target = chosenAbout(choice.chosen, overview)?.target;
  return (
    <PlaceRow
      {...choice}
      link={overview}
      details={
        <>
          <div>
            {[
              t('Tier {{tier}}', { tier }),
              domainLabels()[domain],
              t('{{count, number}} students', { count: enrolledCount, defaultValue_one: '{{count, number}} student' }),
            ].join(' · ')}
          </div>
          <div>{[describeMeetingTimes(meetingTimes), formatName(facilitator)].join(' · ')}</div>
        </>
      }
    >
      <Box sx={{ pl: { xs: '48px', sm: '52px' }, pr: 2, pb: 1.5 }}>
        <Segments
          role="radiogroup"
          aria-label={t('Page of {{title}} to open', { title })}
          sx={{
            gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
            maxWidth: 320,
            '& span': { bgcolor: 'background.paper' },
            '& input:checked + span': { bgcolor: 'background.paper' },
          }}
        >
          {[
            { link: overview, label: t('Overview') },
            { link: sessions, label: t('Sessions') },
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
