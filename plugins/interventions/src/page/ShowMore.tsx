import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { UseSuspenseInfiniteQueryResult } from '@tanstack/react-query';

/** Asks for the next page of a list, while there is one. */
export function ShowMore({ pages }: { pages: Pick<UseSuspenseInfiniteQueryResult, ShownFields> }) {
  const { hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } = pages;
  if (!hasNextPage) return null;
  return (
    <Box sx={{ p: 1, borderTop: 1, borderColor: 'divider' }}>
      <Button fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {isFetchNextPageError ? 'That did not work. Try again' : 'Show more'}
      </Button>
    </Box>
  );
}

type ShownFields = 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError';
