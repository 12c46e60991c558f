import { freePort } from '@aimline/embedded/freePort';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { TestDatabase } from './database';

export interface ServiceProcess {
  /** The address it listens on; not its public origin. */
  address: string;
  port: number;
  process: ChildProcess;
  /** Resolves to the exit code or signal of the process. */
  ended: Promise<number | string>;
  /** The log of the process so far. */
  log(): string;
  kill(): Promise<void>;
}

/** The service as a deployment runs it, on a database of a test; resolves when it is ready. */
export async function startServiceProcess(options: {
  /** The connection string of the owner. Without it, the service expects a migrated database. */
  db: Pick<TestDatabase, 'appConnection'> & { ownerConnection?: string };
  origin: string;
  appDirectory: string;
  /** URL of a RabbitMQ to publish events to. */
  amqpUrl?: string;
}): Promise<ServiceProcess> {
  const { db, origin, appDirectory, amqpUrl = '' } = options;
  const { host, port: databasePort, database, password } = db.appConnection;
  const port = await freePort();
  const child = spawn(process.execPath, ['packages/backend/dist/index.js'], {
    env: {
      ...process.env,
      PORT: String(port),
      AIMLINE_ORIGIN: origin,
      AIMLINE_DB_HOST: host,
      AIMLINE_DB_PORT: String(databasePort),
      AIMLINE_DB_NAME: database,
      AIMLINE_DB_APP_PASSWORD: password,
      AIMLINE_DB_OWNER_CONNECTION: db.ownerConnection,
      AIMLINE_ENCRYPTION_KEY: 'a key for tests, and for nothing else',
      AIMLINE_APP_DIRECTORY: appDirectory,
      AIMLINE_AMQP_URL: amqpUrl,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (log += text));
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  const address = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${address}/.backstage/health/v1/readiness`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error(`The service ended with ${child.exitCode}:\n${log}`);
    await setTimeout(50);
  }
  return {
    ...{ address, port, process: child, ended },
    log: () => log,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
