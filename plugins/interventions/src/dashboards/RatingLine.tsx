import Box from '@mui/material/Box';
import type { StudentProgress } from '@aimline/plugin-interventions-common/dashboards';
import { formatShortDate } from '../words/format';
import { t } from '../words/i18n';

export interface RatingLineProps {
  /** Ratings in the order of their days. */
  ratings: StudentProgress['ratings'];
  /** `panel` is larger than `row`, and numbers the steps of the scale. */
  size?: 'row' | 'panel';
}

const SIZES = { row: { width: 132, height: 36, left: 4 }, panel: { width: 300, height: 84, left: 18 } };
const EDGE = 5;
/** The number of ratings that the text alternative lists. */
const MAX_DESCRIBED = 6;

/** A chart of ratings over time on the four steps of the scale; its text alternative lists the latest six. */
export function RatingLine({ ratings, size = 'row' }: RatingLineProps) {
  if (ratings.length === 0) return null;
  const { width, height, left } = SIZES[size];
  const days = ratings.map(({ notedOn }) => Date.parse(notedOn));
  const begin = Math.min(...days);
  const span = Math.max(...days) - begin;
  const level = (rating: number) => height - EDGE - ((rating - 1) / 3) * (height - 2 * EDGE);
  const points = ratings.map(({ notedOn, rating }) => ({
    x: left + EDGE + (span === 0 ? 0.5 : (Date.parse(notedOn) - begin) / span) * (width - left - 2 * EDGE),
    y: level(rating),
  }));
  return (
    <Box
      component="svg"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a chart has no image file
      role="img"
      aria-label={describe(ratings)}
      viewBox={`0 0 ${width} ${height}`}
      sx={{ ...DRAWING, width, height, maxWidth: '100%' }}
    >
      {[1, 2, 3, 4].map((step) => (
        <g key={step}>
          <line x1={left} x2={width} y1={level(step)} y2={level(step)} />
          {size === 'panel' && (
            <text x={0} y={level(step)} dominantBaseline="central">
              {step}
            </text>
          )}
        </g>
      ))}
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {points.map(({ x, y }, i) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={i === points.length - 1 ? 3.5 : 2.5} />
      ))}
    </Box>
  );
}

const DRAWING = {
  display: 'block',
  color: 'primary.main',
  '& line': { stroke: 'var(--mui-palette-divider)' },
  '& text': { fill: 'var(--mui-palette-text-secondary)', fontSize: 11 },
  '& polyline': { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 },
  '& circle': { fill: 'currentColor' },
};

function describe(ratings: StudentProgress['ratings']): string {
  const list = ratings
    .slice(-MAX_DESCRIBED)
    .map(({ notedOn, rating }) => t('{{rating}} on {{day}}', { rating, day: formatShortDate(notedOn) }))
    .join(', ');
  return ratings.length > MAX_DESCRIBED
    ? t('Latest ratings from 1 to 4: {{list}}', { list })
    : t('Ratings from 1 to 4: {{list}}', { list });
}
