import Box from '@mui/material/Box';
import type { StudentProgress } from '@aimline/plugin-interventions-common/dashboards';
import { formatShortDate } from '../words/format';

export interface RatingLineProps {
  /** In order of days. */
  ratings: StudentProgress['ratings'];
  /** `panel` is larger, and its steps are numbered. */
  size?: 'row' | 'panel';
}

const SIZES = { row: { width: 132, height: 36, left: 4 }, panel: { width: 300, height: 84, left: 18 } };
const EDGE = 5;

/** Ratings over time as points on the four steps of the scale. Its text alternative names the latest ones. */
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
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing of data has no file to show
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
  const latest = ratings.slice(-6).map(({ notedOn, rating }) => `${rating} on ${formatShortDate(notedOn)}`);
  return `Ratings from 1 to 4: ${ratings.length > 6 ? 'latest ' : ''}${latest.join(', ')}`;
}
