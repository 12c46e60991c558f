/** Background jobs on a real database, with several processes. */
import type { Job, JobRun } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { listJobs } from './listJobs';
import { startJobs, type RunningJobs } from './startJobs';

const TEST_PROCESS = resolve(__dirname, '../../../../test/support/jobProcess.ts');

interface JobData {
  key?: string;
  courseId?: string;
}

let db: TestDatabase;
const replicas: RunningJobs[] = [];
const warnings: string[] = [];
const logger = { warn: (message: string) => void warnings.push(message) } as unknown as LoggerService;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.destroy());
afterEach(async () => {
  await Promise.all(replicas.splice(0).map((replica) => replica.stop()));
  warnings.length = 0;
});

/** Starts the same jobs as another process of the service would. */
async function startReplica(...jobs: Job<never>[]): Promise<RunningJobs> {
  const replica = await startJobs({ knex: db.app, jobs, logger });
  replicas.push(replica);
  return replica;
}

test('an enqueued job runs at once, with its data', async () => {
  const runs: JobData[] = [];
  const greet = job('test.greet', async ({ data }) => void runs.push(data));
  const replica = await startReplica(greet);
  await replica.enqueue(greet, { courseId: 'grade-3' });
  await until(() => runs.length > 0);
  expect(runs).toEqual([{ courseId: 'grade-3' }]);
});

test('of jobs with the same key one runs at a time over all processes, and one waits', async () => {
  const running = new Map<string, number>();
  const done: string[] = [];
  let maxPerKey = 0;
  const release = Promise.withResolvers<void>();
  const read: Job<JobData> = {
    ...job('test.read', async ({ data: { key = '' } }) => {
      running.set(key, (running.get(key) ?? 0) + 1);
      maxPerKey = Math.max(maxPerKey, ...running.values());
      await release.promise;
      running.set(key, running.get(key)! - 1);
      done.push(key);
    }),
    key: ({ key = '' }) => key,
    concurrency: 4,
  };
  const both = [await startReplica(read), await startReplica(read)];
  for (const key of ['a', 'b']) await both[0]!.enqueue(read, { key });
  await until(() => running.size === 2);
  for (let i = 0; i < 10; i += 1) for (const key of ['a', 'b']) await both[i % 2]!.enqueue(read, { key });
  release.resolve();
  await until(async () => (await waiting('test.read')) === 0);
  expect({ maxPerKey, done: done.toSorted() }).toEqual({ maxPerKey: 1, done: ['a', 'a', 'b', 'b'] });
});

test('a process runs no more keys in parallel than configured', async () => {
  let [running, most, done] = [0, 0, 0];
  const read: Job<JobData> = {
    ...job('test.bounded', async () => {
      most = Math.max(most, (running += 1));
      await setTimeout(20);
      running -= 1;
      done += 1;
    }),
    key: ({ key = '' }) => key,
    concurrency: 2,
  };
  const replica = await startReplica(read);
  for (let i = 0; i < 5; i += 1) await replica.enqueue(read, { key: String(i) });
  await until(() => done === 5);
  expect(most).toBe(2);
});

test('a failed job is retried with growing backoff, and delays no other', async () => {
  const attempts: number[] = [];
  let others = 0;
  const poison = job('test.poison', async () => {
    attempts.push(performance.now());
    throw Object.assign(new TypeError('Maya Torres is not a number'), { detail: 'Maya Torres' });
  });
  const other = job('test.other', async () => void (others += 1));
  const replica = await startReplica(poison, other);
  await replica.enqueue(poison, {});
  await until(() => attempts.length === 1);
  await replica.enqueue(other, {});
  await until(() => attempts.length === 3 && warnings.length === 3);
  await until(async () => (await listJobs(db.owner)).every(({ running }) => running === 0));
  const [first, second, third] = attempts as [number, number, number];
  expect(others).toBe(1);
  expect(second - first).toBeGreaterThan(2_000);
  expect(third - second).toBeGreaterThan(4_000);
  expect(warnings.slice(0, 2)).toEqual([
    'The job test.poison failed at attempt 1: TypeError',
    'The job test.poison failed at attempt 2: TypeError',
  ]);
  const { rows } = await db.admin.query(
    `select to_jsonb(j)::text as stored from jobs.job j where name = 'test.poison'`,
  );
  expect(rows[0].stored).toContain('TypeError');
  expect(rows[0].stored).not.toContain('Maya');
  expect((await listJobs(db.owner)).filter(({ name }) => name === 'test.poison' || name === 'test.other')).toEqual([
    {
      name: 'test.other',
      schedule: null,
      ...{ waiting: 0, running: 0, failed: 0 },
      lastEndedAt: expect.any(Date),
      lastFailure: null,
    },
    {
      name: 'test.poison',
      schedule: null,
      ...{ waiting: 1, running: 0, failed: 0 },
      lastEndedAt: null,
      lastFailure: 'TypeError',
    },
  ]);
});

