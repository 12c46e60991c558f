/** One attempt at a job. */
export interface JobRun<Data extends object> {
  /** The data of the job: only ids and service addresses, because job tables are not protected by tenant isolation. */
  readonly data: Data;
  /** Whether an earlier attempt failed, or its process was killed or stopped. */
  readonly isRepeated: boolean;
  /**
   * Aborted when the service stops, or another process has taken over the job: then stop soon, by throwing its reason.
   */
  readonly signal: AbortSignal;
}

/**
 * Background work, started by a schedule or by being enqueued.
 *
 * Runs at least once. A failed attempt is retried with growing backoff, in any process. Jobs of a killed process are
 * restarted by another within a minute, those of a stopped one within seconds. A job must be safe to interrupt anywhere,
 * to repeat, and to run twice at the same time.
 */
export interface Job<Data extends object = object> {
  /** The name of the job: dotted lower-case words, such as `audit.seal`. */
  readonly name: string;
  /** A cron expression of five fields, in UTC; null for a job that is only enqueued. */
  readonly schedule: string | null;
  /** Also enqueued at process start, instead of waiting for the first cron tick. */
  readonly isDueAtStart?: true;
  /** Jobs with the same key: one runs and one waits, over all processes. Without this function, all have the same key. */
  readonly key?: (data: Data) => string;
  /** How many keys one process works on in parallel; one by default. */
  readonly concurrency?: number;
  run(run: JobRun<Data>): Promise<void>;
}

export interface Jobs {
  /**
   * Enqueues a job, unless one with the same key waits already. Not part of a transaction: use `enqueue` of the unit of
   * work for that.
   */
  enqueue<Data extends object>(job: Job<Data>, data: Data): Promise<void>;
}
