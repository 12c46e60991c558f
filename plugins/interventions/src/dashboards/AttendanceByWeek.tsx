import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { WeekTally } from '@aimline/plugin-interventions-common/dashboards';
import { formatCount, formatShare } from '../words/format';
import { WeekChart } from './WeekChart';
import { WeekTable } from './WeekTable';

/** Attendance week by week, drawn or as a table. */
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
            Attendance by week
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
          Table
        </Button>
      </Box>
      {asTable ? <WeekTable weeks={weeks} /> : <WeekChart weeks={weeks} />}
    </Box>
  );
}

function summarize(weeks: readonly WeekTally[]): string {
  const last = weeks.findLast((week) => week.attendanceRate !== null);
  const rates = weeks.flatMap(({ attendanceRate }) => (attendanceRate === null ? [] : [attendanceRate]));
  if (!last || rates.length === 0) return `${formatCount(weeks.length, 'week')}, nothing recorded.`;
  const range =
    rates.length > 1 ? `, between ${formatShare(Math.min(...rates))} and ${formatShare(Math.max(...rates))}` : '';
  return `${formatCount(weeks.length, 'week')}${range}; ${formatShare(last.attendanceRate)} in the latest recorded.`;
}
