/** A folder that is not an intact backup is refused with a sentence; the backups here are of a folder that only looks like a database. */
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { appendFile, mkdir, mkdtemp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestFile } from './digestFile';
import { type Manifest, writeManifest } from './manifest';
import { runBackupCommand } from './runBackupCommand';
import { secretsDigest } from './secretsDigest';

const SECRETS = { admin: 'a', owner: 'o', app: 'p', encryption: 'e' };
const folders: string[] = [];
let folder: string;
let backup: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aimline-backup-test-'));
  folders.push(folder);
  backup = join(folder, 'backup');
  await mkdir(join(backup, 'postgres/base'), { recursive: true });
  await writeFile(join(backup, 'postgres/base/1259'), 'rows of a table');
  await writeFile(join(backup, 'postgres/PG_VERSION'), '18\n');
  await writeFile(join(folder, 'secrets.json'), JSON.stringify(SECRETS));
  await describeAs('18.4');
});
afterAll(() => Promise.all(folders.map((made) => rm(made, { recursive: true, force: true }))));

test('verifying an unchanged backup prints its moment and its content', async () => {
  expect(await run('verify', backup)).toBe(
    [
      'Every file is unchanged: as of 2026-09-14T14:06:00.000Z, 2 files, 0 MB.',
      'PostgreSQL 18.4, log 0/2000028 to 0/2000120 on timeline 1, last migration 20261126080000_audit_seals.js.',
    ].join('\n'),
  );
});

test('every file that was altered, truncated, removed or added is named', async () => {
  await writeFile(join(backup, 'postgres/base/1259'), 'rows of b table');
  await truncate(join(backup, 'postgres/PG_VERSION'), 2);
  await writeFile(join(backup, 'postgres/base/9999'), '');
  await mkdir(join(backup, 'postgres/more'));
  await expect(run('verify', backup)).rejects.toThrow(
    [
      `The backup "${backup}" was altered.`,
      'Altered: postgres/PG_VERSION has 2 bytes, expected 3',
      'Altered: postgres/base/1259',
      'Not part of the backup: postgres/base/9999',
      'Not part of the backup: postgres/more',
    ].join('\n  '),
  );
  await rm(join(backup, 'postgres/base'), { recursive: true });
  await expect(run('verify', backup)).rejects.toThrow('\n  Missing: postgres/base\n  Missing: postgres/base/1259');
});

test('a link instead of a file is not part of the backup', async () => {
  await rm(join(backup, 'postgres/base/1259'));
  await symlink('/etc/hostname', join(backup, 'postgres/base/1259'));
  await expect(run('verify', backup)).rejects.toThrow(
    '\n  Missing: postgres/base/1259\n  Not part of the backup: postgres/base/1259',
  );
});

test('a folder without an intact manifest is not a backup', async () => {
  const manifest = join(backup, 'backup.json');
  await appendFile(manifest, ' ');
  await expect(run('verify', backup)).resolves.toContain('Every file is unchanged');
  await truncate(manifest, 300);
  await expect(run('verify', backup)).rejects.toThrow(`The backup.json of "${backup}" was truncated or altered`);
  await rm(manifest);
  await expect(run('verify', backup)).rejects.toThrow(`"${backup}" is not a backup: it has no backup.json`);
  await expect(run('restore', backup, '--data', join(folder, 'new'))).rejects.toThrow('is not a backup');
});

test('a restore needs the secrets of the data folder that was backed up', async () => {
  const restore = ['restore', backup, '--data', join(folder, 'new')];
  await expect(run(...restore)).rejects.toThrow('The backup does not include the secrets: name your copy');
  const others = join(folder, 'others.json');
  await writeFile(others, JSON.stringify({ ...SECRETS, encryption: 'another' }));
  await expect(run(...restore, '--secrets', others)).rejects.toThrow(
    `The secrets "${others}" do not match this backup`,
  );
  await writeFile(others, '{}');
  await expect(run(...restore, '--secrets', others)).rejects.toThrow(`"${others}" has no secrets of Aimline`);
});

test('a restore needs a new folder', async () => {
  const data = join(folder, 'data');
  await mkdir(join(data, 'postgres'), { recursive: true });
  await expect(restoreTo(data)).rejects.toThrow(`"${data}" is not empty: name a new folder with --data.`);
  await writeFile(join(data, 'postgres/postmaster.pid'), '4711');
  await expect(restoreTo(data)).rejects.toThrow(`"${data}" has a database that is running or was killed`);
});

test('a backup of another major version is not restored', async () => {
  await describeAs('17.6');
  await expect(restoreTo(join(folder, 'new'))).rejects.toThrow(
    /^The backup is of PostgreSQL 17.6, this Aimline has PostgreSQL 18\.\S+: restore it with the Aimline that created it\.$/,
  );
});

test('a restore that fails leaves nothing behind', async () => {
  const before = await readdir(folder);
  await writeFile(join(backup, 'postgres/base/1259'), 'rows of b table');
  await expect(restoreTo(join(folder, 'new'))).rejects.toThrow('Altered: postgres/base/1259');
  expect(await readdir(folder)).toEqual(before);
});

test.each([
  [[], 'Usage: npm run aimline -- backup <command>'],
  [['erase'], 'There is no command "backup erase".'],
  [['create'], 'Name the folder of the backup: --to <folder>.'],
  [['create', '--to', '/tmp/anywhere'], 'Nothing runs on the data folder '],
  [['verify'], 'Name the folder of the backup: backup verify <folder>'],
  [['restore', '/tmp/anywhere'], 'Name the new data folder: --data <new folder>.'],
  [['verify', '/tmp/anywhere', '--force'], "Unknown option '--force'"],
])('%j is refused with a sentence', async (args, sentence) => {
  await expect(run(...args)).rejects.toThrow(sentence);
});

test('a backup inside of its own database is refused', async () => {
  const to = join(folder, 'postgres/backup');
  await expect(run('create', '--to', to)).rejects.toThrow(`"${to}" is inside the database`);
});

async function describeAs(postgresVersion: string): Promise<void> {
  await rm(join(backup, 'backup.json'), { force: true });
  const paths = ['postgres/PG_VERSION', 'postgres/base/1259'];
  const manifest: Omit<Manifest, 'format'> = {
    beganAt: '2026-09-14T14:05:00.000Z',
    endedAt: '2026-09-14T14:06:00.000Z',
    postgresVersion,
    timeline: 1,
    startLsn: '0/2000028',
    stopLsn: '0/2000120',
    migrations: ['20261124000000_foundation.js', '20261126080000_audit_seals.js'],
    secretsDigest: secretsDigest(SECRETS),
    folders: ['postgres', 'postgres/base'],
    files: await Promise.all(paths.map(async (path) => ({ path, ...(await digestFile(join(backup, path))) }))),
  };
  await writeManifest(backup, manifest);
}

function restoreTo(data: string): Promise<string> {
  return run('restore', backup, '--data', data, '--secrets', join(folder, 'secrets.json'));
}

function run(...args: string[]): Promise<string> {
  return runBackupCommand(args, { data: folder, now: () => new Date('2026-09-14T14:05:00Z'), progress() {} });
}
