import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { StudentDashboard } from '@aimline/plugin-interventions-common/dashboards';
import { Panel } from '../page/Panel';
import { Stats } from '../page/Stats';
import { formatShare, formatShortDate } from '../words/format';
import { t } from '../words/i18n';
import { domainLabels, ratingLabels } from '../words/labels';
import { describeTally } from './describeTally';
import { RatingLine } from './RatingLine';
import { TrendWord } from './TrendWord';

export type PartInIntervention = StudentDashboard['interventions'][number];

/** How one student is doing in one intervention, in numbers for staff. */
export function ProgressPanel({ part, title }: { part: PartInIntervention; title: ReactNode }) {
  const latest = part.ratings.at(-1);
  return (
    <Panel flush>
      <Box sx={{ px: { xs: 2, sm: 2.5 }, py: 2 }}>
        <Typography variant="h2">{title}</Typography>
        <Typography variant="body2" color="textSecondary">
          {[
            t('Tier {{tier}}', { tier: part.tier }),
            domainLabels()[part.domain],
            part.status === 'withdrawn' && t('Withdrawn'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Typography>
        <Typography sx={{ mt: 1, overflowWrap: 'anywhere' }}>{part.objective}</Typography>
      </Box>
      <Box sx={{ borderTop: 1, borderColor: 'divider' }}>
        <Stats
          stats={[
            {
              label: t('Attendance'),
              value: formatShare(part.attendance.attendanceRate),
              basis: describeTally(part.attendance),
            },
            {
              label: t('Latest rating'),
              value: latest ? t('{{rating}} of 4', { rating: latest.rating }) : '–',
              basis: latest
                ? [ratingLabels()[latest.rating], formatShortDate(latest.notedOn)].join(' · ')
                : t('Not rated yet'),
            },
          ]}
        />
      </Box>
      {part.ratings.length > 0 && (
        <Box
          sx={{
            borderTop: 1,
            borderColor: 'divider',
            px: { xs: 2, sm: 2.5 },
            py: 2,
            display: 'flex',
            flexWrap: 'wrap',
            gap: 3,
            alignItems: 'center',
          }}
        >
          <RatingLine ratings={part.ratings} size="panel" />
          <div>
            <TrendWord trend={part.trend} />
          </div>
        </Box>
      )}
    </Panel>
  );
}
