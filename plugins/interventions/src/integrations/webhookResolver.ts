import { zodResolver } from '@hookform/resolvers/zod';
import { WebhookDraft } from '@aimline/plugin-interventions-common/webhooks';
import type { Resolver } from 'react-hook-form';

/** The draft as a form holds it: all events, or those that are ticked. */
export interface WebhookFields {
  url: string;
  description: string;
  takes: 'all' | 'chosen';
  eventTypes: string[];
}

/** Judges the form by the schema that the service applies, where no event means all. */
export const webhookResolver: Resolver<WebhookFields, unknown, WebhookDraft> = async (fields, context, options) => {
  const { takes, ...draft } = fields;
  const resolve = zodResolver(WebhookDraft) as unknown as Resolver<WebhookFields, unknown, WebhookDraft>;
  const eventTypes = takes === 'all' ? [] : draft.eventTypes;
  const result = await resolve({ ...draft, eventTypes } as WebhookFields, context, options);
  if (takes === 'all' || eventTypes.length > 0) return result;
  const message = 'Choose at least one event.';
  return { values: {}, errors: { ...result.errors, eventTypes: { type: 'required', message } } };
};
