import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { RatingTrend } from '@aimline/plugin-interventions-common/dashboards';
import { formatCount } from '../words/format';
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

/** Where a student is going, in a word, with what the word rests on. */
export function TrendWord({ trend }: { trend: RatingTrend }) {
  const { direction, ratingCount, spanDays } = trend;
  return (
    <>
      <Box component="span" sx={{ color: COLORS[direction], fontWeight: 560, whiteSpace: 'nowrap' }}>
        {ARROWS[direction] && <span aria-hidden="true">{ARROWS[direction]} </span>}
        {ratingCount === 0 ? 'Not rated yet' : trendLabels()[direction]}
      </Box>
      {ratingCount > 0 && (
        <Typography component="div" variant="body2" color="textSecondary">
          {formatCount(ratingCount, 'rating')}
          {ratingCount > 1 && ` over ${formatCount(spanDays, 'day')}`}
        </Typography>
      )}
    </>
  );
}
