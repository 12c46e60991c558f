import type { ApiError } from '@aimline/plugin-interventions-common/client';
import type { Webhook, WebhookDraft } from '@aimline/plugin-interventions-common/webhooks';
import { useForm } from 'react-hook-form';
import { applyFieldErrors } from '../form/applyFieldErrors';
import { Input } from '../form/controls';
import { Field } from '../form/Field';
import { FormDialog } from '../form/FormDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { EventTypesField } from './EventTypesField';
import { type WebhookFields, webhookResolver } from './webhookResolver';

export interface WebhookDialogProps {
  /** The one to change; null to add one. */
  webhook: Webhook | null;
  /** Of one that was added, with its secret. */
  onAdded?(added: { webhook: Webhook; secret: string }): void;
  onClose(): void;
}

/** Where events are posted to, and which. */
export function WebhookDialog({ webhook, onAdded, onClose }: WebhookDialogProps) {
  const create = useWrite('webhook.create');
  const change = useWrite('webhook.change');
  const writing = webhook ? change : create;
  const form = useForm<WebhookFields, unknown, WebhookDraft>({
    resolver: webhookResolver,
    defaultValues: {
      url: webhook?.url ?? '',
      description: webhook?.description ?? '',
      takes: webhook && webhook.eventTypes.length > 0 ? 'chosen' : 'all',
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
      title={webhook ? 'Change the webhook' : 'Add a webhook'}
      submitLabel={webhook ? 'Save' : 'Add'}
      pending={writing.isPending}
      maxWidth="sm"
      onSubmit={() => void form.handleSubmit(submit, () => writing.reset())()}
      onClose={onClose}
    >
      <Field
        label="Address"
        hint="Of the program that takes the events: each is posted there, signed. It has to be on the public internet."
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
      <Field label="Description" hint="Optional: what you call it" error={errors.description?.message}>
        <Input {...form.register('description')} maxLength={120} autoComplete="off" />
      </Field>
      <EventTypesField form={form} />
      {!writing.error?.problem.fields && <SaveProblem error={writing.error} />}
    </FormDialog>
  );
}
