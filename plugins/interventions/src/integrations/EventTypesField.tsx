import { useId } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { WebhookDraft } from '@aimline/plugin-interventions-common/webhooks';
import type { UseFormReturn } from 'react-hook-form';
import { useWords } from '../frame/FrameContext';
import { t } from '../words/i18n';
import type { WebhookFields } from './webhookResolver';

const WEBHOOK_TESTED = 'interventions.webhook.tested';

/** A choice between all events and some event types. */
export function EventTypesField({ form }: { form: UseFormReturn<WebhookFields, unknown, WebhookDraft> }) {
  const { register, watch, formState } = form;
  // A test is sent to its webhook regardless of its event types.
  const subscribable = Object.entries(useWords().events).filter(([type]) => type !== WEBHOOK_TESTED);
  const errorId = useId();
  const error = formState.errors.eventTypes?.message;
  return (
    <Box component="fieldset" sx={FIELDSET} aria-describedby={error && errorId}>
      <Typography component="legend" sx={{ fontWeight: 560, p: 0, mb: 0.5 }}>
        {t('Events')}
      </Typography>
      <Box component="label" sx={CHOICE}>
        <input type="radio" value="all" {...register('selection')} />
        <span>{t('All, including types that are added later')}</span>
      </Box>
      <Box component="label" sx={CHOICE}>
        <input type="radio" value="chosen" {...register('selection')} />
        <span>{t('Only these')}</span>
      </Box>
      {watch('selection') === 'chosen' && (
        <Box sx={{ pl: 3.5 }}>
          {subscribable.map(([type, label]) => (
            <Box component="label" key={type} sx={CHOICE}>
              <input type="checkbox" value={type} {...register('eventTypes')} />
              <span>
                {label}
                <Typography component="code" variant="body2" color="textSecondary" sx={TYPE}>
                  {type}
                </Typography>
              </span>
            </Box>
          ))}
        </Box>
      )}
      {error && (
        <Typography id={errorId} variant="body2" color="error" role="alert" sx={{ mt: 0.5 }}>
          {error}
        </Typography>
      )}
    </Box>
  );
}

const FIELDSET = { border: 0, m: 0, p: 0, minWidth: 0 };

const TYPE = { display: 'block', overflowWrap: 'anywhere', fontFamily: 'ui-monospace, monospace' };

const CHOICE = {
  display: 'flex',
  alignItems: 'flex-start',
  gap: 1.25,
  py: 0.75,
  cursor: 'pointer',
  '& input': { width: 18, height: 18, m: 0, mt: '2px', flexShrink: 0, accentColor: 'var(--mui-palette-primary-main)' },
  '@media (pointer: coarse)': { minHeight: 44 },
};
