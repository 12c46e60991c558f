import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { ApiError } from '@aimline/plugin-interventions-common/client';
import { LinkButton } from './LinkButton';
import { Panel } from './Panel';

/** What a person reads in place of what could not be shown: what happened, and what to do. */
export function RefusalPage({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const status = error instanceof ApiError ? error.status : -1;
  const { title, advice } = REFUSALS[status] ?? (status > 0 && status < 500 ? UNREADABLE : BROKEN);
  const retry = onRetry && (status <= 0 || status >= 500);
  return (
    <Panel role="alert" sx={{ maxWidth: 640, mx: 'auto', my: { xs: 2, sm: 5 } }}>
      <Typography variant="h2" component="h1">
        {title}
      </Typography>
      <Typography sx={{ mt: 1 }}>{advice}</Typography>
      {error instanceof ApiError && !(status in REFUSALS) && (
        <Typography color="textSecondary" sx={{ mt: 1 }}>
          {error.message}
        </Typography>
      )}
      <Stack direction="row" sx={{ mt: 2, gap: 1, flexWrap: 'wrap' }}>
        {retry && (
          <Button variant="contained" onClick={onRetry}>
            Try again
          </Button>
        )}
        {status !== 401 && (
          <LinkButton variant="outlined" color="inherit" to="/">
            Go to the start page
          </LinkButton>
        )}
      </Stack>
    </Panel>
  );
}

const BROKEN = { title: 'Something went wrong', advice: 'It is not your doing. Try again in a moment.' };
const UNREADABLE = { title: 'This does not work', advice: 'The address may be incomplete or out of date.' };
const REFUSALS: Readonly<Record<number, { title: string; advice: string }>> = {
  0: { title: 'Aimline cannot be reached', advice: 'Check the connection of this device, then try again.' },
  401: { title: 'Your session has ended', advice: 'Reopen Aimline from your course to go on.' },
  403: { title: 'This is not open to you', advice: 'Your role in the course you came from does not include it.' },
  404: { title: 'There is nothing here', advice: 'It may have been removed, or it belongs to another district.' },
};
