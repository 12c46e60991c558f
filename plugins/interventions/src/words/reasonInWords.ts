import type { Words } from './Words';

/** The text for the reason why something was allowed; an unknown reason as it is. */
export function reasonInWords({ reasons }: Pick<Words, 'reasons'>, reason: string): string {
  return reasons[reason] ?? reason;
}
