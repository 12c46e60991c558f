import { useState } from 'react';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useFreshRead } from '../launch/useFreshRead';
import { ListPanel } from '../page/ListPanel';
import { formatMomentHere } from '../words/formatMomentHere';
import { t } from '../words/i18n';
import { awaitsTest } from './describeWebhook';
import { WebhookDialog } from './WebhookDialog';
import { WebhookRow } from './WebhookRow';
import { WebhookSecretDialog } from './WebhookSecretDialog';

/** The webhooks of the district; reloads every second while the result of a test is due. */
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
          t('Aimline does not respond. This page shows the state at {{time}}.', {
            time: formatMomentHere(new Date(dataUpdatedAt).toISOString()),
          })}
      </Typography>
      <ListPanel
        title={t('Webhooks')}
        about={t(
          'Events are posted to these addresses as they happen, in order within an intervention. A failed delivery is retried for three days. Events carry ids, never names.',
        )}
        action={
          <Button variant="outlined" color="inherit" onClick={() => setAdding(true)}>
            {t('Add a webhook')}
          </Button>
        }
        empty={t(
          'No webhooks yet. Add the address of a program, such as your data warehouse, to send it what is recorded in Aimline.',
        )}
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
