/** One attempt at a job. */
export interface JobRun<Data extends object> {
  /** Ids and addresses of services alone: jobs are kept outside the wall between tenants. */
  readonly data: Data;
  /** An attempt before this one failed, or its process was killed or stopped in the middle. */
  readonly isRepeated: boolean;
  /** Aborted when the service stops, or another process has taken the job over: throw its reason soon. */
  readonly signal: AbortSignal;
}

/**
 * Work in the background, by the clock or when it is enqueued.
 *
 * At least once: what throws is tried again after longer and longer pauses, in whichever process; when a process is
 * killed, another one begins its jobs again within a minute, and when it is stopped, within seconds. A job must bear to
 * be broken off anywhere and begun again, and to be begun twice.
 */
export interface Job<Data extends object = object> {
  /** Dotted lower-case words, such as `audit.seal`. */
  readonly name: string;
  /** Minute, hour, day of the month, month and day of the week (cron), in UTC; null for a job that is only enqueued. */
  readonly schedule: string | null;
  /** Also enqueued when a process starts, not only by the clock. */
  readonly isDueAtStart?: true;
  /** Of jobs with one key one runs at a time, in all processes, and one waits; without a key, of all of them. */
  readonly key?: (data: Data) => string;
  /** How many keys a process works on at a time; one by default. */
  readonly concurrency?: number;
  run(run: JobRun<Data>): Promise<void>;
}

export interface Jobs {
  /**
   * Has a job done as soon as it is its turn; when one with its key waits already, that one is enough. Not a part of a
   * transaction: what belongs to one is enqueued by its unit of work.
   */
  enqueue<Data extends object>(job: Job<Data>, data: Data): Promise<void>;
}
