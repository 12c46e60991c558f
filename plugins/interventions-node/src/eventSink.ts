import type { CloudEvent } from '@aimline/plugin-interventions-common/events';

/** A subscriber to events: in order per stream, at least once; `event.id` tells a repetition. */
export interface EventSink {
  /** Stable: how far it got is kept under this name. */
  readonly name: string;
  /** Which types of events it takes; all, unless given. */
  takes?(type: string): boolean;
  /** The longest pause between two attempts, in milliseconds; half a minute unless given. */
  readonly maxBackoffMs?: number;
  /**
   * Takes one event. Events of different streams may come at once, those of one stream one after the other.
   *
   * @param signal is aborted when the time for it is over: 15 s.
   * @throws Error that says why not, in a sentence without personal data, which coordinators read. The event, and those
   *   after it in its stream, are delivered again later.
   */
  deliver(event: CloudEvent, options: { signal: AbortSignal }): Promise<void>;
}
