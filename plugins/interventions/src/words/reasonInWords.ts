import type { Words } from './Words';

/** Why something was allowed, in words; a reason that has none as it is. */
export function reasonInWords({ reasons }: Pick<Words, 'reasons'>, reason: string): string {
  return reasons[reason] ?? reason;
}
