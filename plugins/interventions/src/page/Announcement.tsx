import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import visuallyHidden from '@mui/utils/visuallyHidden';

/** What a screen reader tells, and the eye sees by other signs. It is there from the beginning: what comes into it is told. */
export function Announcement({ children }: { children: ReactNode }) {
  return (
    <Box component="output" sx={visuallyHidden}>
      {children}
    </Box>
  );
}
