import type { Words } from '../words/Words';

/** What happened, in words; a type that has none as it is. */
export function eventLabel({ events }: Pick<Words, 'events'>, type: string): string {
  return events[type] ?? type;
}
