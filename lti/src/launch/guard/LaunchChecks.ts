import type { Check } from './checks';
import { LaunchRefusedError } from './LaunchRefusedError';

/** The checks of one launch, recorded in the order in which they were made. */
export class LaunchChecks {
  readonly #passed: Check[] = [];

  get passed(): readonly Check[] {
    return this.#passed;
  }

  /** @throws LaunchRefusedError when the check does not hold. */
  expect(check: Check, holds: unknown): asserts holds {
    if (!holds) throw new LaunchRefusedError(check);
    this.#passed.push(check);
  }

  /** For checks that somebody else makes, all of them before it returns. */
  pass(...checks: readonly Check[]): void {
    this.#passed.push(...checks);
  }
}
