import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';

/** Placeholder for the rows of a list. */
export function RowsSkeleton({ count = 5 }: { count?: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: count }, (_, i) => (
        <Box key={i} sx={{ px: 2.5, py: 1.5, borderTop: i ? 1 : 0, borderColor: 'divider' }}>
          <Skeleton variant="text" sx={{ width: `${62 - (i % 3) * 11}%` }} />
          <Skeleton variant="text" sx={{ width: `${38 - (i % 2) * 9}%` }} />
        </Box>
      ))}
    </div>
  );
}
