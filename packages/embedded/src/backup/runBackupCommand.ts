import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createBackup } from './createBackup';
import type { Manifest } from './manifest';
import type { DatabaseReport } from './verifyDatabase';
import { restoreBackup } from './restoreBackup';
import { verifyBackup } from './verifyBackup';

export const USAGE = `Usage: npm run aimline -- backup <command>

Backups of the embedded database; its data folder is AIMLINE_DATA, by default .data

  create --to <folder>            copies the database while it serves; the folder is a backup once it has a backup.json
      --with-secrets              includes the secrets.json, which decrypts everything in the backup
  verify <folder>                 reads every file of a backup, and names those that are altered, missing or unknown
      --start                     also restores it to a temporary folder (TMPDIR), and verifies the database
      --secrets <file>            the secrets.json of the data folder, when the backup does not include it
  restore <folder> --data <new folder>
                                  restores a backup to a new data folder, for AIMLINE_DATA, and verifies the database
      --secrets <file>            the secrets.json of the data folder, when the backup does not include it`;

export interface BackupTools {
  /** The data folder that is backed up. */
  data: string;
  now: () => Date;
  /** Reports the progress of a command, apart from its output. */
  progress: (line: string) => void;
}

/**
 * Runs one command and returns what to print.
 *
 * @throws Error with sentences for a person when it cannot be run, or when a backup or database has faults.
 */
export async function runBackupCommand(args: readonly string[], tools: BackupTools): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      data: { type: 'string' },
      secrets: { type: 'string' },
      start: { type: 'boolean', default: false },
      'with-secrets': { type: 'boolean', default: false },
    },
  });
  const [command = '', named] = positionals;
  const secretsFile = values.secrets && resolve(values.secrets);
  if (command === 'create') {
    if (values.to === undefined) throw new Error('Name the folder of the backup: --to <folder>.');
    return create(resolve(values.to), values['with-secrets'], tools);
  }
  if (command === 'verify') {
    const backup = backupIn(named);
    return values.start ? verifyByRestore(backup, secretsFile, tools) : verify(backup);
  }
  if (command === 'restore') {
    const backup = backupIn(named);
    if (values.data === undefined) throw new Error('Name the new data folder: --data <new folder>.');
    return restore({ backup, data: resolve(values.data), secretsFile }, tools);
  }
  throw new Error(command === '' ? USAGE : `There is no command "backup ${command}".\n\n${USAGE}`);
}

async function create(to: string, withSecrets: boolean, tools: BackupTools): Promise<string> {
  const manifest = await createBackup({ ...tools, to, withSecrets });
  return [
    `The backup is in "${to}": ${describe(manifest)}`,
    withSecrets
      ? 'The secrets are in it: they decrypt everything in the backup, for everyone who can read it.'
      : `The secrets are not in it. Store a copy of "${join(tools.data, 'secrets.json')}" elsewhere: nothing is restored without it.`,
    'Copy it to another machine, and verify it there: backup verify --start.',
  ].join('\n');
}

async function verify(backup: string): Promise<string> {
  return `Every file is unchanged: ${describe(await verifyBackup(backup))}`;
}

async function verifyByRestore(
  backup: string,
  secretsFile: string | undefined,
  { progress }: BackupTools,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aimline-backup-'));
  try {
    // as root, the database runs as another user, who must be able to enter
    await chmod(folder, 0o711);
    const { manifest, report } = await restoreBackup({ backup, data: join(folder, 'data'), secretsFile, progress });
    if (report.faults.length > 0)
      throw new Error(withFaults(`The database in the backup "${backup}" has faults.`, report));
    return [`The backup can be restored: ${describe(manifest)}`, ...listed(report)].join('\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function restore(
  options: { backup: string; data: string; secretsFile: string | undefined },
  { progress }: BackupTools,
): Promise<string> {
  const { manifest, report } = await restoreBackup({ ...options, progress });
  if (report.faults.length > 0) {
    throw new Error(withFaults(`"${options.data}" is restored and starts, but the database has faults.`, report));
  }
  return [
    `"${options.data}" is restored: ${describe(manifest)}`,
    ...listed(report),
    `Serve it with: AIMLINE_DATA="${options.data}" npm start`,
  ].join('\n');
}

function backupIn(named: string | undefined): string {
  if (named === undefined)
    throw new Error('Name the folder of the backup: backup verify <folder>, or backup restore <folder>.');
  return resolve(named);
}

function describe({ endedAt, postgresVersion, startLsn, stopLsn, timeline, migrations, files }: Manifest): string {
  const megabytes = Math.round(files.reduce((total, { size }) => total + size, 0) / 1e6);
  return [
    `as of ${endedAt}, ${files.length} files, ${megabytes} MB.`,
    `PostgreSQL ${postgresVersion}, log ${startLsn} to ${stopLsn} on timeline ${timeline}, last migration ${migrations.at(-1) ?? 'none'}.`,
  ].join('\n');
}

function listed({ rowCounts, passed }: DatabaseReport): string[] {
  const widest = Math.max(...[...rowCounts.keys()].map((name) => name.length));
  return ['Rows:', ...[...rowCounts].map(([name, count]) => `  ${name.padEnd(widest)}  ${count}`), ...passed];
}

function withFaults(sentence: string, { faults }: DatabaseReport): string {
  return [sentence, ...faults].join('\n  ');
}
