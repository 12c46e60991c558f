import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { InterventionSummary } from '@aimline/plugin-interventions-common/interventions';
import { TextLink } from '../page/TextLink';
import { countStudents } from '../words/countStudents';
import { formatDateRange, formatMoment, formatName } from '../words/format';
import { t } from '../words/i18n';
import { domainLabels } from '../words/labels';
import { describeMeetingTimes } from '../words/meetingTimes';

/** One intervention as a row with a link to it. */
export function InterventionRow({ intervention }: { intervention: InterventionSummary }) {
  const { interventionId, title, tier, domain, beginDate, endDate, nextSessionStartsAt, timeZone } = intervention;
  return (
    <Box
      component="li"
      sx={{
        position: 'relative',
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 5fr) minmax(0, 4fr) minmax(0, 3fr)' },
        columnGap: 3,
        px: { xs: 2, sm: 2.5 },
        py: 1.5,
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      <Box>
        <TextLink
          to="/interventions/$interventionId"
          params={{ interventionId }}
          sx={{
            fontWeight: 560,
            overflowWrap: 'anywhere',
            '&::after': { content: '""', position: 'absolute', inset: 0 },
          }}
        >
          {title}
        </TextLink>
        <Typography variant="body2" color="textSecondary">
          {[t('Tier {{tier}}', { tier }), domainLabels()[domain], countStudents(intervention.enrolledCount)].join(
            ' · ',
          )}
        </Typography>
      </Box>
      <Typography variant="body2" color="textSecondary" component="div">
        <div>{describeMeetingTimes(intervention.meetingTimes)}</div>
        <div>{formatName(intervention.facilitator)}</div>
      </Typography>
      <Typography variant="body2" color="textSecondary" component="div">
        <div>
          {nextSessionStartsAt
            ? t('Next: {{moment}}', { moment: formatMoment(nextSessionStartsAt, timeZone) })
            : t('No upcoming sessions')}
        </div>
        <div>{formatDateRange(beginDate, endDate)}</div>
      </Typography>
    </Box>
  );
}
