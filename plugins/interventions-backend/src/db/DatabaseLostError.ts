/**
 * The database cannot be reached, or the connection was lost during a transaction. Nothing was saved, except possibly when
 * it was lost during the commit: then the outcome is unknown, and only a write with an `Idempotency-Key` is safe to retry.
 */
export class DatabaseLostError extends Error {
  override readonly name = 'ServiceUnavailableError';
  /** The delay before a retry; a server restart usually takes no longer. */
  readonly seconds = 2;

  constructor({ isCommitting = false, cause }: { isCommitting?: boolean; cause?: unknown } = {}) {
    super(
      isCommitting
        ? 'The connection to the database was lost while this was being saved. Check whether it was saved before you try again.'
        : 'The database cannot be reached. Nothing was saved; try again.',
      { cause },
    );
  }
}
