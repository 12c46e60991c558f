import { createContext, use, useSyncExternalStore } from 'react';
import Box from '@mui/material/Box';
import type { LaunchKeeper } from './LaunchKeeper';

export const KeeperContext = createContext<LaunchKeeper | null>(null);

/** Says that nothing can be read or saved any more, and leaves what was entered to be seen. */
export function SessionEndedStrip() {
  const keeper = use(KeeperContext)!;
  const ended = useSyncExternalStore(keeper.subscribe, keeper.ended);
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
          <b>Your session has ended.</b> Reopen Aimline from your course to go on. What you see stays until you leave
          this page.
        </Box>
      )}
    </div>
  );
}
