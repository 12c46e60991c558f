import { type Check, CHECKS } from './checks';

/** A login or a launch that did not pass the check. */
export class LaunchRefusedError extends Error {
  override readonly name = 'LaunchRefusedError';
  /** What was passed before, in its order. */
  passed: readonly Check[] = [];
  constructor(
    readonly check: Check,
    options?: ErrorOptions,
  ) {
    super(CHECKS[check].sentence, options);
  }
}
