/**
 * Terminology
 *
 * - **Event**: a change that other systems may subscribe to, as a CloudEvent without names or free text.
 * - **Stream**: the events about one thing, usually an intervention. They are numbered without gaps and delivered in order;
 *   streams are delivered in parallel.
 * - **Sink**: a subscriber: a webhook of the district, or a system that the installation configures, such as RabbitMQ.
 * - **Dead letter**: an event that a subscriber has not accepted for three days. It blocks its stream, for this subscriber,
 *   until a coordinator replays or skips it.
 */
import { z } from 'zod';
import { contract } from './contract';
import { eventEndpoints } from './eventEndpoints';
import { page } from './page';
import { Instant, Uuid } from './primitives';

/**
 * CloudEvents 1.0, JSON format. Extension attributes (lower-case letters only, section 3.1): `tenantid`; `partitionkey`,
 * the stream; `sequence`, the number of the event in its stream, with leading zeros so that it sorts as text.
 */
export const CloudEvent = z
  .object({
    specversion: z.literal('1.0'),
    id: Uuid,
    source: z.string(),
    type: z.string(),
    subject: z.string(),
    time: Instant,
    datacontenttype: z.literal('application/json'),
    tenantid: Uuid,
    partitionkey: Uuid,
    sequence: z.string().regex(/^\d{10}$/),
    data: z.unknown(),
  })
  .meta({ id: 'CloudEvent' });
export type CloudEvent = z.infer<typeof CloudEvent>;

export const EVENTS_PER_PAGE = 200;

export const EventPage = page('events', CloudEvent).meta({ id: 'EventPage' });
export type EventPage = z.infer<typeof EventPage>;

/** A position in the event feed: the `next` of a page. */
export const EventCursor = z
  .string()
  .regex(/^\d{1,9}-\d{1,15}-\d{1,9}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
    error: 'Expected the "next" of a page.',
  })
  .meta({ id: 'EventCursor' });

export const listEvents = contract(eventEndpoints, 'event.list', {
  summary: `Read the events of the last thirty days, those of a stream in order, ${EVENTS_PER_PAGE} a page.`,
  query: z.strictObject({ after: EventCursor.optional() }),
  result: EventPage,
});

/** A stream that is stopped for one subscriber. */
export const DeadLetter = z
  .object({
    /** The subscriber: the id of a webhook, or the name of a sink of the service such as `rabbitmq`. */
    sink: z.string(),
    /** The event that was not accepted; null when it is older than thirty days and was purged. */
    event: CloudEvent.nullable(),
    /** The stream. */
    orderingKey: Uuid,
    /** The number of waiting events in the stream, this one included. */
    waitingCount: z.int(),
    failingSince: Instant.nullable(),
    deadAt: Instant,
    /** Why the last attempt failed. */
    problem: z.string(),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetter = z.infer<typeof DeadLetter>;

/** A dead letter as a cursor: when it was given up (microseconds since 1970), its subscriber and its stream. */
const DeadLetterCursor = z
  .string()
  .regex(/^\d{1,17}\.[a-z0-9-]{1,60}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
    error: 'Expected the "next" of a page.',
  })
  .meta({ id: 'DeadLetterCursor' });

const SinkName = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/, { error: 'Expected the id of a webhook, or a sink such as "rabbitmq".' });

export const listDeadLetters = contract(eventEndpoints, 'dead_letter.list', {
  summary: 'List the dead letters of all subscribers, latest first, 100 a page.',
  query: z.strictObject({ after: DeadLetterCursor.optional() }),
  result: page('deadLetters', DeadLetter),
});

export const replayDeadLetters = contract(eventEndpoints, 'dead_letter.replay', {
  summary: 'Deliver all dead letters of a subscriber again, or that of one stream.',
  body: z.strictObject({ sink: SinkName, orderingKey: Uuid.optional() }),
  result: z.object({ replayedCount: z.int() }),
});

export const skipDeadLetter = contract(eventEndpoints, 'dead_letter.skip', {
  summary: 'Skip an event for a subscriber, and continue with the next of its stream.',
  body: z.strictObject({ sink: SinkName, orderingKey: Uuid, eventId: Uuid }),
  result: z.object({ waitingCount: z.int() }),
});
