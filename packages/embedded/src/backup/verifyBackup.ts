import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inParallel } from '../inParallel';
import { digestFile } from './digestFile';
import { listTree } from './listTree';
import { MANIFEST, type Manifest, readManifest } from './manifest';

const MOST_FAULTS = 100;
const FILES_AT_ONCE = 8;

/**
 * Reads every byte of a backup and compares it with the manifest.
 *
 * @param copyTo - an empty folder that gets what was read, in the same pass
 * @throws Error that names the files that are altered, missing, or not of the backup.
 */
export async function verifyBackup(backup: string, copyTo?: string): Promise<Manifest> {
  const manifest = await readManifest(backup);
  const { folders, files, links } = await listTree(backup, (path) => path === MANIFEST);
  const expected = new Map(manifest.files.map((file) => [file.path, file]));
  const expectedPaths = [...manifest.folders, ...expected.keys()];
  const presentPaths = [...folders, ...files];
  const faults = [
    ...without(expectedPaths, presentPaths).map((path) => `Missing: ${path}`),
    ...[...without(presentPaths, expectedPaths), ...links].map((path) => `Not of the backup: ${path}`),
  ];
  if (copyTo !== undefined) for (const folder of folders) await mkdir(join(copyTo, folder), { mode: 0o700 });
  await inParallel(FILES_AT_ONCE, files, async (path) => {
    const file = expected.get(path);
    if (!file) return;
    const { size, digest } = await digestFile(join(backup, path), copyTo && join(copyTo, path));
    if (size !== file.size) faults.push(`Altered: ${path} has ${size} bytes, it had ${file.size}`);
    else if (digest !== file.digest) faults.push(`Altered: ${path}`);
  });
  if (faults.length > 0) {
    throw new Error(
      [`The backup "${backup}" is not as it was made.`, ...faults.toSorted().slice(0, MOST_FAULTS)].join('\n  '),
    );
  }
  return manifest;
}

function without(paths: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return paths.filter((path) => !known.has(path));
}
