import type { Job, Jobs } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { fromKnex, type JobWithMetadata, PgBoss, type QueueOptions } from 'pg-boss';
import { JOB_SCHEMA } from './jobTables';

export interface RunningJobs extends Jobs {
  /** Inserts a job from an outbox into the queue; does nothing when its id was inserted before. */
  put(job: { jobId: string; name: string; singletonKey: string; data: object }): Promise<void>;
  /** Aborts running jobs, releases them to other processes, and starts no more; needs the database. */
  stop(): Promise<void>;
}

/** A job without a heartbeat for this time is considered dead; it runs again after at most 20 + 10 + 4 + 5 s. */
const HEARTBEAT_SECONDS = 20;
/** Three heartbeats may fail, or be late on a busy machine. */
const HEARTBEAT_REFRESH_SECONDS = 5;
const SUPERVISE_INTERVAL_SECONDS = 10;
/** Applies to jobs of other processes only: those that this process enqueues start at once. */
const POLLING_INTERVAL_SECONDS = 5;
const CRON_INTERVAL_SECONDS = 5;
/** How long stopping waits for jobs that ignore their signal. */
const STOP_TIMEOUT_MS = 10_000;

const QUEUE: QueueOptions & { heartbeatSeconds: number } = {
  heartbeatSeconds: HEARTBEAT_SECONDS,
  expireInSeconds: 20 * 60,
  // backoff of 2 to 4 s, doubled each time: the tenth retry after 17 to 34 minutes
  retryLimit: 10,
  retryDelay: 2,
  retryBackoff: true,
  deleteAfterSeconds: 7 * 24 * 3600,
};

/**
 * Runs the background jobs of the service, together with all other processes on the same database. The queue is pg-boss,
 * on the connections of the service.
 *
 * Only the name and code of an error are logged and stored: its message could quote records.
 */
export async function startJobs(options: {
  knex: Knex;
  jobs: readonly Job<never>[];
  logger: LoggerService;
}): Promise<RunningJobs> {
  const { knex, jobs, logger } = options;
  const stopping = new AbortController();
  const workers = new Map<string, string[]>();
  const boss = new PgBoss({
    db: fromKnex(knex),
    schema: JOB_SCHEMA,
    // the serving login may not change tables
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
    superviseIntervalSeconds: SUPERVISE_INTERVAL_SECONDS,
    monitorIntervalSeconds: SUPERVISE_INTERVAL_SECONDS,
    cronMonitorIntervalSeconds: CRON_INTERVAL_SECONDS,
    cronWorkerIntervalSeconds: CRON_INTERVAL_SECONDS,
  });
  boss.on('error', (error) => logger.warn(`The queue of background jobs failed: ${failureOf(error)}`));
  await boss.start();
  for (const job of jobs) await begin(job as Job);

  return {
    async enqueue(job, data) {
      await boss.send(job.name, data, { singletonKey: job.key?.(data) ?? '' });
      wake(job.name);
    },
    async put({ jobId, name, singletonKey, data }) {
      await boss.send(name, data, { id: jobId, singletonKey });
      wake(name);
    },
    async stop() {
      stopping.abort(new Error('Aimline is stopping.'));
      await boss.stop({ timeout: STOP_TIMEOUT_MS });
    },
  };

  async function begin(job: Job): Promise<void> {
    const { name, schedule, concurrency = 1 } = job;
    // 'stately': of jobs with the same key, one runs and one waits
    await boss.createQueue(name, { ...QUEUE, policy: 'stately' });
    await boss.updateQueue(name, QUEUE);
    if (schedule === null) await boss.unschedule(name);
    else await boss.schedule(name, schedule, {});
    const polling = {
      includeMetadata: true,
      heartbeatRefreshSeconds: HEARTBEAT_REFRESH_SECONDS,
      pollingIntervalSeconds: POLLING_INTERVAL_SECONDS,
    } as const;
    workers.set(
      name,
      await Promise.all(
        Array.from({ length: concurrency }, () =>
          boss.work(name, polling, ([task]: JobWithMetadata<object>[]) => attempt(job, task!)),
        ),
      ),
    );
  }

  async function attempt(job: Job, task: JobWithMetadata<object>): Promise<void> {
    const signal = AbortSignal.any([task.signal, stopping.signal]);
    try {
      await job.run({ data: task.data, isRepeated: task.retryCount > 0, signal });
    } catch (error) {
      const failure = signal.aborted ? 'released' : failureOf(error);
      if (!signal.aborted) logger.warn(`The job ${job.name} failed at attempt ${task.retryCount + 1}: ${failure}`);
      // oxlint-disable-next-line preserve-caught-error -- what is thrown here is stored in the database, causes included
      throw new Error(failure);
    } finally {
      wake(job.name);
    }
  }

  function wake(name: string): void {
    for (const worker of workers.get(name) ?? []) boss.notifyWorker(worker);
  }
}

function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { name, code } = error as Error & { code?: unknown };
  return typeof code === 'string' ? `${name} ${code}` : name;
}
