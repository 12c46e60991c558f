import { freePort } from '@aimline/embedded/freePort';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { OWNER_PASSWORD, type TestDatabase } from './database';

/** The service in a process of its own, with its log. */
export interface RunningBackend {
  origin: string;
  /** The secrets it was given, except the password of the serving login, which is a common word here. */
  secrets: string[];
  /** The log of the process so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts the service on a database with the most verbose log; resolves when its plugins serve. */
export async function startBackend({ appConnection, ownerConnection }: TestDatabase): Promise<RunningBackend> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const encryptionKey = randomBytes(32).toString('base64');
  const child = spawn(process.execPath, ['packages/backend/dist/index.js'], {
    cwd: resolve(__dirname, '../..'),
    env: {
      ...process.env,
      PORT: String(port),
      AIMLINE_ORIGIN: origin,
      AIMLINE_DB_HOST: appConnection.host,
      AIMLINE_DB_PORT: String(appConnection.port),
      AIMLINE_DB_NAME: appConnection.database,
      AIMLINE_DB_APP_PASSWORD: appConnection.password,
      AIMLINE_DB_OWNER_CONNECTION: ownerConnection,
      AIMLINE_ENCRYPTION_KEY: encryptionKey,
      AIMLINE_APP_DIRECTORY: resolve(__dirname, '../../packages/app/dist/web'),
      LOG_LEVEL: 'debug',
    },
  });
  let output = '';
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  await new Promise<void>((ready, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes('Plugin initialization complete')) ready();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => fail(new Error(`The service ended:\n${output}`)));
  });
  return {
    origin,
    secrets: [encryptionKey, `aimline_owner:${OWNER_PASSWORD}`],
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
