import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { ApiError } from '@aimline/plugin-interventions-common/client';
import { t } from '../words/i18n';
import { LinkButton } from './LinkButton';
import { Panel } from './Panel';

/** Shown instead of content that could not be loaded: what happened, and what to do. */
export function RefusalPage({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const status = error instanceof ApiError ? error.status : -1;
  const { title, advice } = textsOf(status);
  const retry = onRetry && (status <= 0 || status >= 500);
  return (
    <Panel role="alert" sx={{ maxWidth: 640, mx: 'auto', my: { xs: 2, sm: 5 } }}>
      <Typography variant="h2" component="h1">
        {title}
      </Typography>
      <Typography sx={{ mt: 1 }}>{advice}</Typography>
      {error instanceof ApiError && !EXPLAINED.includes(status) && (
        <Typography color="textSecondary" sx={{ mt: 1 }}>
          {error.message}
        </Typography>
      )}
      <Stack direction="row" sx={{ mt: 2, gap: 1, flexWrap: 'wrap' }}>
        {retry && (
          <Button variant="contained" onClick={onRetry}>
            {t('Try again')}
          </Button>
        )}
        {status !== 401 && (
          <LinkButton variant="outlined" color="inherit" to="/">
            {t('Go to the start page')}
          </LinkButton>
        )}
      </Stack>
    </Panel>
  );
}

/** The status codes for which `textsOf` says all that users need; for others, the message of the error is shown too. */
const EXPLAINED: readonly number[] = [0, 401, 403, 404];

/** @param status an HTTP status, 0 when the service could not be reached, -1 for an error of the page itself */
function textsOf(status: number): { title: string; advice: string } {
  switch (status) {
    case 0:
      return {
        title: t('Aimline cannot be reached'),
        advice: t('Check the internet connection of this device, then try again.'),
      };
    case 401:
      return { title: t('You are signed out'), advice: t('To continue, reopen Aimline from your course.') };
    case 403:
      return {
        title: t('You do not have access to this page'),
        advice: t('Your role in the course from which you opened Aimline does not include it.'),
      };
    case 404:
      return {
        title: t('Page not found'),
        advice: t('The page may have been removed, or it belongs to another district.'),
      };
    default:
      return status > 0 && status < 500
        ? { title: t('This page cannot be shown'), advice: t('The address may be incomplete or out of date.') }
        : { title: t('Something went wrong'), advice: t('This is not your fault. Please try again in a moment.') };
  }
}
