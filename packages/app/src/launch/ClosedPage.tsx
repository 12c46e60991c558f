import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { ApiError } from '@aimline/plugin-interventions-common/client';

/** What a person reads when no session could be opened. A reload would not help: the code of a launch is good once. */
export function ClosedPage({ error }: { error: unknown }) {
  const status = error instanceof ApiError ? error.status : -1;
  return (
    <Box component="main" sx={{ maxWidth: 560, mx: 'auto', px: 3, py: { xs: 5, sm: 10 } }}>
      <title>Aimline</title>
      <Typography variant="h1">
        {status === 401 ? 'Reopen Aimline from your course' : 'Aimline could not start'}
      </Typography>
      <Typography sx={{ mt: 1.5 }}>
        {status === 401
          ? 'This page works only for a short time after you open it. Go back to your course and choose Aimline there.'
          : 'The service did not answer. Go back to your course and open Aimline again in a moment.'}
      </Typography>
      {status !== 401 && error instanceof Error && (
        <Typography color="textSecondary" sx={{ mt: 1 }}>
          {error.message}
        </Typography>
      )}
    </Box>
  );
}
