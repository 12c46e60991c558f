import type { CloudEvent } from '@aimline/plugin-interventions-common/events';

/** A subscriber to events. Delivery is at least once and in order per stream; `event.id` identifies repetitions. */
export interface EventSink {
  /** Must be stable: the delivery position is stored under this name. */
  readonly name: string;
  /** Whether the sink receives events of this type; without this function, it receives all. */
  subscribesTo?(type: string): boolean;
  /** The longest backoff between two attempts; 30 s by default. */
  readonly maxBackoffMs?: number;
  /**
   * Accepts one event. Events of different streams may arrive in parallel, those of one stream one after another.
   *
   * @param signal aborted at the timeout of 15 s
   * @throws Error whose message coordinators read: a sentence without personal data. The event is retried later, before
   *   those after it in its stream.
   */
  deliver(event: CloudEvent, options: { signal: AbortSignal }): Promise<void>;
}
