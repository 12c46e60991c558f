import type { CloudEvent } from '@aimline/plugin-interventions-common/events';

export interface EventSink {
  readonly name: string;
  /**
   * Takes one event. Delivery is at least once, in order per intervention: `event.id` tells a repetition.
   * When it throws, this event and those after it are delivered again later.
   */
  deliver(event: CloudEvent): Promise<void>;
}
