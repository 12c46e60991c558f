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
import { eventLabel } from './eventLabel';
import { waits } from './waits';

export interface DeadLetterRowProps {
  letter: DeadLetter;
  /** What people call who has not taken it. */
  subscriber: string;
  /** Told what was done, in a sentence. */
  onDone(sentence: string): void;
}

/** An event that holds back its stream, and what can be done about it. */
export function DeadLetterRow({ letter, subscriber, onDone }: DeadLetterRowProps) {
  const { sink, orderingKey, event, waitingCount, failingSince, deadAt, problem } = letter;
  const replay = useWrite('dead_letter.replay');
  const skip = useWrite('dead_letter.skip');
  const words = useWords();
  const [isAsking, setAsking] = useState(false);
  const label = event ? eventLabel(words, event.type) : 'An event of more than thirty days ago';
  const isOfIntervention = event ? event.subject.startsWith('interventions/') : orderingKey !== sink;
  const close = () => {
    skip.reset();
    setAsking(false);
  };
  return (
    <Box component="li" sx={ROW}>
      <Box sx={{ flex: '1 1 300px', minWidth: 0 }}>
        <Typography sx={{ fontWeight: 560 }}>{label}</Typography>
        <Typography variant="body2" component="div" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          <div>
            {problem} Since {formatMomentHere(failingSince ?? deadAt)}
            {failingSince && `, given up ${formatMomentHere(deadAt)}`}.{' '}
            {waitingCount > 1 && `Behind it ${waits(waitingCount - 1)}.`}
          </div>
          {isOfIntervention && (
            <TextLink
              to="/interventions/$interventionId"
              params={{ interventionId: orderingKey }}
              aria-label={`Open the intervention: ${label}`}
            >
              Open the intervention
            </TextLink>
          )}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button
          variant="outlined"
          color="inherit"
          aria-label={`Deliver again: ${label}`}
          disabled={replay.isPending}
          onClick={() =>
            replay.mutate(
              { body: { sink, orderingKey } },
              { onSuccess: () => onDone(`“${label}” is delivered again to ${subscriber}.`) },
            )
          }
        >
          Deliver again
        </Button>
        {event && (
          <Button color="inherit" aria-label={`Skip: ${label}`} onClick={() => setAsking(true)}>
            Skip
          </Button>
        )}
      </Box>
      {event && (
        <Box component="details" sx={DETAILS}>
          <summary>Show the event</summary>
          <CodeBlock>{JSON.stringify(event, null, 2)}</CodeBlock>
        </Box>
      )}
      <SaveProblem error={replay.error} />
      {isAsking && event && (
        <ConfirmDialog
          title={`Skip “${label}”`}
          submitLabel="Skip"
          writing={skip}
          onConfirm={() =>
            skip.mutate(
              { body: { sink, orderingKey, eventId: event.id } },
              {
                onSuccess: () => {
                  close();
                  onDone(`“${label}” is skipped.`);
                },
              },
            )
          }
          onClose={close}
        >
          {subscriber} will never get this event. {waitingCount > 1 && 'The events that wait behind it are delivered.'}
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
