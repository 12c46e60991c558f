import Box from '@mui/material/Box';
import { styled, type Theme } from '@mui/material/styles';
import type { WeekTally } from '@aimline/plugin-interventions-common/dashboards';
import { formatShare, formatShortDate } from '../words/format';
import { t } from '../words/i18n';

/** Maximum number of weeks for which every bar shows its rate and date. */
const MAX_LABELLED = 14;

/**
 * A chart with one bar for each week. Each bar divides the expected marks into attended, absent and, as an empty frame,
 * not recorded. The rate above a bar is attended / recorded.
 */
export function WeekChart({ weeks }: { weeks: readonly WeekTally[] }) {
  const every = Math.ceil(weeks.length / MAX_LABELLED);
  return (
    <>
      <Plot aria-hidden="true">
        {weeks.map((week, i) => {
          const labelled = i % every === (weeks.length - 1) % every;
          return (
            <div key={week.weekBeginDate}>
              <span>{labelled && formatShare(week.attendanceRate)}</span>
              <Bar>
                {partsOf(week).map(
                  ([className, count]) =>
                    count > 0 && <div key={className} className={className} style={{ flexGrow: count }} />,
                )}
              </Bar>
              <span>{labelled && formatShortDate(week.weekBeginDate)}</span>
            </div>
          );
        })}
      </Plot>
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mt: 1.5, fontSize: '0.8125rem', color: 'text.secondary' }}
        aria-hidden="true"
      >
        {legend().map(([className, label]) => (
          <Box key={className} sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
            <Swatch className={className} /> {label}
          </Box>
        ))}
      </Box>
    </>
  );
}

/** The parts of a bar from top to bottom. */
function partsOf({ expected, recorded, attended }: WeekTally) {
  return [
    ['missing', expected - recorded],
    ['absent', recorded - attended],
    ['attended', attended],
  ] as const;
}

const legend = () =>
  [
    ['attended', t('Attended')],
    ['absent', t('Absent')],
    ['missing', t('Not recorded')],
  ] as const;

const Plot = styled('div')(({ theme }) => ({
  display: 'flex',
  gap: 'clamp(2px, 1%, 12px)',
  fontSize: '0.75rem',
  color: theme.vars.palette.text.secondary,
  '& > div': { flex: '1 1 0', minWidth: 0, display: 'grid', justifyItems: 'center' },
  '& > div > span': { minHeight: '1.5em', whiteSpace: 'nowrap', justifySelf: 'center', overflow: 'visible' },
  [theme.breakpoints.down('sm')]: {
    '& > div:nth-of-type(odd):not(:last-of-type) > span': { visibility: 'hidden', width: 0 },
  },
}));

const Bar = styled('div')(({ theme }) => ({
  display: 'flex',
  flexDirection: 'column',
  height: 128,
  width: '100%',
  maxWidth: 44,
  gap: 1,
  ...fills(theme.vars),
}));

const Swatch = styled('span')(({ theme }) => ({
  display: 'inline-block',
  width: 12,
  height: 12,
  ...Object.fromEntries(Object.entries(fills(theme.vars)).map(([selector, fill]) => [`&${selector.slice(2)}`, fill])),
}));

function fills({ palette }: Pick<Theme['vars'], 'palette'>) {
  const shape = { borderRadius: 2, boxSizing: 'border-box', forcedColorAdjust: 'none' } as const;
  return {
    '& .attended': { ...shape, background: palette.attendance.attended.main },
    '& .absent': {
      ...shape,
      background: palette.attendance.unexcused.soft,
      border: `1px solid ${palette.attendance.unexcused.main}`,
    },
    '& .missing': { ...shape, border: `1px dashed ${palette.control}` },
  };
}
