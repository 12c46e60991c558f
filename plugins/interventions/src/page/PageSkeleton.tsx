import Skeleton from '@mui/material/Skeleton';
import Box from '@mui/material/Box';
import { Panel } from './Panel';
import { RowsSkeleton } from './RowsSkeleton';

/** Placeholder for a page with a heading and a list. */
export function PageSkeleton() {
  return (
    <Box aria-busy="true">
      <Box sx={{ mb: 2.5 }}>
        <Skeleton variant="text" sx={{ width: 'min(60%, 320px)', fontSize: '1.75rem' }} />
        <Skeleton variant="text" sx={{ width: 'min(40%, 220px)' }} />
      </Box>
      <Panel flush>
        <RowsSkeleton />
      </Panel>
    </Box>
  );
}
