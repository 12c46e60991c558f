import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

export interface ListRowProps {
  title: ReactNode;
  below: ReactNode;
  state?: ReactNode;
  actions?: ReactNode;
}

/** One row of a list: title, details, state and actions. On a phone these are below each other. */
export function ListRow({ title, below, state, actions }: ListRowProps) {
  return (
    <Box component="li" sx={ROW}>
      <Box sx={{ flex: '1 1 260px', minWidth: 0 }}>
        <Typography component="div" sx={{ fontWeight: 560, overflowWrap: 'anywhere' }}>
          {title}
        </Typography>
        <Typography variant="body2" component="div" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          {below}
        </Typography>
      </Box>
      {state}
      {actions && <Box sx={ACTIONS}>{actions}</Box>}
    </Box>
  );
}

const ROW = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 2,
  rowGap: 1,
  px: { xs: 2, sm: 2.5 },
  py: 1.25,
  minHeight: 56,
};

const ACTIONS = {
  display: 'flex',
  flexWrap: 'wrap',
  gap: 1,
  // Aligns the text of a button without a border with the text above it.
  '& > .MuiButton-text:first-of-type': { ml: { xs: -1.5, sm: 0 }, minWidth: { xs: 0, sm: 64 } },
};
