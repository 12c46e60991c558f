import Box from '@mui/material/Box';
import type { StudentProgress } from '@aimline/plugin-interventions-common/dashboards';
import { formatShortDate } from '../words/format';

const WIDTH = 132;
const HEIGHT = 36;
const EDGE = 4;

/** Ratings over time as points on the four steps of the scale. Its text alternative names the latest ones. */
export function RatingLine({ ratings }: { ratings: StudentProgress['ratings'] }) {
  if (ratings.length === 0) return null;
  const days = ratings.map(({ notedOn }) => Date.parse(notedOn));
  const begin = Math.min(...days);
  const span = Math.max(...days) - begin;
  const points = ratings.map(({ notedOn, rating }) => ({
    x: EDGE + (span === 0 ? 0.5 : (Date.parse(notedOn) - begin) / span) * (WIDTH - 2 * EDGE),
    y: level(rating),
  }));
  return (
    <Box
      component="svg"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing of data has no file to show
      role="img"
      aria-label={describe(ratings)}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      sx={{ width: WIDTH, height: HEIGHT, display: 'block', '& line': { stroke: 'var(--mui-palette-divider)' } }}
    >
      {[1, 2, 3, 4].map((step) => (
        <line key={step} x1={0} x2={WIDTH} y1={level(step)} y2={level(step)} />
      ))}
      <Box
        component="polyline"
        points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
        sx={{ fill: 'none', stroke: 'var(--mui-palette-primary-main)', strokeWidth: 1.5 }}
      />
      {points.map(({ x, y }, i) => (
        <Box
          component="circle"
          key={i}
          cx={x}
          cy={y}
          r={i === points.length - 1 ? 3.5 : 2.5}
          sx={{ fill: 'var(--mui-palette-primary-main)' }}
        />
      ))}
    </Box>
  );
}

function level(rating: number): number {
  return HEIGHT - EDGE - ((rating - 1) / 3) * (HEIGHT - 2 * EDGE);
}

function describe(ratings: StudentProgress['ratings']): string {
  const latest = ratings.slice(-6).map(({ notedOn, rating }) => `${rating} on ${formatShortDate(notedOn)}`);
  return `Ratings from 1 to 4: ${ratings.length > 6 ? 'latest ' : ''}${latest.join(', ')}`;
}
