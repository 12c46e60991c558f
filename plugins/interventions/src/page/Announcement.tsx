import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import visuallyHidden from '@mui/utils/visuallyHidden';

/**
 * Text for screen readers only, where the screen shows it in another way. It must be rendered before its text is set: only
 * changes are announced.
 */
export function Announcement({ children }: { children: ReactNode }) {
  return (
    <Box component="output" sx={visuallyHidden}>
      {children}
    </Box>
  );
}
