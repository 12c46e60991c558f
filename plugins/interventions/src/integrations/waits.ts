import { formatCount } from '../words/format';

/** `1 event waits`, `12 events wait` */
export function waits(count: number): string {
  return count === 1 ? '1 event waits' : `${formatCount(count, 'event')} wait`;
}
