import { type Check, CHECKS } from './checks';

/** A login, a launch or a notice that failed a check. */
export class LaunchRefusedError extends Error {
  override readonly name = 'LaunchRefusedError';
  /** The checks passed before, in the order in which they were made. */
  passed: readonly Check[] = [];
  constructor(
    readonly check: Check,
    options?: ErrorOptions,
  ) {
    super(CHECKS[check].sentence, options);
  }
}
