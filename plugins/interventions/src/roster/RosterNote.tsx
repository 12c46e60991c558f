import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { CourseRoster } from '@aimline/plugin-interventions-common/roster';
import { describeRoster } from '../words/describeRoster';
import { t } from '../words/i18n';

/** Warns when the list of course members is incomplete or old; shows nothing when it is complete and from today. */
export function RosterNote({ roster, timeZone }: { roster: CourseRoster | null; timeZone: string }) {
  const [shownAt] = useState(() => Date.now());
  const words = roster && describeRoster(roster, timeZone, shownAt);
  if (!words) return null;
  if (words.kind === 'warning') {
    return (
      <Alert severity="warning" variant="outlined" sx={{ mb: 1.5 }}>
        {words.text}
      </Alert>
    );
  }
  return (
    <Box sx={{ mb: 1.5 }}>
      <Typography component="output" variant="body2" color="textSecondary" sx={{ display: 'block' }}>
        {words.text}
      </Typography>
      {words.kind === 'progress' && (
        <LinearProgress aria-label={t('Loading the members of the course')} sx={{ mt: 1, borderRadius: 1 }} />
      )}
    </Box>
  );
}
