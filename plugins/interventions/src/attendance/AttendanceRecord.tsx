import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { AttendanceSheet } from '@aimline/plugin-interventions-common/attendance';
import { Panel } from '../page/Panel';
import { Rows } from '../page/Rows';
import { TextLink } from '../page/TextLink';
import { formatName } from '../words/format';
import { t } from '../words/i18n';
import { reasonLabels, statusLabels } from '../words/labels';
import { STATUS_COLORS } from './statusColors';

/** The sheet without controls, for users who may not record attendance, or not yet. */
export function AttendanceRecord({ sheet }: { sheet: AttendanceSheet }) {
  return (
    <Panel flush>
      <Rows label={t('Attendance')}>
        {sheet.entries.map(({ student, status, reason, note }) => (
          <Box
            component="li"
            key={student.studentId}
            sx={{ px: { xs: 2, sm: 2.5 }, py: 1.25, display: 'flex', flexWrap: 'wrap', columnGap: 2 }}
          >
            <Typography sx={{ flex: '1 1 180px', fontWeight: 560 }}>
              <TextLink
                to="/students/$studentId"
                params={{ studentId: student.studentId }}
                color="inherit"
                underline="hover"
              >
                {formatName(student)}
              </TextLink>
            </Typography>
            <Typography
              sx={{ flex: '2 1 260px', color: status ? `attendance.${STATUS_COLORS[status]}.main` : 'text.secondary' }}
            >
              {status ? statusLabels()[status] : t('Not recorded')}
              {reason && ` · ${reasonLabels()[reason]}`}
              {note && (
                <Typography component="span" color="textSecondary">
                  {' '}
                  · {note}
                </Typography>
              )}
            </Typography>
          </Box>
        ))}
      </Rows>
    </Panel>
  );
}
