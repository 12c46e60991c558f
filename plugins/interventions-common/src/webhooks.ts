/**
 * Terminology
 *
 * - **Webhook**: an address of another system that events are posted to, signed as Standard Webhooks 1.0 says.
 */
import { z } from 'zod';
import { contract } from './contract';
import { event } from './event';
import { Instant, optionalText, text, Uuid } from './primitives';
import { webhookEndpoints } from './webhookEndpoints';

export const MAX_WEBHOOKS = 10;

const MAX_EVENT_TYPES = 100;

/** Which of them there are, the service knows: the AsyncAPI document lists them. */
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
    /** Empty for all, also those that there will be one day. */
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
    /** Its events wait, for thirty days at most. */
    isPaused: z.boolean(),
    createdAt: Instant,
    secretChangedAt: Instant,
    /** When it last took an event, to the minute. */
    deliveredAt: Instant.nullable(),
    /** Why the last delivery in vain was so; null when it has taken one since. */
    problem: z.object({ message: z.string(), since: Instant, at: Instant }).nullable(),
    /** After five deliveries in vain nothing is sent until then, and then one event to see. */
    openUntil: Instant.nullable(),
    /** Events that it has not taken yet. */
    waitingCount: z.int(),
    /** Streams that stand still for it. */
    deadCount: z.int(),
    /** What came of the newest test, for thirty days; with a problem it is tried again, or is a dead letter. */
    lastTest: z.object({ sentAt: Instant, isTaken: z.boolean(), problem: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof Webhook>;

const params = z.strictObject({ webhookId: Uuid });
/** Told once, and not to be read again. */
const secret = z.string();

export const listWebhooks = contract(webhookEndpoints, 'webhook.list', {
  summary: 'Read where events are posted to, and how that goes.',
  result: z.object({ webhooks: z.array(Webhook) }),
});

export const createWebhook = contract(webhookEndpoints, 'webhook.create', {
  summary: `Have events posted to an address, at most ${MAX_WEBHOOKS}; the answer holds the secret that they are signed with, once.`,
  body: WebhookDraft,
  status: 201,
  result: z.object({ webhook: Webhook, secret }),
  returnsSecret: true,
});

export const changeWebhook = contract(webhookEndpoints, 'webhook.change', {
  summary: 'Change where to, and which events, or let them wait; on resuming, those of the last thirty days follow.',
  params,
  body: WebhookDraft.required().extend({ isPaused: z.boolean() }),
  result: Webhook,
});

export const rotateWebhookSecret = contract(webhookEndpoints, 'webhook.rotate_secret', {
  summary: 'Make a new secret; for a day, deliveries are signed with the one before as well.',
  params,
  body: z.strictObject({}),
  result: z.object({ secret, bothUntil: Instant }),
  returnsSecret: true,
});

export const testWebhook = contract(webhookEndpoints, 'webhook.test', {
  summary: 'Send the webhook an event of type "interventions.webhook.tested"; it is delivered like any other.',
  params,
  body: z.strictObject({}),
  result: z.object({ webhookId: Uuid }),
});

export const removeWebhook = contract(webhookEndpoints, 'webhook.remove', {
  summary: 'Post no more events there; those that wait are not delivered.',
  params,
  result: z.object({ webhookId: Uuid }),
});

export const webhookTested = event('interventions.webhook.tested', {
  summary: 'A coordinator tries out a webhook; it goes there and nowhere else.',
  data: z.strictObject({ webhookId: Uuid }),
  stream: ({ webhookId }) => ({ key: webhookId, subject: `webhooks/${webhookId}`, onlyWebhookId: webhookId }),
  isSubscribable: false,
});
