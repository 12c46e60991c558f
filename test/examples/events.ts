import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({ webhookId, next, interventionId, eventId, deadLetter, deadLetterCursor }: ExampleWorld) => ({
  'event.list': { query: { after: next } },
  'dead_letter.list': { query: { after: deadLetterCursor } },
  'dead_letter.replay': { body: { sink: webhookId, orderingKey: interventionId } },
  'dead_letter.skip': { body: { ...deadLetter, eventId } },
});
