import type { z } from 'zod';

/** Where an event goes. */
export interface EventStream {
  /** The id of what the stream is about: its events are numbered without gaps and delivered in order. */
  key: string;
  /** What the event is about (CloudEvents `subject`), such as `interventions/<id>`. */
  subject: string;
  /** The one webhook that gets it, and nobody else; all subscribers unless given. */
  onlyWebhookId?: string;
}

/** Something that happened, ready to be stored with the change that it tells of. */
export interface EmittedEvent {
  type: string;
  data: object;
  stream: EventStream;
}

/** What one type of event is, as documents and subscribers read it. */
export interface EventDefinition {
  /** Dotted lower-case words, such as `interventions.attendance.recorded`. */
  readonly type: string;
  readonly summary: string;
  readonly data: z.ZodObject;
  /** Whether one may subscribe to it. */
  readonly isSubscribable: boolean;
}

/**
 * Declares a type of event with its stream and subject; called with its data, it makes one.
 *
 *     export const progressNoted = event('interventions.progress.noted', { summary, data, stream });
 *     uow.emit(progressNoted({ interventionId, noteId }));
 *
 * Data carries ids and codes, never names or free text: a subscriber that may know more asks the API.
 */
export function event<Data extends z.ZodObject>(
  type: string,
  definition: {
    summary: string;
    data: Data;
    stream: (data: z.output<Data>) => EventStream;
    /** True unless given. */
    isSubscribable?: boolean;
  },
): EventDefinition & ((data: z.output<Data>) => EmittedEvent) {
  const { summary, data: schema, stream, isSubscribable = true } = definition;
  const make = (data: z.output<Data>): EmittedEvent => ({ type, data, stream: stream(data) });
  return Object.assign(make, { type, summary, data: schema, isSubscribable });
}

/** The stream of an intervention: what becomes of it and of all that belongs to it is told in order. */
export function ofIntervention({ interventionId }: { interventionId: string }): EventStream {
  return { key: interventionId, subject: `interventions/${interventionId}` };
}
