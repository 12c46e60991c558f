import type { Words } from '../words/Words';

/** What an event type is called; an unknown type is returned as it is. */
export function eventLabel({ events }: Pick<Words, 'events'>, type: string): string {
  return events[type] ?? type;
}
