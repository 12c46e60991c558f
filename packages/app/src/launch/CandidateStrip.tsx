import Box from '@mui/material/Box';
import { useLaunch } from '@aimline/plugin-interventions/launch/LaunchContext';
import { t } from '@aimline/plugin-interventions/words/i18n';

/**
 * Explains to an administrator of the LMS that a coordinator has to approve them, and shows the code for the
 * coordinator.
 */
export function CandidateStrip() {
  const { candidateCode } = useLaunch().session;
  if (candidateCode === null) return null;
  return (
    <Box
      role="note"
      sx={{
        px: { xs: 2, sm: 3 },
        py: 1.25,
        bgcolor: 'attendance.excused.soft',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      {t(
        'You see only your course. To see the whole district, ask a coordinator to approve you under “Access”, and give them this code:',
      )}{' '}
      <b>{candidateCode}</b>
    </Box>
  );
}
