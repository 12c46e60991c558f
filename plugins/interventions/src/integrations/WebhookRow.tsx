import { useState } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Webhook } from '@aimline/plugin-interventions-common/webhooks';
import { useWords } from '../frame/FrameContext';
import { StateWord } from '../page/StateWord';
import { t } from '../words/i18n';
import { describeTest, describeWebhook } from './describeWebhook';
import { eventLabel } from './eventLabel';
import { webhookName } from './subscriberName';
import { WebhookActions } from './WebhookActions';

/** One webhook: its address, event types, state and newest test, and what can be done with it. */
export function WebhookRow({ webhook }: { webhook: Webhook }) {
  const [{ timeZone }] = useState(() => Intl.DateTimeFormat().resolvedOptions());
  const words = useWords();
  const { url, description, eventTypes } = webhook;
  const { word, tone, sentences } = describeWebhook(webhook, timeZone);
  return (
    <Box component="li" sx={ROW}>
      <Box sx={COLUMNS}>
        <Box sx={{ minWidth: 0 }}>
          <Typography sx={{ fontWeight: 560, overflowWrap: 'anywhere' }}>{webhookName(webhook)}</Typography>
          <Typography variant="body2" component="div" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
            {description && <div>{url}</div>}
            {eventTypes.length === 0
              ? t('All events')
              : eventTypes.map((type) => (
                  <div key={type}>
                    {eventLabel(words, type)} · <code>{type}</code>
                  </div>
                ))}
          </Typography>
        </Box>
        <Typography variant="body2" component="div" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          <StateWord word={word} tone={tone} />
          <div>{sentences}</div>
          <Typography component="output" variant="body2" color="textSecondary" sx={{ display: 'block' }}>
            {describeTest(webhook, timeZone)}
          </Typography>
        </Typography>
      </Box>
      <WebhookActions webhook={webhook} />
    </Box>
  );
}

const ROW = { display: 'grid', gap: 1, px: { xs: 2, sm: 2.5 }, py: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' };

const COLUMNS = {
  display: 'grid',
  columnGap: 3,
  rowGap: 1,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 1fr) minmax(0, 1fr)' },
};
