import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Webhook, WebhookDraft } from '@aimline/plugin-interventions-common/webhooks';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { Announcement } from '../page/Announcement';
import { t } from '../words/i18n';
import { webhookName } from './subscriberName';
import { WebhookDialog } from './WebhookDialog';
import { WebhookSecretDialog } from './WebhookSecretDialog';

/** Buttons that test, pause, change and remove a webhook, or give it a new secret. */
export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const test = useWrite('webhook.test');
  const change = useWrite('webhook.change');
  const rotate = useWrite('webhook.rotate_secret');
  const remove = useWrite('webhook.remove');
  const [dialog, setDialog] = useState<'change' | 'rotate' | 'remove' | null>(null);
  const { webhookId, url, description, isPaused } = webhook;
  const params = { webhookId };
  const name = webhookName(webhook);
  // The cast is safe: the service stores only event types that it has validated.
  const eventTypes = webhook.eventTypes as WebhookDraft['eventTypes'];
  const close = () => {
    rotate.reset();
    remove.reset();
    setDialog(null);
  };
  return (
    <>
      <Box sx={ACTIONS}>
        <Box sx={ACTIONS}>
          <Button
            size="small"
            variant="outlined"
            color="inherit"
            aria-label={t('Send a test to {{name}}', { name })}
            aria-disabled={test.isPending}
            onClick={() => !test.isPending && test.mutate({ params, body: {} })}
          >
            {t('Send a test')}
          </Button>
          <Button
            size="small"
            variant="outlined"
            color="inherit"
            aria-label={isPaused ? t('Resume {{name}}', { name }) : t('Pause {{name}}', { name })}
            aria-disabled={change.isPending}
            onClick={() =>
              !change.isPending &&
              change.mutate({ params, body: { url, description, eventTypes, isPaused: !isPaused } })
            }
          >
            {isPaused ? t('Resume') : t('Pause')}
          </Button>
        </Box>
        <Box sx={QUIET}>
          <Button
            size="small"
            color="inherit"
            aria-label={t('Change {{name}}', { name })}
            onClick={() => setDialog('change')}
          >
            {t('Change')}
          </Button>
          <Button
            size="small"
            color="inherit"
            aria-label={t('New secret for {{name}}', { name })}
            onClick={() => setDialog('rotate')}
          >
            {t('New secret')}
          </Button>
          <Button
            size="small"
            color="inherit"
            aria-label={t('Remove {{name}}', { name })}
            onClick={() => setDialog('remove')}
          >
            {t('Remove')}
          </Button>
        </Box>
      </Box>
      <Announcement>
        {change.data &&
          (change.data.isPaused ? t('{{name}} is paused.', { name }) : t('{{name}} is active.', { name }))}
      </Announcement>
      <SaveProblem error={test.error ?? change.error} />
      {dialog === 'change' && <WebhookDialog webhook={webhook} onClose={close} />}
      {dialog === 'rotate' && !rotate.data && (
        <ConfirmDialog
          title={t('New secret for {{name}}', { name })}
          submitLabel={t('Create a new secret')}
          writing={rotate}
          onConfirm={() => rotate.mutate({ params, body: {} })}
          onClose={close}
        >
          {t(
            'For one day, events are signed with both secrets; after that, only with the new one. Give the new secret to the receiving program within this day.',
          )}
        </ConfirmDialog>
      )}
      {rotate.data && <WebhookSecretDialog {...rotate.data} onClose={close} />}
      {dialog === 'remove' && (
        <ConfirmDialog
          title={t('Remove {{name}}', { name })}
          submitLabel={t('Remove')}
          writing={remove}
          onConfirm={() => remove.mutate({ params }, { onSuccess: close })}
          onClose={close}
        >
          {t(
            'Events are no longer posted to this address, and events that wait for it are not delivered. To hold events back for a while, pause it instead.',
          )}
        </ConfirmDialog>
      )}
    </>
  );
}

const ACTIONS = { display: 'flex', flexWrap: 'wrap', gap: 1 };
/** On a phone these are below the others; the negative margin aligns their text, because they have no border. */
const QUIET = { ...ACTIONS, ml: { xs: '-5px', sm: 0 } };
