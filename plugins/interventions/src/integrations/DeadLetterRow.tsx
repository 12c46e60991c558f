import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { DeadLetter } from '@aimline/plugin-interventions-common/events';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useWords } from '../frame/FrameContext';
import { useWrite } from '../launch/useWrite';
import { CodeBlock } from '../page/CodeBlock';
import { TextLink } from '../page/TextLink';
import { formatMomentHere } from '../words/formatMomentHere';
import { t } from '../words/i18n';
import { eventLabel } from './eventLabel';

export interface DeadLetterRowProps {
  letter: DeadLetter;
  /** The name of the subscriber that did not accept the event. */
  subscriber: string;
  /** Called with a sentence that says what was done. */
  onDone(sentence: string): void;
}

/** One dead letter: an event that holds back its stream, with buttons to deliver it again or to skip it. */
export function DeadLetterRow({ letter, subscriber, onDone }: DeadLetterRowProps) {
  const { sink, orderingKey, event, waitingCount, failingSince, deadAt, problem } = letter;
  const replay = useWrite('dead_letter.replay');
  const skip = useWrite('dead_letter.skip');
  const words = useWords();
  const [isConfirming, setConfirming] = useState(false);
  const label = event ? eventLabel(words, event.type) : t('An event that is more than thirty days old');
  const isOfIntervention = event ? event.subject.startsWith('interventions/') : orderingKey !== sink;
  const close = () => {
    skip.reset();
    setConfirming(false);
  };
  return (
    <Box component="li" sx={ROW}>
      <Box sx={{ flex: '1 1 300px', minWidth: 0 }}>
        <Typography sx={{ fontWeight: 560 }}>{label}</Typography>
        <Typography variant="body2" component="div" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          <div>
            {[
              problem,
              failingSince
                ? t('Failing since {{since}}, no more attempts since {{givenUp}}.', {
                    since: formatMomentHere(failingSince),
                    givenUp: formatMomentHere(deadAt),
                  })
                : t('No more attempts since {{time}}.', { time: formatMomentHere(deadAt) }),
              waitingCount > 1 &&
                t('{{count, number}} events wait behind it.', {
                  count: waitingCount - 1,
                  defaultValue_one: '{{count, number}} event waits behind it.',
                }),
            ]
              .filter(Boolean)
              .join(' ')}
          </div>
          {isOfIntervention && (
            <TextLink
              to="/interventions/$interventionId"
              params={{ interventionId: orderingKey }}
              aria-label={t('Open the intervention: {{event}}', { event: label })}
            >
              {t('Open the intervention')}
            </TextLink>
          )}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button
          variant="outlined"
          color="inherit"
          aria-label={t('Deliver again: {{event}}', { event: label })}
          disabled={replay.isPending}
          onClick={() =>
            replay.mutate(
              { body: { sink, orderingKey } },
              {
                onSuccess: () =>
                  onDone(t('“{{event}}” is being delivered to {{subscriber}} again.', { event: label, subscriber })),
              },
            )
          }
        >
          {t('Deliver again')}
        </Button>
        {event && (
          <Button
            color="inherit"
            aria-label={t('Skip: {{event}}', { event: label })}
            onClick={() => setConfirming(true)}
          >
            {t('Skip')}
          </Button>
        )}
      </Box>
      {event && (
        <Box component="details" sx={DETAILS}>
          <summary>{t('Show the event')}</summary>
          <CodeBlock>{JSON.stringify(event, null, 2)}</CodeBlock>
        </Box>
      )}
      <SaveProblem error={replay.error} />
      {isConfirming && event && (
        <ConfirmDialog
          title={t('Skip “{{event}}”', { event: label })}
          submitLabel={t('Skip')}
          writing={skip}
          onConfirm={() =>
            skip.mutate(
              { body: { sink, orderingKey, eventId: event.id } },
              {
                onSuccess: () => {
                  close();
                  onDone(t('“{{event}}” was skipped.', { event: label }));
                },
              },
            )
          }
          onClose={close}
        >
          {t('{{subscriber}} will never receive this event.', { subscriber })}{' '}
          {waitingCount > 1 && t('The events that wait behind it will be delivered.')}
        </ConfirmDialog>
      )}
    </Box>
  );
}

const ROW = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 2,
  rowGap: 0.75,
  px: { xs: 2, sm: 2.5 },
  py: 1.25,
};

const DETAILS = {
  flex: '1 1 100%',
  minWidth: 0,
  fontSize: '0.8125rem',
  '& > summary': { cursor: 'pointer', py: 0.5, width: 'fit-content' },
};
