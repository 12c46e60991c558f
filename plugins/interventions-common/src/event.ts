import type { z } from 'zod';

/** The stream of an event, and what it is about. */
export interface EventStream {
  /** The id of the stream: its events are numbered without gaps and delivered in order. */
  key: string;
  /** The CloudEvents `subject`, such as `interventions/<id>`. */
  subject: string;
  /** Delivers the event to this webhook only; to all subscribers by default. */
  onlyWebhookId?: string;
}

/** An event ready to be stored in the transaction of its change. */
export interface EmittedEvent {
  type: string;
  data: object;
  stream: EventStream;
}

/** An event type with its documentation. */
export interface EventDefinition {
  /** Dotted lower-case words, such as `interventions.attendance.recorded`. */
  readonly type: string;
  readonly summary: string;
  readonly data: z.ZodObject;
  /** Whether webhooks may subscribe to the event type. */
  readonly isSubscribable: boolean;
}

/**
 * Declares an event type with its stream and subject; calling the result with data makes an event.
 *
 *     export const progressNoted = event('interventions.progress.noted', { summary, data, stream });
 *     uow.emit(progressNoted({ interventionId, noteId }));
 *
 * Data contains ids and codes, never names or free text: an authorised subscriber reads those from the API.
 */
export function event<Data extends z.ZodObject>(
  type: string,
  definition: {
    summary: string;
    data: Data;
    stream: (data: z.output<Data>) => EventStream;
    /** Whether webhooks may subscribe to the event type; true by default. */
    isSubscribable?: boolean;
  },
): EventDefinition & ((data: z.output<Data>) => EmittedEvent) {
  const { summary, data: schema, stream, isSubscribable = true } = definition;
  const make = (data: z.output<Data>): EmittedEvent => ({ type, data, stream: stream(data) });
  return Object.assign(make, { type, summary, data: schema, isSubscribable });
}

/** The stream of an intervention and of everything that belongs to it: all its events are delivered in order. */
export function ofIntervention({ interventionId }: { interventionId: string }): EventStream {
  return { key: interventionId, subject: `interventions/${interventionId}` };
}
