import type { ReactNode } from 'react';
import Box from '@mui/material/Box';

/** A list of rows with hairlines between them. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box
      component="ul"
      aria-label={label}
      sx={{ listStyle: 'none', m: 0, p: 0, '& > li + li': { borderTop: 1, borderColor: 'divider' } }}
    >
      {children}
    </Box>
  );
}
