import { styled } from '@mui/material/styles';
import type { WeekTally } from '@aimline/plugin-interventions-common/dashboards';
import { formatDate, formatNumber, formatShare } from '../words/format';
import { t } from '../words/i18n';

/** The numbers of `WeekChart` as a table. */
export function WeekTable({ weeks }: { weeks: readonly WeekTally[] }) {
  return (
    <Scroll aria-label={t('Attendance by week')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('Week of')}</th>
            <th scope="col">{t('Attendance')}</th>
            <th scope="col">{t('Attended')}</th>
            <th scope="col">{t('Absent')}</th>
            <th scope="col">{t('Not recorded')}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map(({ weekBeginDate, attendanceRate, attended, recorded, expected }) => (
            <tr key={weekBeginDate}>
              <th scope="row">{formatDate(weekBeginDate)}</th>
              <td>{formatShare(attendanceRate)}</td>
              <td>{formatNumber(attended)}</td>
              <td>{formatNumber(recorded - attended)}</td>
              <td>{formatNumber(expected - recorded)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const Scroll = styled('section')(({ theme }) => {
  const { palette } = theme.vars;
  return {
    overflowX: 'auto',
    '& table': { width: '100%', borderCollapse: 'collapse' },
    '& th, & td': { textAlign: 'right', padding: '6px 8px', fontWeight: 'inherit', whiteSpace: 'nowrap' },
    '& th:first-of-type': { textAlign: 'left' },
    '& thead th': { color: palette.text.secondary, fontSize: '0.8125rem' },
    '& tbody tr': { borderTop: `1px solid ${palette.divider}` },
  };
});
