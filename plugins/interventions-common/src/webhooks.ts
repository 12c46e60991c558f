/**
 * Terminology
 *
 * - **Webhook**: a URL of another system that events are posted to, signed according to Standard Webhooks 1.0.
 * - **Circuit open**: after repeated failures nothing is sent for a while; then one event is sent as a probe.
 */
import { z } from 'zod';
import { contract } from './contract';
import { event } from './event';
import { Instant, optionalText, text, Uuid } from './primitives';
import { webhookEndpoints } from './webhookEndpoints';

export const MAX_WEBHOOKS = 10;

const MAX_EVENT_TYPES = 100;

/** Event types; the AsyncAPI document lists those that exist, and the service checks them. */
const EventTypes = z
  .array(
    z
      .string()
      .max(100)
      .regex(/^[a-z_]+(\.[a-z_]+)+$/, { error: 'Expected a type of event such as "interventions.student.enrolled".' }),
  )
  .max(MAX_EVENT_TYPES, { error: 'An event is named twice.' })
  .refine((types) => new Set(types).size === types.length, { error: 'An event is named twice.' });

const AN_ADDRESS = 'an address such as "https://events.example.org/aimline"';

export const WebhookDraft = z
  .strictObject({
    url: text(2000, AN_ADDRESS).pipe(z.url({ error: `Expected ${AN_ADDRESS}.` })),
    description: optionalText(120).default(''),
    /** The event types to receive; empty for all, including future ones. */
    eventTypes: EventTypes.default([]),
  })
  .meta({ id: 'WebhookDraft' });
export type WebhookDraft = z.infer<typeof WebhookDraft>;

export const Webhook = z
  .object({
    webhookId: Uuid,
    url: z.string(),
    description: z.string(),
    eventTypes: z.array(z.string()),
    /** While a webhook is paused, its events wait, for at most thirty days. */
    isPaused: z.boolean(),
    createdAt: Instant,
    secretChangedAt: Instant,
    /** When the webhook last accepted an event, to the minute. */
    deliveredAt: Instant.nullable(),
    /** The last failed delivery; null once an event was accepted after it. */
    problem: z.object({ message: z.string(), since: Instant, at: Instant }).nullable(),
    /** Five consecutive failures open the circuit until this instant; then one event is sent as a probe. */
    openUntil: Instant.nullable(),
    /** The number of events that the webhook has not accepted yet. */
    waitingCount: z.int(),
    /** The number of streams that are stopped by a dead letter. */
    deadCount: z.int(),
    /** The outcome of the last test, for thirty days; with a problem, it is being retried or is a dead letter. */
    lastTest: z.object({ sentAt: Instant, isTaken: z.boolean(), problem: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof Webhook>;

const params = z.strictObject({ webhookId: Uuid });
/** The signing secret; shown once, and cannot be read again. */
const secret = z.string();

export const listWebhooks = contract(webhookEndpoints, 'webhook.list', {
  summary: `List the webhooks with the state of their deliveries; at most ${MAX_WEBHOOKS}.`,
  result: z.object({ webhooks: z.array(Webhook) }),
});

export const createWebhook = contract(webhookEndpoints, 'webhook.create', {
  summary: `Add a webhook, at most ${MAX_WEBHOOKS}. The result contains its signing secret, which is shown only once.`,
  body: WebhookDraft,
  status: 201,
  result: z.object({ webhook: Webhook, secret }),
  returnsSecret: true,
});

export const changeWebhook = contract(webhookEndpoints, 'webhook.change', {
  summary:
    'Change the URL or the events of a webhook, or pause it; when resumed, waiting events of the last thirty days follow.',
  params,
  body: WebhookDraft.required().extend({ isPaused: z.boolean() }),
  result: Webhook,
});

export const rotateWebhookSecret = contract(webhookEndpoints, 'webhook.rotate_secret', {
  summary: 'Create a new signing secret; for one day, deliveries are signed with the previous one as well.',
  params,
  body: z.strictObject({}),
  result: z.object({ secret, bothUntil: Instant }),
  returnsSecret: true,
});

export const testWebhook = contract(webhookEndpoints, 'webhook.test', {
  summary: 'Send a test event of type "interventions.webhook.tested" to the webhook; it is delivered like any other.',
  params,
  body: z.strictObject({}),
  result: z.object({ webhookId: Uuid }),
});

export const removeWebhook = contract(webhookEndpoints, 'webhook.remove', {
  summary: 'Remove a webhook; waiting events are not delivered.',
  params,
  result: z.object({ webhookId: Uuid }),
});

export const webhookTested = event('interventions.webhook.tested', {
  summary: 'A test of a webhook; delivered only to it.',
  data: z.strictObject({ webhookId: Uuid }),
  stream: ({ webhookId }) => ({ key: webhookId, subject: `webhooks/${webhookId}`, onlyWebhookId: webhookId }),
  isSubscribable: false,
});
