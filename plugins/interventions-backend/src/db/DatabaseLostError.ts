/**
 * The database cannot be reached, or went away in the middle of a transaction. Nothing was saved, unless it was just being
 * committed: then nobody knows, and only a write with an `Idempotency-Key` is sent again without harm.
 */
export class DatabaseLostError extends Error {
  override readonly name = 'ServiceUnavailableError';
  /** After which it is worth trying again: a server that is restarted needs no more as a rule. */
  readonly seconds = 2;

  constructor({ isCommitting = false, cause }: { isCommitting?: boolean; cause?: unknown } = {}) {
    super(
      isCommitting
        ? 'The database went away while this was being saved. Look whether it was; try again.'
        : 'The database cannot be reached. Nothing was saved; try again.',
      { cause },
    );
  }
}
