import { createContext, use, useSyncExternalStore } from 'react';
import Box from '@mui/material/Box';
import { t } from '@aimline/plugin-interventions/words/i18n';
import type { SessionRenewer } from './SessionRenewer';

export const SessionRenewerContext = createContext<SessionRenewer | null>(null);

/**
 * Informs the user that the session has ended, so nothing can be loaded or saved. The page below stays visible, with
 * what the user has entered.
 */
export function SessionEndedStrip() {
  const renewer = use(SessionRenewerContext)!;
  const ended = useSyncExternalStore(renewer.subscribe, renewer.ended);
  return (
    <div role="alert">
      {ended && (
        <Box
          sx={{
            px: { xs: 2, sm: 3 },
            py: 1.5,
            bgcolor: 'attendance.unexcused.soft',
            color: 'attendance.unexcused.main',
          }}
        >
          <b>{t('You are signed out.')}</b>{' '}
          {t('To continue, reopen Aimline from your course. What you see stays until you leave this page.')}
        </Box>
      )}
    </div>
  );
}
