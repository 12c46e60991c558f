import type { Check } from './checks';
import { LaunchRefusedError } from './LaunchRefusedError';

/** The checks that one launch has passed, in the order in which they were made. */
export class LaunchChecks {
  readonly #passed: Check[] = [];

  get passed(): readonly Check[] {
    return this.#passed;
  }

  /** @throws LaunchRefusedError with the check, when it fails. */
  expect(check: Check, holds: unknown): asserts holds {
    if (!holds) throw new LaunchRefusedError(check);
    this.#passed.push(check);
  }

  /** Records checks that were made, and passed, elsewhere. */
  pass(...checks: readonly Check[]): void {
    this.#passed.push(...checks);
  }
}
