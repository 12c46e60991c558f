import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { RatingTrend } from '@aimline/plugin-interventions-common/dashboards';
import { t } from '../words/i18n';
import { trendLabels } from '../words/labels';

const ARROWS: Readonly<Record<RatingTrend['direction'], string>> = {
  improving: '↗',
  steady: '→',
  declining: '↘',
  too_early: '',
};
const COLORS: Readonly<Record<RatingTrend['direction'], string>> = {
  improving: 'attendance.attended.main',
  steady: 'text.primary',
  declining: 'attendance.unexcused.main',
  too_early: 'text.secondary',
};

/** The trend of a student's ratings, with the number of ratings and the days it is based on. */
export function TrendWord({ trend }: { trend: RatingTrend }) {
  const { direction, ratingCount, spanDays } = trend;
  return (
    <>
      <Box component="span" sx={{ color: COLORS[direction], fontWeight: 560, whiteSpace: 'nowrap' }}>
        {ARROWS[direction] && <span aria-hidden="true">{ARROWS[direction]} </span>}
        {ratingCount === 0 ? t('Not rated yet') : trendLabels()[direction]}
      </Box>
      {ratingCount > 0 && (
        <Typography component="div" variant="body2" color="textSecondary">
          {[
            t('{{count, number}} ratings', { count: ratingCount, defaultValue_one: '{{count, number}} rating' }),
            ratingCount > 1 &&
              t('over {{count, number}} days', { count: spanDays, defaultValue_one: 'over {{count, number}} day' }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Typography>
      )}
    </>
  );
}
