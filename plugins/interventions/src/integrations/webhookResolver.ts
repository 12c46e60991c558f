import { zodResolver } from '@hookform/resolvers/zod';
import { WebhookDraft } from '@aimline/plugin-interventions-common/webhooks';
import type { Resolver } from 'react-hook-form';
import { t } from '../words/i18n';

/** A webhook draft as the form holds it, with the choice between all events and the ticked types. */
export interface WebhookFields {
  url: string;
  description: string;
  selection: 'all' | 'chosen';
  eventTypes: string[];
}

/** Validates the form with the schema of the service, where an empty list of event types means all events. */
export const webhookResolver: Resolver<WebhookFields, unknown, WebhookDraft> = async (fields, context, options) => {
  const { selection, ...draft } = fields;
  const resolve = zodResolver(WebhookDraft) as unknown as Resolver<WebhookFields, unknown, WebhookDraft>;
  const eventTypes = selection === 'all' ? [] : draft.eventTypes;
  const result = await resolve({ ...draft, eventTypes } as WebhookFields, context, options);
  if (selection === 'all' || eventTypes.length > 0) return result;
  const message = t('Choose at least one event.');
  return { values: {}, errors: { ...result.errors, eventTypes: { type: 'required', message } } };
};
