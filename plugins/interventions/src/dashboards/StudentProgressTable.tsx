import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { styled } from '@mui/material/styles';
import type { StudentProgress } from '@aimline/plugin-interventions-common/dashboards';
import { TextLink } from '../page/TextLink';
import { formatName, formatShare } from '../words/format';
import { t } from '../words/i18n';
import { describeTally } from './describeTally';
import { RatingLine } from './RatingLine';
import { TrendWord } from './TrendWord';

/** Attendance, ratings and their trend for every student who was ever enrolled. */
export function StudentProgressTable({ students }: { students: readonly StudentProgress[] }) {
  return (
    <Table aria-label={t('Students')}>
      <thead>
        <tr>
          <th scope="col">{t('Student')}</th>
          <th scope="col">{t('Attendance')}</th>
          <th scope="col">{t('Ratings')}</th>
          <th scope="col">{t('Trend')}</th>
        </tr>
      </thead>
      <tbody>
        {students.map(({ student, status, attendance, ratings, trend }) => (
          <tr key={student.studentId}>
            <th scope="row">
              <TextLink to="/students/$studentId" params={{ studentId: student.studentId }}>
                {formatName(student)}
              </TextLink>
              {status === 'withdrawn' && (
                <Typography variant="body2" color="textSecondary">
                  {t('Withdrawn')}
                </Typography>
              )}
            </th>
            <td>
              <Box component="span" sx={{ fontWeight: 560 }}>
                {formatShare(attendance.attendanceRate)}
              </Box>
              <Typography variant="body2" color="textSecondary" component="div">
                {describeTally(attendance)}
              </Typography>
            </td>
            <td>
              <RatingLine ratings={ratings} />
            </td>
            <td>
              <TrendWord trend={trend} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** A table on wide screens; one block for each student on narrow screens. */
const Table = styled('table')(({ theme }) => {
  const { palette } = theme.vars;
  return {
    width: '100%',
    borderCollapse: 'collapse',
    '& th, & td': { textAlign: 'left', verticalAlign: 'middle', padding: '10px 20px', fontWeight: 'inherit' },
    '& thead th': { color: palette.text.secondary, fontSize: '0.8125rem', paddingBlock: 8 },
    '& tbody tr': { borderTop: `1px solid ${palette.divider}` },
    '& tbody th': { fontWeight: 560 },
    [theme.breakpoints.down('sm')]: {
      '& thead': { display: 'none' },
      '& tbody tr': {
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr) auto',
        gap: '6px 16px',
        alignItems: 'center',
        padding: '12px 16px',
      },
      '& tbody tr:first-of-type': { borderTop: 0 },
      '& tbody th, & tbody td': { padding: 0 },
    },
  };
});
