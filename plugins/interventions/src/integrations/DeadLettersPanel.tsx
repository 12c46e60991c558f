import { useState } from 'react';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { SaveProblem } from '../form/SaveProblem';
import { useLaunch } from '../launch/LaunchContext';
import { pagesQuery } from '../launch/pagesQuery';
import { EVERY_MS } from '../launch/useFreshRead';
import { useRead } from '../launch/useRead';
import { useWrite } from '../launch/useWrite';
import { Announcement } from '../page/Announcement';
import { ListPanel } from '../page/ListPanel';
import { Rows } from '../page/Rows';
import { ShowMore } from '../page/ShowMore';
import { formatCount } from '../words/format';
import { DeadLetterRow } from './DeadLetterRow';
import { subscriberName } from './subscriberName';

/** What was not taken, by subscriber. */
export function DeadLettersPanel() {
  const { call } = useLaunch();
  const pages = useSuspenseInfiniteQuery({ ...pagesQuery(call, 'dead_letter.list', {}), refetchInterval: EVERY_MS });
  const deadLetters = pages.data.pages.flatMap((page) => page.deadLetters);
  const { webhooks } = useRead('webhook.list', {});
  const replay = useWrite('dead_letter.replay');
  const [said, say] = useState('');
  const bySink = [...Map.groupBy(deadLetters, ({ sink }) => sink)];
  return (
    <>
      <ListPanel
        title="Dead letters"
        about="Events that were not taken for three days. Each holds back what came after it in the same intervention, for this subscriber alone, until it is delivered again or skipped."
        empty="There are none: whoever takes events has taken them, or is still being tried."
      >
        {bySink.map(([sink, ofSink]) => {
          const name = subscriberName(sink, webhooks);
          return (
            <li key={sink}>
              <Box sx={HEAD}>
                <Typography sx={{ flex: '1 1 260px', minWidth: 0, overflowWrap: 'anywhere' }}>
                  <b>{name}</b>
                  <Typography component="span" variant="body2" color="textSecondary" sx={{ display: 'block' }}>
                    {formatCount(ofSink.length, 'event')} not taken
                  </Typography>
                </Typography>
                {ofSink.length > 1 && (
                  <Button
                    variant="outlined"
                    color="inherit"
                    aria-label={`Deliver all again to ${name}`}
                    disabled={replay.isPending}
                    onClick={() =>
                      replay.mutate(
                        { body: { sink } },
                        { onSuccess: () => say(`All events are delivered again to ${name}.`) },
                      )
                    }
                  >
                    Deliver all again
                  </Button>
                )}
              </Box>
              <Rows label={`Not taken by ${name}`}>
                {ofSink.map((letter) => (
                  <DeadLetterRow key={letter.orderingKey} letter={letter} subscriber={name} onDone={say} />
                ))}
              </Rows>
            </li>
          );
        })}
      </ListPanel>
      <ShowMore pages={pages} />
      <SaveProblem error={replay.error} />
      <Announcement>{said}</Announcement>
    </>
  );
}

const HEAD = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 1,
  px: { xs: 2, sm: 2.5 },
  py: 1.25,
  bgcolor: 'action.hover',
  borderBottom: 1,
  borderColor: 'divider',
};
