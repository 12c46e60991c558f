import { useState } from 'react';
import { localDateIn } from './format';

/** The calendar day in the time zone of the school when the page was opened. */
export function useToday(timeZone: string): string {
  const [now] = useState(() => new Date());
  return localDateIn(timeZone, now);
}
