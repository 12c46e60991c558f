import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';

export interface PageHeadingProps {
  title: string;
  /** A line above the title, for a link to the page above this one. */
  above?: ReactNode;
  /** A line below the title. */
  below?: ReactNode;
  actions?: ReactNode;
}

/** The heading of a page; also sets the title of the document. */
export function PageHeading({ title, above, below, actions }: PageHeadingProps) {
  return (
    <Stack
      component="header"
      direction="row"
      sx={{ flexWrap: 'wrap', gap: 2, alignItems: 'flex-end', justifyContent: 'space-between', mb: 2.5 }}
    >
      <title>{`${title} · Aimline`}</title>
      <Box sx={{ minWidth: 0, flex: '1 1 280px' }}>
        {above && (
          <Typography variant="body2" color="textSecondary" component="div" sx={{ mb: 0.5 }}>
            {above}
          </Typography>
        )}
        <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
          {title}
        </Typography>
        {below && (
          <Typography color="textSecondary" component="div" sx={{ mt: 0.5 }}>
            {below}
          </Typography>
        )}
      </Box>
      {actions && (
        <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1 }}>
          {actions}
        </Stack>
      )}
    </Stack>
  );
}
