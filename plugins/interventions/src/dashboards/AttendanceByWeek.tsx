import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { WeekTally } from '@aimline/plugin-interventions-common/dashboards';
import { formatShare } from '../words/format';
import { t } from '../words/i18n';
import { WeekChart } from './WeekChart';
import { WeekTable } from './WeekTable';

/** Attendance by week, as a chart or as a table. */
export function AttendanceByWeek({ weeks }: { weeks: readonly WeekTally[] }) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Box component="figure" sx={{ m: 0 }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          justifyContent: 'space-between',
          alignItems: 'start',
          gap: 1,
          mb: 1.5,
        }}
      >
        <figcaption>
          <Typography variant="h2" component="div">
            {t('Attendance by week')}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {summarize(weeks)}
          </Typography>
        </figcaption>
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {t('Table')}
        </Button>
      </Box>
      {asTable ? <WeekTable weeks={weeks} /> : <WeekChart weeks={weeks} />}
    </Box>
  );
}

function summarize(weeks: readonly WeekTally[]): string {
  const last = weeks.findLast((week) => week.attendanceRate !== null);
  const rates = weeks.flatMap(({ attendanceRate }) => (attendanceRate === null ? [] : [attendanceRate]));
  const count = weeks.length;
  if (!last || rates.length === 0) {
    return t('{{count, number}} weeks, nothing recorded.', {
      count,
      defaultValue_one: '{{count, number}} week, nothing recorded.',
    });
  }
  const latest = formatShare(last.attendanceRate);
  if (rates.length === 1) {
    return t('{{count, number}} weeks; {{latest}} in the latest recorded week.', {
      ...{ count, latest },
      defaultValue_one: '{{count, number}} week; {{latest}} attendance.',
    });
  }
  return t('{{count, number}} weeks, between {{lowest}} and {{highest}}; {{latest}} in the latest recorded week.', {
    ...{ count, latest, lowest: formatShare(Math.min(...rates)), highest: formatShare(Math.max(...rates)) },
  });
}
