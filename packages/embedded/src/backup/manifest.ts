import { createHash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './syncFolder';

/** The file name of the manifest. A folder is a backup once it has one. */
export const MANIFEST = 'backup.json';
const FORMAT = 1;

/** Describes a backup: its moment, its database, and the expected content of each file. */
export interface Manifest {
  format: number;
  /** When copying began. */
  beganAt: string;
  /** The moment whose state a restore recovers. */
  endedAt: string;
  /** The `server_version`, such as "18.4". */
  postgresVersion: string;
  /** The timeline of the write-ahead log; it changes with each recovery to a point in time. */
  timeline: number;
  /** The position of the write-ahead log when copying began; the backup has the log from here to `stopLsn`. */
  startLsn: string;
  /** The position of the write-ahead log when copying ended. */
  stopLsn: string;
  /** The names of the migrations of Aimline's schema. */
  migrations: string[];
  /** SHA-256 of the secrets of the data folder, which need not be in the backup. */
  secretsDigest: string;
  /** All folders of the backup, as paths with slashes. */
  folders: string[];
  files: BackupFile[];
}

export interface BackupFile {
  path: string;
  /** Size in bytes. */
  size: number;
  /** SHA-256, in hexadecimal digits. */
  digest: string;
}

/** Writes the manifest into a backup, atomically. */
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

/** @throws Error when the folder is not a backup, or its manifest is damaged or of another format. */
export async function readManifest(backup: string): Promise<Manifest> {
  const text = await readFile(join(backup, MANIFEST), 'utf8').catch((cause: Error) => {
    throw new Error(`"${backup}" is not a backup: it has no ${MANIFEST}, which is written last.`, { cause });
  });
  const { checksum, ...manifest } = parse(text);
  if (checksum !== checksumOf(manifest)) {
    throw new Error(
      `The ${MANIFEST} of "${backup}" was truncated or altered: the expected content of the backup is unknown.`,
    );
  }
  if (manifest.format !== FORMAT) {
    throw new Error(`The backup "${backup}" has the format "${manifest.format}": this Aimline expects "${FORMAT}".`);
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
