import type { EventDefinition } from '@aimline/plugin-interventions-common/event';
import { CloudEvent } from '@aimline/plugin-interventions-common/events';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** The AsyncAPI 3.0 document: the events of all features, and the channels that deliver them. */
export function asyncApiDocument(events: readonly EventDefinition[]): Json {
  const messages = Object.fromEntries(
    events.map(({ type, summary, data }) => [type, messageOf(type, summary, schemaOf(data))]),
  );
  const all = Object.keys(messages);
  const inChannel = Object.fromEntries(all.map((type) => [type, { $ref: `#/components/messages/${type}` }]));
  const sends = (channel: string, summary: string) => ({
    action: 'send',
    summary,
    channel: { $ref: `#/channels/${channel}` },
    messages: all.map((type) => ({ $ref: `#/channels/${channel}/messages/${type}` })),
  });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Aimline events',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: CONTENT_TYPE,
    channels: {
      webhook: {
        address: null,
        title: 'The URL of a webhook',
        description: 'One POST per event. A 2xx response within 12 s accepts it; otherwise it is retried.',
        messages: inChannel,
        bindings: { http: {} },
      },
      rabbitmq: {
        address: '{tenantId}.{type}',
        title: 'A topic exchange of RabbitMQ',
        description: 'The routing key consists of the tenant id and the event type.',
        parameters: {
          tenantId: { description: 'The id of the district.' },
          type: { description: 'The event type.', enum: all },
        },
        messages: inChannel,
      },
    },
    operations: {
      postToWebhook: sends('webhook', 'Posts events to the webhooks of the district that subscribe to them.'),
      publishToRabbitmq: sends('rabbitmq', 'Publishes events to RabbitMQ, if the installation has one.'),
    },
    components: { messages },
  };
}

const CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';

const DESCRIPTION = `CloudEvents 1.0 in JSON format. Delivery is at least once: \`id\` identifies repetitions. The events of
one stream (\`partitionkey\`, usually an intervention) are delivered in order, numbered without gaps by \`sequence\`; those
of different streams in any order. Data contains ids and codes, no names. Webhooks are signed according to Standard
Webhooks 1.0. The same events can be polled for thirty days at \`GET /api/interventions/v1/events?after=\`.`;

function messageOf(name: string, summary: string, data: Json): Json {
  const { properties, required, ...envelope } = schemaOf(CloudEvent) as { properties: Json; required: string[] };
  return {
    name,
    title: name,
    summary,
    contentType: CONTENT_TYPE,
    headers: {
      type: 'object',
      properties: {
        'webhook-id': { type: 'string', description: 'The id of the event. Webhooks only.' },
        'webhook-timestamp': { type: 'string', description: 'When it was sent, in seconds since 1970. Webhooks only.' },
        'webhook-signature': { type: 'string', description: 'One signature for each valid secret. Webhooks only.' },
      },
    },
    payload: { ...envelope, properties: { ...properties, type: { const: name }, data }, required },
  };
}

/** JSON Schema draft 7, which AsyncAPI is based on, with all references replaced by their definitions. */
function schemaOf(schema: z.ZodType): Json {
  const {
    $schema: _,
    definitions = {},
    ...whole
  } = z.toJSONSchema(schema, { target: 'draft-7', io: 'output' }) as Json;
  const named = definitions as Record<string, Json>;
  const dereference = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(dereference);
    const { $ref, ...rest } = value as Json;
    if (typeof $ref === 'string') return dereference(named[$ref.replace('#/definitions/', '')]);
    return Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, dereference(part)]));
  };
  return dereference(whole) as Json;
}
