import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage } from './installPackage';

/** The programs of a server and its clients. */
const TOOLS = ['initdb', 'pg_ctl', 'pg_dump', 'pg_restore', 'pg_basebackup', 'pg_verifybackup'];
const DEBIAN_ROOT = '/usr/lib/postgresql';
const CREATE_CLUSTER = '/etc/postgresql-common/createcluster.conf';

/**
 * The folder of a PostgreSQL 15 or newer with its client programs, as an operator of Aimline has it: the system's, else
 * one installed through apt where that is possible. Reports on standard error what it did; undefined when there is
 * none.
 */
export function findPostgresTools(): string | undefined {
  const found = installedTools();
  if (found) return use(found, 'of the system');
  if (process.getuid?.() === 0 && commandFolder('apt-get')) {
    say('No PostgreSQL client programs found; installing "postgresql" with apt-get …');
    // otherwise the package would create a database and serve it
    if (!existsSync(CREATE_CLUSTER)) {
      mkdirSync('/etc/postgresql-common', { recursive: true });
      writeFileSync(CREATE_CLUSTER, 'create_main_cluster = false\n');
    }
    installPackage('postgresql');
    const installed = installedTools();
    if (installed) return use(installed, 'installed just now');
  }
  say(
    'SKIPPED: dump and restore of an external PostgreSQL. It needs the server and the client programs of PostgreSQL 15 or newer: install the package "postgresql".',
  );
  return undefined;
}

/** Debian keeps each version in a folder of its own; elsewhere they are on the path. */
function installedTools(): string | undefined {
  const versions = existsSync(DEBIAN_ROOT) ? readdirSync(DEBIAN_ROOT) : [];
  const folders = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN_ROOT, version, 'bin'));
  return [...folders, commandFolder('pg_ctl')].find(
    (folder) => folder !== undefined && TOOLS.every((tool) => existsSync(join(folder, tool))) && majorIn(folder) >= 15,
  );
}

function commandFolder(command: string): string | undefined {
  const { stdout, status } = spawnSync('sh', ['-c', `dirname "$(command -v ${command})"`], { encoding: 'utf8' });
  const folder = stdout.trim();
  return status === 0 && existsSync(join(folder, command)) ? folder : undefined;
}

function majorIn(folder: string): number {
  return Number(versionIn(folder).match(/\d+/)?.[0]);
}

function versionIn(folder: string): string {
  return spawnSync(join(folder, 'pg_dump'), ['--version'], { encoding: 'utf8' }).stdout.trim();
}

function use(folder: string, origin: string): string {
  say(`PostgreSQL: ${folder} (${origin}), ${versionIn(folder)}`);
  return folder;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
