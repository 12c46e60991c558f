import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { UseSuspenseInfiniteQueryResult } from '@tanstack/react-query';
import { t } from '../words/i18n';

/** A button that loads the next page of a list; absent on the last page. */
export function ShowMore({ pages }: { pages: Pick<UseSuspenseInfiniteQueryResult, ShownFields> }) {
  const { hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } = pages;
  if (!hasNextPage) return null;
  return (
    <Box sx={{ p: 1, borderTop: 1, borderColor: 'divider' }}>
      <Button fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {isFetchNextPageError ? t('Loading failed. Try again') : t('Show more')}
      </Button>
    </Box>
  );
}

type ShownFields = 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError';
