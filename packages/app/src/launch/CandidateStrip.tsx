import Box from '@mui/material/Box';
import { useLaunch } from '@aimline/plugin-interventions/launch/LaunchContext';

/** Tells an administrator of the LMS what they wait for, and the code that a coordinator asks for. */
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
      You see your course. To see the whole district, a coordinator has to approve you, under “Access”: tell them the
      code <b>{candidateCode}</b>.
    </Box>
  );
}
