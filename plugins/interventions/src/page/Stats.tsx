import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

export interface Stat {
  label: string;
  value: string;
  /** What the value is based on: `16 of 18 marks`. */
  basis?: ReactNode;
}

/** A row of labeled values. */
export function Stats({ stats }: { stats: readonly Stat[] }) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gap: '1px',
        bgcolor: 'divider',
        gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: `repeat(${stats.length}, minmax(0, 1fr))` },
      }}
    >
      {stats.map(({ label, value, basis }) => (
        <Box key={label} sx={{ bgcolor: 'background.paper', px: { xs: 2, sm: 2.5 }, py: 1.75 }}>
          <Typography component="dt" variant="body2" color="textSecondary">
            {label}
          </Typography>
          <Box component="dd" sx={{ m: 0 }}>
            <Typography component="div" sx={{ fontSize: '1.5rem', lineHeight: 1.3, fontWeight: 620 }}>
              {value}
            </Typography>
            <Typography component="div" variant="body2" color="textSecondary">
              {basis}
            </Typography>
          </Box>
        </Box>
      ))}
    </Box>
  );
}
