import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import type { ApiError } from '@aimline/plugin-interventions-common/client';
import { describeConflicts } from '../words/describeConflicts';
import { t } from '../words/i18n';

/** Why a form was not saved, with a list of the conflicts. */
export function SaveProblem({ error }: { error: ApiError | null }) {
  if (!error) return null;
  const conflicts = describeConflicts(error.problem.conflicts ?? []);
  return (
    <Alert severity="error" variant="outlined" role="alert">
      <AlertTitle>{error.message}</AlertTitle>
      {conflicts.length > 0 && (
        <Box
          component="ul"
          sx={{ m: 0, pl: 2.5, maxHeight: 240, overflowY: 'auto' }}
          tabIndex={0}
          aria-label={t('Conflicts')}
        >
          {conflicts.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </Box>
      )}
    </Alert>
  );
}
