import type { EventDefinition } from '@aimline/plugin-interventions-common/event';
import { CloudEvent } from '@aimline/plugin-interventions-common/events';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** What Aimline tells other systems, as an AsyncAPI 3.0 document: the events of all features, and the ways they go. */
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
        title: 'The address of a webhook',
        description: 'A POST for each event. Any answer of 2xx within 12 s takes it; anything else has it sent again.',
        messages: inChannel,
        bindings: { http: {} },
      },
      rabbitmq: {
        address: '{tenantId}.{type}',
        title: 'A topic exchange of RabbitMQ',
        description: 'The routing key is the id of the tenant and the type of the event.',
        parameters: {
          tenantId: { description: 'The district.' },
          type: { description: 'The type of the event.', enum: all },
        },
        messages: inChannel,
      },
    },
    operations: {
      postToWebhook: sends('webhook', 'Events are posted to the webhooks of the district that subscribe to them.'),
      publishToRabbitmq: sends('rabbitmq', 'Events are published where the installation has a RabbitMQ.'),
    },
    components: { messages },
  };
}

const CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';

const DESCRIPTION = `CloudEvents 1.0 in the JSON format. Each event comes at least once: \`id\` tells a repetition.
The events of one stream (\`partitionkey\`: an intervention, as a rule) come in order, numbered without gaps by
\`sequence\`; those of different streams in any order. Data carries ids and codes, no names. Webhooks are signed as Standard Webhooks 1.0 says. The same events can be
polled for thirty days at \`GET /api/interventions/v1/events?after=\`.`;

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
        'webhook-id': { type: 'string', description: 'The id of the event. With webhooks.' },
        'webhook-timestamp': { type: 'string', description: 'When it was sent, in seconds since 1970. With webhooks.' },
        'webhook-signature': { type: 'string', description: 'By each secret of the webhook. With webhooks.' },
      },
    },
    payload: { ...envelope, properties: { ...properties, type: { const: name }, data }, required },
  };
}

/** JSON Schema draft 7, which AsyncAPI builds on; what the language names stands in its place. */
function schemaOf(schema: z.ZodType): Json {
  const {
    $schema: _,
    definitions = {},
    ...whole
  } = z.toJSONSchema(schema, { target: 'draft-7', io: 'output' }) as Json;
  const named = definitions as Record<string, Json>;
  const inPlace = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(inPlace);
    const { $ref, ...rest } = value as Json;
    if (typeof $ref === 'string') return inPlace(named[$ref.replace('#/definitions/', '')]);
    return Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, inPlace(part)]));
  };
  return inPlace(whole) as Json;
}
