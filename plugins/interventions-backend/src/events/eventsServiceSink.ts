import type { EventSink } from '@aimline/plugin-interventions-node';
import type { EventsService } from '@backstage/plugin-events-node';

/** Publishes to Backstage's events service, for plugins and modules of the same process that subscribe by topic. */
export function eventsServiceSink(events: EventsService): EventSink {
  return {
    name: 'events-service',
    deliver: (event) => events.publish({ topic: event.type, eventPayload: event }),
  };
}
