import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createBackup } from './createBackup';
import type { Manifest } from './manifest';
import type { Proof } from './verifyDatabase';
import { restoreBackup } from './restoreBackup';
import { verifyBackup } from './verifyBackup';

export const USAGE = `Usage: npm run aimline -- backup <command>

of the embedded database, whose data folder is AIMLINE_DATA, or .data

  create --to <folder>            copies the database while it serves; the folder is a backup once it has a backup.json
      --with-secrets              and the secrets.json, which opens all that is encrypted in the backup
  verify <folder>                 reads every file of a backup, and names what was altered, is missing or is too much
      --start                     restores it to a temporary folder (TMPDIR) as well, and proves what is in it
      --secrets <file>            the secrets.json of the data folder, when it is not in the backup
  restore <folder> --data <new folder>
                                  makes a data folder of a backup, for AIMLINE_DATA, and proves what is in it
      --secrets <file>            the secrets.json of the data folder, when it is not in the backup`;

export interface BackupTools {
  /** The data folder that is backed up. */
  data: string;
  now: () => Date;
  /** Says how far a command has come; never part of what is printed. */
  progress: (line: string) => void;
}

/**
 * Runs one command and returns what to print.
 *
 * @throws Error with sentences for a person when it cannot be run, or when what it has looked at is not right.
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
    if (values.to === undefined) throw new Error('Say where the backup goes: --to <folder>.');
    return create(resolve(values.to), values['with-secrets'], tools);
  }
  if (command === 'verify') {
    const backup = backupIn(named);
    return values.start ? prove(backup, secretsFile, tools) : verify(backup);
  }
  if (command === 'restore') {
    const backup = backupIn(named);
    if (values.data === undefined) throw new Error('Say where the data folder is to be: --data <new folder>.');
    return restore({ backup, data: resolve(values.data), secretsFile }, tools);
  }
  throw new Error(command === '' ? USAGE : `There is no command "backup ${command}".\n\n${USAGE}`);
}

async function create(to: string, withSecrets: boolean, tools: BackupTools): Promise<string> {
  const manifest = await createBackup({ ...tools, to, withSecrets });
  return [
    `The backup is in "${to}": ${describe(manifest)}`,
    withSecrets
      ? 'The secrets are in it: whoever has the backup can open all that is encrypted in it.'
      : `The secrets are not in it. Keep a copy of "${join(tools.data, 'secrets.json')}" elsewhere: nothing is restored without it.`,
    'Copy it to another machine, and prove it there: backup verify --start.',
  ].join('\n');
}

async function verify(backup: string): Promise<string> {
  return `Every file is as it was made: ${describe(await verifyBackup(backup))}`;
}

async function prove(backup: string, secretsFile: string | undefined, { progress }: BackupTools): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aimline-backup-'));
  try {
    // as root, the database runs as another user, who must come through
    await chmod(folder, 0o711);
    const { manifest, proof } = await restoreBackup({ backup, data: join(folder, 'data'), secretsFile, progress });
    if (proof.faults.length > 0) throw new Error(faulty(`What is in the backup "${backup}" is not right.`, proof));
    return [`The backup can be restored: ${describe(manifest)}`, ...listed(proof)].join('\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function restore(
  options: { backup: string; data: string; secretsFile: string | undefined },
  { progress }: BackupTools,
): Promise<string> {
  const { manifest, proof } = await restoreBackup({ ...options, progress });
  if (proof.faults.length > 0) {
    throw new Error(faulty(`"${options.data}" is restored and starts, but not all in it is right.`, proof));
  }
  return [
    `"${options.data}" is restored: ${describe(manifest)}`,
    ...listed(proof),
    `AIMLINE_DATA="${options.data}" npm start serves it.`,
  ].join('\n');
}

function backupIn(named: string | undefined): string {
  if (named === undefined) throw new Error('Name the folder of the backup.');
  return resolve(named);
}

function describe({ endedAt, postgresVersion, startLsn, stopLsn, timeline, migrations, files }: Manifest): string {
  const megabytes = Math.round(files.reduce((total, { size }) => total + size, 0) / 1e6);
  return [
    `as of ${endedAt}, ${files.length} files, ${megabytes} MB.`,
    `PostgreSQL ${postgresVersion}, log ${startLsn} to ${stopLsn} on timeline ${timeline}, schema ${migrations.at(-1) ?? 'none'}.`,
  ].join('\n');
}

function listed({ rowCounts, sound }: Proof): string[] {
  const widest = Math.max(...[...rowCounts.keys()].map((name) => name.length));
  return ['Rows:', ...[...rowCounts].map(([name, count]) => `  ${name.padEnd(widest)}  ${count}`), ...sound];
}

function faulty(sentence: string, { faults }: Proof): string {
  return [sentence, ...faults].join('\n  ');
}
