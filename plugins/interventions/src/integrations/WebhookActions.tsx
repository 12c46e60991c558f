import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Webhook, WebhookDraft } from '@aimline/plugin-interventions-common/webhooks';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { Announcement } from '../page/Announcement';
import { webhookName } from './subscriberName';
import { WebhookDialog } from './WebhookDialog';
import { WebhookSecretDialog } from './WebhookSecretDialog';

/** What can be done with a webhook. */
export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const test = useWrite('webhook.test');
  const change = useWrite('webhook.change');
  const rotate = useWrite('webhook.rotate_secret');
  const remove = useWrite('webhook.remove');
  const [asking, setAsking] = useState<'change' | 'rotate' | 'remove' | null>(null);
  const { webhookId, url, description, isPaused } = webhook;
  const params = { webhookId };
  const name = webhookName(webhook);
  // what the service keeps is what it took
  const eventTypes = webhook.eventTypes as WebhookDraft['eventTypes'];
  const close = () => {
    rotate.reset();
    remove.reset();
    setAsking(null);
  };
  return (
    <>
      <Box sx={ACTIONS}>
        <Box sx={ACTIONS}>
          <Button
            size="small"
            variant="outlined"
            color="inherit"
            aria-label={`Send a test to ${name}`}
            aria-disabled={test.isPending}
            onClick={() => !test.isPending && test.mutate({ params, body: {} })}
          >
            Send a test
          </Button>
          <Button
            size="small"
            variant="outlined"
            color="inherit"
            aria-label={`${isPaused ? 'Resume' : 'Pause'} ${name}`}
            aria-disabled={change.isPending}
            onClick={() =>
              !change.isPending &&
              change.mutate({ params, body: { url, description, eventTypes, isPaused: !isPaused } })
            }
          >
            {isPaused ? 'Resume' : 'Pause'}
          </Button>
        </Box>
        <Box sx={QUIET}>
          <Button size="small" color="inherit" aria-label={`Change ${name}`} onClick={() => setAsking('change')}>
            Change
          </Button>
          <Button
            size="small"
            color="inherit"
            aria-label={`New secret for ${name}`}
            onClick={() => setAsking('rotate')}
          >
            New secret
          </Button>
          <Button size="small" color="inherit" aria-label={`Remove ${name}`} onClick={() => setAsking('remove')}>
            Remove
          </Button>
        </Box>
      </Box>
      <Announcement>
        {change.data && (change.data.isPaused ? `${name} is paused.` : `${name} is resumed.`)}
      </Announcement>
      <SaveProblem error={test.error ?? change.error} />
      {asking === 'change' && <WebhookDialog webhook={webhook} onClose={close} />}
      {asking === 'rotate' && !rotate.data && (
        <ConfirmDialog
          title={`New secret for ${name}`}
          submitLabel="Make a new secret"
          writing={rotate}
          onConfirm={() => rotate.mutate({ params, body: {} })}
          onClose={close}
        >
          For a day, events are signed with both secrets; from then on, with the new one alone. Give it to the receiving
          program within this day.
        </ConfirmDialog>
      )}
      {rotate.data && <WebhookSecretDialog {...rotate.data} onClose={close} />}
      {asking === 'remove' && (
        <ConfirmDialog
          title={`Remove ${name}`}
          submitLabel="Remove"
          writing={remove}
          onConfirm={() => remove.mutate({ params }, { onSuccess: close })}
          onClose={close}
        >
          Nothing is posted there any more, and what waits for it is not delivered. To let events wait for a while,
          pause it instead.
        </ConfirmDialog>
      )}
    </>
  );
}

const ACTIONS = { display: 'flex', flexWrap: 'wrap', gap: 1 };
/** On a phone below the others, flush with the text: a button without a border has only its padding beside it. */
const QUIET = { ...ACTIONS, ml: { xs: '-5px', sm: 0 } };
