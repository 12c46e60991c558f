import { createHash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './syncFolder';

/** The name of the manifest in a backup: what makes a folder a backup. */
export const MANIFEST = 'backup.json';
const FORMAT = 1;

/** What a backup is, and what each of its files must be. */
export interface Manifest {
  format: number;
  beganAt: string;
  /** The restored database is as it was at this moment. */
  endedAt: string;
  /** As the server says it: "18.4". */
  postgresVersion: string;
  timeline: number;
  /** Between these positions of the write-ahead log the files were copied; it is in the backup. */
  startLsn: string;
  stopLsn: string;
  /** The migrations of Aimline's schema, by name. */
  migrations: string[];
  /** SHA-256 of the secrets that open the database, which need not be in the backup. */
  secretsDigest: string;
  /** Paths in the backup, with slashes. */
  folders: string[];
  files: BackupFile[];
}

export interface BackupFile {
  path: string;
  /** In bytes. */
  size: number;
  /** SHA-256, in hexadecimal digits. */
  digest: string;
}

/** Puts the manifest into a backup, whole or not at all. */
export async function writeManifest(backup: string, content: Omit<Manifest, 'format'>): Promise<void> {
  const manifest: Manifest = { format: FORMAT, ...content };
  const unfinished = join(backup, `${MANIFEST}.unfinished`);
  const file = await open(unfinished, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify({ ...manifest, checksum: checksumOf(manifest) }, null, 1));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, join(backup, MANIFEST));
  await syncFolder(backup);
}

/** @throws Error when the folder is no backup, or its manifest is not as it was written. */
export async function readManifest(backup: string): Promise<Manifest> {
  const text = await readFile(join(backup, MANIFEST), 'utf8').catch((cause: Error) => {
    throw new Error(`"${backup}" is not a backup: it has no ${MANIFEST}, which is written last.`, { cause });
  });
  const { checksum, ...manifest } = parse(text);
  if (checksum !== checksumOf(manifest)) {
    throw new Error(
      `The ${MANIFEST} of "${backup}" was cut off or altered: what should be in the backup is not known.`,
    );
  }
  if (manifest.format !== FORMAT) {
    throw new Error(`The backup "${backup}" has the format ${manifest.format}: expected ${FORMAT}, of this Aimline.`);
  }
  return manifest;
}

function parse(text: string): Manifest & { checksum?: string } {
  try {
    return JSON.parse(text) as Manifest & { checksum?: string };
  } catch {
    return {} as Manifest;
  }
}

function checksumOf(manifest: Manifest): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
}
