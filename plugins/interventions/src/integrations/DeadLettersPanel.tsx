import { useState } from 'react';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { SaveProblem } from '../form/SaveProblem';
import { useLaunch } from '../launch/LaunchContext';
import { pagesQuery } from '../launch/pagesQuery';
import { INTERVAL_MS } from '../launch/useFreshRead';
import { useRead } from '../launch/useRead';
import { useWrite } from '../launch/useWrite';
import { Announcement } from '../page/Announcement';
import { ListPanel } from '../page/ListPanel';
import { Rows } from '../page/Rows';
import { ShowMore } from '../page/ShowMore';
import { t } from '../words/i18n';
import { DeadLetterRow } from './DeadLetterRow';
import { subscriberName } from './subscriberName';

/** The dead letters of the district, grouped by subscriber. */
export function DeadLettersPanel() {
  const { call } = useLaunch();
  const pages = useSuspenseInfiniteQuery({ ...pagesQuery(call, 'dead_letter.list', {}), refetchInterval: INTERVAL_MS });
  const deadLetters = pages.data.pages.flatMap((page) => page.deadLetters);
  const { webhooks } = useRead('webhook.list', {});
  const replay = useWrite('dead_letter.replay');
  const [announcement, announce] = useState('');
  const bySink = [...Map.groupBy(deadLetters, ({ sink }) => sink)];
  return (
    <>
      <ListPanel
        title={t('Dead letters')}
        about={t(
          'Events that could not be delivered for three days. Each one holds back the later events of the same intervention, for this subscriber only, until it is delivered again or skipped.',
        )}
        empty={t('No dead letters: every event was delivered, or is still being retried.')}
      >
        {bySink.map(([sink, ofSink]) => {
          const name = subscriberName(sink, webhooks);
          return (
            <li key={sink}>
              <Box sx={HEAD}>
                <Typography sx={{ flex: '1 1 260px', minWidth: 0, overflowWrap: 'anywhere' }}>
                  <b>{name}</b>
                  <Typography component="span" variant="body2" color="textSecondary" sx={{ display: 'block' }}>
                    {t('{{count, number}} events not delivered', {
                      count: ofSink.length,
                      defaultValue_one: '{{count, number}} event not delivered',
                    })}
                  </Typography>
                </Typography>
                {ofSink.length > 1 && (
                  <Button
                    variant="outlined"
                    color="inherit"
                    aria-label={t('Deliver all again to {{name}}', { name })}
                    disabled={replay.isPending}
                    onClick={() =>
                      replay.mutate(
                        { body: { sink } },
                        { onSuccess: () => announce(t('All events are being delivered to {{name}} again.', { name })) },
                      )
                    }
                  >
                    {t('Deliver all again')}
                  </Button>
                )}
              </Box>
              <Rows label={t('Not delivered to {{name}}', { name })}>
                {ofSink.map((letter) => (
                  <DeadLetterRow key={letter.orderingKey} letter={letter} subscriber={name} onDone={announce} />
                ))}
              </Rows>
            </li>
          );
        })}
      </ListPanel>
      <ShowMore pages={pages} />
      <SaveProblem error={replay.error} />
      <Announcement>{announcement}</Announcement>
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
