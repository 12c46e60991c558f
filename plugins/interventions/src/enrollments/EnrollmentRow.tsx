import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Enrollment } from '@aimline/plugin-interventions-common/enrollments';
import { TextLink } from '../page/TextLink';
import { formatDate, formatDateRange, formatName } from '../words/format';
import { t } from '../words/i18n';

/** One student's enrollment in an intervention. */
export function EnrollmentRow({ enrollment, onWithdraw }: { enrollment: Enrollment; onWithdraw?: () => void }) {
  const { student, beginDate, endDate } = enrollment;
  const name = formatName(student);
  return (
    <Box
      component="li"
      sx={{ display: 'flex', gap: 2, alignItems: 'center', px: { xs: 2, sm: 2.5 }, py: 1, minHeight: 56 }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <TextLink to="/students/$studentId" params={{ studentId: student.studentId }} sx={{ fontWeight: 560 }}>
          {name}
        </TextLink>
        <Typography variant="body2" color="textSecondary">
          {duration(beginDate, endDate)}
        </Typography>
      </Box>
      {onWithdraw && (
        <Button color="inherit" aria-label={t('Withdraw {{name}}', { name })} onClick={onWithdraw}>
          {t('Withdraw')}
        </Button>
      )}
    </Box>
  );
}

function duration(beginDate: string, endDate: string | null): string {
  if (endDate === null) return t('Since {{day}}', { day: formatDate(beginDate) });
  return endDate < beginDate ? t('Withdrawn before the first day') : formatDateRange(beginDate, endDate);
}
