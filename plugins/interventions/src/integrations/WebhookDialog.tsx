import type { ApiError } from '@aimline/plugin-interventions-common/client';
import type { Webhook, WebhookDraft } from '@aimline/plugin-interventions-common/webhooks';
import { useForm } from 'react-hook-form';
import { applyFieldErrors } from '../form/applyFieldErrors';
import { Input } from '../form/controls';
import { Field } from '../form/Field';
import { FormDialog } from '../form/FormDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { t } from '../words/i18n';
import { EventTypesField } from './EventTypesField';
import { type WebhookFields, webhookResolver } from './webhookResolver';

export interface WebhookDialogProps {
  /** The webhook to change; null adds one. */
  webhook: Webhook | null;
  /** Called with a webhook that was added, and its secret. */
  onAdded?(added: { webhook: Webhook; secret: string }): void;
  onClose(): void;
}

/** A form for the address, the description and the event types of a webhook. */
export function WebhookDialog({ webhook, onAdded, onClose }: WebhookDialogProps) {
  const create = useWrite('webhook.create');
  const change = useWrite('webhook.change');
  const writing = webhook ? change : create;
  const form = useForm<WebhookFields, unknown, WebhookDraft>({
    resolver: webhookResolver,
    defaultValues: {
      url: webhook?.url ?? '',
      description: webhook?.description ?? '',
      selection: webhook && webhook.eventTypes.length > 0 ? 'chosen' : 'all',
      eventTypes: webhook?.eventTypes ?? [],
    },
  });
  const { errors } = form.formState;

  function submit(draft: WebhookDraft) {
    const onError = (error: ApiError) => applyFieldErrors(error, form.setError);
    if (webhook) {
      const { webhookId, isPaused } = webhook;
      change.mutate({ params: { webhookId }, body: { ...draft, isPaused } }, { onError, onSuccess: onClose });
    } else {
      create.mutate({ body: draft }, { onError, onSuccess: onAdded });
    }
  }

  return (
    <FormDialog
      title={webhook ? t('Change the webhook') : t('Add a webhook')}
      submitLabel={webhook ? t('Save') : t('Add')}
      pending={writing.isPending}
      maxWidth="sm"
      onSubmit={() => void form.handleSubmit(submit, () => writing.reset())()}
      onClose={onClose}
    >
      <Field
        label={t('Address')}
        hint={t('Each event is posted to this address, with a signature. It must be on the public internet.')}
        error={errors.url?.message}
      >
        <Input
          type="url"
          {...form.register('url')}
          maxLength={2000}
          spellCheck={false}
          placeholder="https://"
          autoComplete="off"
        />
      </Field>
      <Field label={t('Description')} hint={t('Optional: a name for this webhook')} error={errors.description?.message}>
        <Input {...form.register('description')} maxLength={120} autoComplete="off" />
      </Field>
      <EventTypesField form={form} />
      {!writing.error?.problem.fields && <SaveProblem error={writing.error} />}
    </FormDialog>
  );
}
