import { useState } from 'react';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useFreshRead } from '../launch/useFreshRead';
import { ListPanel } from '../page/ListPanel';
import { formatMomentHere } from '../words/formatMomentHere';
import { awaitsTest } from './describeWebhook';
import { WebhookDialog } from './WebhookDialog';
import { WebhookRow } from './WebhookRow';
import { WebhookSecretDialog } from './WebhookSecretDialog';

/** Where events are posted to. */
export function WebhooksPanel() {
  const { data, isRefetchError, dataUpdatedAt } = useFreshRead('webhook.list', {}, ({ webhooks }) =>
    webhooks.some((webhook) => awaitsTest(webhook, Date.now())),
  );
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <Typography component="output" color="error" sx={{ '&:empty': { position: 'absolute' } }}>
        {isRefetchError &&
          `Aimline does not answer. What is here is of ${formatMomentHere(new Date(dataUpdatedAt).toISOString())}.`}
      </Typography>
      <ListPanel
        title="Webhooks"
        about="Events are posted to these addresses as they happen, in order within an intervention. One that does not take an event gets it again, for three days. Events carry ids, never names."
        action={
          <Button variant="outlined" color="inherit" onClick={() => setAdding(true)}>
            Add a webhook
          </Button>
        }
        empty="No program is told of events. Add the address of one, such as your data warehouse, and it learns at once what is recorded in Aimline."
      >
        {data.webhooks.map((webhook) => (
          <WebhookRow key={webhook.webhookId} webhook={webhook} />
        ))}
      </ListPanel>
      {isAdding && (
        <WebhookDialog
          webhook={null}
          onAdded={(added) => {
            setAdding(false);
            setSecret(added.secret);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {secret !== null && <WebhookSecretDialog secret={secret} bothUntil={null} onClose={() => setSecret(null)} />}
    </>
  );
}
