import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inParallel } from '../inParallel';
import { digestFile } from './digestFile';
import { listTree } from './listTree';
import { MANIFEST, type Manifest, readManifest } from './manifest';

const MAX_LISTED_FAULTS = 100;
const READ_CONCURRENCY = 8;

/**
 * Reads every byte of a backup and compares it with the manifest.
 *
 * @param copyTo - an empty folder to copy the backup to, in the same pass
 * @throws Error that names the files that are altered, missing, or not part of the backup.
 */
export async function verifyBackup(backup: string, copyTo?: string): Promise<Manifest> {
  const manifest = await readManifest(backup);
  const { folders, files, links } = await listTree(backup, (path) => path === MANIFEST);
  const expected = new Map(manifest.files.map((file) => [file.path, file]));
  const expectedPaths = [...manifest.folders, ...expected.keys()];
  const presentPaths = [...folders, ...files];
  const faults = [
    ...without(expectedPaths, presentPaths).map((path) => `Missing: ${path}`),
    ...[...without(presentPaths, expectedPaths), ...links].map((path) => `Not part of the backup: ${path}`),
  ];
  if (copyTo !== undefined) for (const folder of folders) await mkdir(join(copyTo, folder), { mode: 0o700 });
  await inParallel(READ_CONCURRENCY, files, async (path) => {
    const file = expected.get(path);
    if (!file) return;
    const { size, digest } = await digestFile(join(backup, path), copyTo && join(copyTo, path));
    if (size !== file.size) faults.push(`Altered: ${path} has ${size} bytes, expected ${file.size}`);
    else if (digest !== file.digest) faults.push(`Altered: ${path}`);
  });
  if (faults.length > 0) {
    throw new Error(
      [`The backup "${backup}" was altered.`, ...faults.toSorted().slice(0, MAX_LISTED_FAULTS)].join('\n  '),
    );
  }
  return manifest;
}

function without(paths: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return paths.filter((path) => !known.has(path));
}
