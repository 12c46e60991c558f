import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { t } from '@aimline/plugin-interventions/words/i18n';
import { ApiError } from '@aimline/plugin-interventions-common/client';

/** Shown when no session could be opened. It offers no retry, because the code of a launch can be used only once. */
export function ClosedPage({ error }: { error: unknown }) {
  const status = error instanceof ApiError ? error.status : -1;
  return (
    <Box component="main" sx={{ maxWidth: 560, mx: 'auto', px: 3, py: { xs: 5, sm: 10 } }}>
      <title>Aimline</title>
      <Typography variant="h1">
        {status === 401 ? t('Reopen Aimline from your course') : t('Aimline could not start')}
      </Typography>
      <Typography sx={{ mt: 1.5 }}>
        {status === 401
          ? t('This link works only once and for a short time. Go back to your course and open Aimline there.')
          : t('The service did not respond. Go back to your course and open Aimline again in a moment.')}
      </Typography>
      {status !== 401 && error instanceof Error && (
        <Typography color="textSecondary" sx={{ mt: 1 }}>
          {error.message}
        </Typography>
      )}
    </Box>
  );
}
