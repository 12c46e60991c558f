import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}

/** Kilobytes (1000 bytes, gzip) of the JavaScript that the page loads before it shows anything: the entry and what it imports. */
export function bundleSize(): { entryKb: number } {
  const directory = resolve('packages/app/dist/web');
  const manifest = JSON.parse(readFileSync(join(directory, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
  const loaded = new Set<string>();
  const load = (name: string): void => {
    if (loaded.has(name)) return;
    loaded.add(name);
    manifest[name]!.imports?.forEach(load);
  };
  Object.keys(manifest)
    .filter((name) => manifest[name]!.isEntry)
    .forEach(load);
  const bytes = [...loaded].map((name) => gzipSync(readFileSync(join(directory, manifest[name]!.file))).length);
  return { entryKb: Math.round(bytes.reduce((sum, size) => sum + size, 0) / 1000) };
}
