import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Client } from 'pg';
import { inParallel } from '../inParallel';
import { connectToServer } from './connectToServer';
import { digestFile } from './digestFile';
import { expectNewFolder } from './expectNewFolder';
import { isExcluded } from './isExcluded';
import { listTree } from './listTree';
import { type BackupFile, type Manifest, readManifest, writeManifest } from './manifest';
import { openSecrets } from './openSecrets';
import { secretsDigest } from './secretsDigest';
import { syncFolder } from './syncFolder';

const CONTROL_FILE = 'global/pg_control';
/** Files copied at a time: most are small and wait for the disk (measured: 1,500 files in 12 s one by one, in 4 s with 8). */
const COPY_CONCURRENCY = 8;

export interface BackupOptions {
  /** The data folder of a running `npm start`. */
  data: string;
  /** The folder of the backup: empty, or not there yet. */
  to: string;
  /** Whether to include secrets.json: the passwords of the database and the encryption key of its secrets. */
  withSecrets: boolean;
  now: () => Date;
  progress: (line: string) => void;
}

/**
 * Copies the database of a data folder while it serves: a base backup by the low-level API of PostgreSQL. The files are
 * copied at different moments; recovery makes them consistent with the write-ahead log of that time, which is copied too.
 *
 * ```
 *   pg_backup_start          pg_backup_stop
 *        |--- files, one by one ---|--- write-ahead log of that time ---|--- manifest ---> a backup
 *        |<----- log retained by a replication slot of the connection ---------------->|
 * ```
 *
 * The server goes on serving; only a checkpoint at the start slows it down. The backup has everything that was committed
 * before `pg_backup_stop`. A folder without a manifest is not a backup; after a failure the folder is removed.
 *
 * @throws Error when no database runs on the data folder, or the folder of the backup is not empty.
 */
export async function createBackup(options: BackupOptions): Promise<Manifest> {
  const { data, to, withSecrets } = options;
  if (`${to}${sep}`.startsWith(`${data}${sep}postgres${sep}`)) {
    throw new Error(`"${to}" is inside the database: name a folder outside of it with --to, best on another disk.`);
  }
  const server = await connectToServer(data);
  try {
    const secrets = await openSecrets(join(data, 'secrets.json'));
    await expectNewFolder(to, '--to');
    await mkdir(join(to, 'postgres'), { recursive: true, mode: 0o700 });
    // an empty folder that existed may be readable for others
    await chmod(to, 0o700);
    try {
      const content = await copyDatabase(server, options);
      if (withSecrets) {
        const copy = join(to, 'secrets.json');
        await writeFile(copy, JSON.stringify(secrets, null, 2), { mode: 0o600, flag: 'wx', flush: true });
        content.files.push({ path: 'secrets.json', ...(await digestFile(copy)) });
      }
      await writeManifest(to, { ...content, secretsDigest: secretsDigest(secrets) });
    } catch (error) {
      // the removal is retried, because copies in progress may still add files
      await rm(to, { recursive: true, force: true, maxRetries: 5 });
      throw error;
    }
  } finally {
    await server.end().catch(() => {});
  }
  return readManifest(to);
}

async function copyDatabase(
  server: Client,
  { data, to, now, progress }: BackupOptions,
): Promise<Omit<Manifest, 'format' | 'secretsDigest'>> {
  const source = join(data, 'postgres');
  const target = join(to, 'postgres');
  const files: BackupFile[] = [];
  const copy = async (path: string) =>
    files.push({ path: `postgres/${path}`, ...(await digestFile(join(source, path), join(target, path), true)) });

  const { rows: migrations } = await server.query<{ name: string }>(
    'select name from aimline.schema_migration order by name',
  );
  const { rows: versions } = await server.query<{ server_version: string }>('show server_version');
  const beganAt = now();
  await server.query('select pg_create_physical_replication_slot($1, true, true)', [`aimline_backup_${process.pid}`]);
  const { rows: starts } = await server.query<{ lsn: string }>('select pg_backup_start($1, true)::text as lsn', [
    `aimline ${beganAt.toISOString()}`,
  ]);
  progress(`Copying while the database serves, from ${starts[0]!.lsn} on …`);

  const { folders, files: paths, links } = await listTree(source, isExcluded);
  if (links.length > 0) {
    throw new Error(`The database has parts outside of its folder (links), which are not copied: ${links.join(', ')}.`);
  }
  for (const folder of folders) await mkdir(join(target, folder), { mode: 0o700 });
  const others = paths.filter((path) => path !== CONTROL_FILE);
  let copiedCount = 0;
  await inParallel(COPY_CONCURRENCY, others, async (path) => {
    await copy(path).catch((error: NodeJS.ErrnoException) => {
      // a table that was dropped in the meantime: recovery needs only its entries in the log
      if (error.code !== 'ENOENT' || error.path !== join(source, path)) throw error;
    });
    copiedCount += 1;
    if (copiedCount % 500 === 0) progress(`Copied: ${copiedCount} of ${others.length} files, ${megabytes(files)} MB`);
  });
  // last, as pg_basebackup does: it must not be older than the files it describes
  await copy(CONTROL_FILE);

  const { rows: stops } = await server.query<{ lsn: string; label: string; last: string }>(
    `select s.lsn::text as lsn, s.labelfile as label, pg_walfile_name(s.lsn) as last
     from pg_backup_stop(false) s`,
  );
  const { lsn: stopLsn, label, last } = stops[0]!;
  const endedAt = now();
  const first = label.match(/^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)$/m)![1]!;
  const { files: log } = await listTree(join(source, 'pg_wal'));
  const needed = log.filter(
    (name) => (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= last) || isHistory(name),
  );
  for (const name of needed) await copy(`pg_wal/${name}`);
  await writeFile(join(target, 'backup_label'), label, { mode: 0o600, flag: 'wx', flush: true });
  files.push({ path: 'postgres/backup_label', ...(await digestFile(join(target, 'backup_label'))) });
  progress(`Copied the write-ahead log up to ${stopLsn}: ${needed.length} files, ${megabytes(files)} MB in all`);
  for (const folder of folders) await syncFolder(join(target, folder));
  await syncFolder(target);
  return {
    beganAt: beganAt.toISOString(),
    endedAt: endedAt.toISOString(),
    postgresVersion: versions[0]!.server_version,
    timeline: Number.parseInt(first.slice(0, 8), 16),
    startLsn: starts[0]!.lsn,
    stopLsn,
    migrations: migrations.map(({ name }) => name),
    folders: ['postgres', ...folders.map((folder) => `postgres/${folder}`)],
    files,
  };
}

/** Whether a file of pg_wal is a timeline history: it records where timelines branched off. */
function isHistory(name: string): boolean {
  return /^[0-9A-F]{8}\.history$/.test(name);
}

function megabytes(files: readonly BackupFile[]): number {
  return Math.round(files.reduce((total, { size }) => total + size, 0) / 1e6);
}