test('a process that stops releases its running jobs, and another restarts them', async () => {
  const runs: [string, boolean][] = [];
  const releasedJob = (replica: string) =>
    job('test.handed', async ({ isRepeated, signal }) => {
      runs.push([replica, isRepeated]);
      if (replica === 'first') await setTimeout(60_000, undefined, { signal });
    });
  const first = await startReplica(releasedJob('first'));
  await first.enqueue(releasedJob('first'), {});
  await until(() => runs.length === 1);
  await startReplica(releasedJob('second'));
  await first.stop();
  await until(() => runs.length === 2);
  expect(runs).toEqual([
    ['first', false],
    ['second', true],
  ]);
  expect(warnings).toEqual([]);
});

test('heartbeats keep a job with the process that runs it', async () => {
  const wasTakenOver: boolean[] = [];
  const lasting = job('test.lasting', async ({ signal }) => {
    for (let heartbeats = 0, last = await lastHeartbeat('test.lasting'); heartbeats < 2; heartbeats += 1) {
      const before = last;
      await until(async () => (last = await lastHeartbeat('test.lasting')) > before);
    }
    wasTakenOver.push(signal.aborted);
  });
  const replica = await startReplica(lasting);
  await replica.enqueue(lasting, {});
  await until(() => wasTakenOver.length > 0);
  expect(wasTakenOver).toEqual([false]);
});

test('a scheduled job runs in one of two processes', async () => {
  // a cron tick counts for a minute: this one is the current minute, or the one that begins within 20 s
  const minute = new Date(Date.now() + 20_000);
  const runs: string[] = [];
  const ticking = (replica: string): Job => ({
    ...job('test.tick', async () => void runs.push(replica)),
    schedule: `${minute.getUTCMinutes()} ${minute.getUTCHours()} * * *`,
  });
  for (const replica of ['first', 'second']) await startReplica(ticking(replica));
  await until(() => runs.length > 0);
  // both processes check the schedule once more, and start no second run
  const { rows } = await db.admin.query('select cron_on from jobs.version');
  await until(async () => {
    const { rowCount } = await db.admin.query(
      `select from jobs.version where cron_on > $1::timestamptz + interval '9 seconds'`,
      [rows[0].cron_on],
    );
    return rowCount === 1 && (await waiting('test.tick')) === 0;
  });
  expect(runs).toHaveLength(1);
}, 60_000);

test('a job of a killed process is restarted by another within a minute', async () => {
  const child = fork(TEST_PROCESS, {
    env: { ...process.env, AIMLINE_TEST_CONNECTION: JSON.stringify(db.appConnection) },
    execArgv: ['-C', '@aimline/source', '--require', '@backstage/cli-node/config/nodeTransform.cjs'],
  });
  await new Promise<void>((started) => child.on('message', (message) => message === 'started' && started()));
  const runs: JobRun<JobData>[] = [];
  await startReplica(job('test.long', async (run) => void runs.push(run)));
  child.kill('SIGKILL');
  await once(child, 'exit');
  await until(() => runs.length === 1);
  expect(runs).toEqual([expect.objectContaining({ isRepeated: true })]);
}, 60_000);

function job(name: string, run: Job<JobData>['run']): Job<JobData> {
  return { name, schedule: null, run };
}

async function lastHeartbeat(name: string): Promise<Date> {
  const { rows } = await db.admin.query(
    `select heartbeat_on as "on" from jobs.job where name = $1 and state = 'active'`,
    [name],
  );
  return rows[0].on;
}

async function waiting(name: string): Promise<number> {
  const { rows } = await db.admin.query(
    `select count(*)::int as n from jobs.job where name = $1 and state in ('created', 'retry', 'active')`,
    [name],
  );
  return rows[0].n;
}

/** Waits until the condition is true; a minute at most. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await condition()); await setTimeout(20)) {
    if (Date.now() > deadline) throw new Error('Nothing happened for a minute.');
  }
}
