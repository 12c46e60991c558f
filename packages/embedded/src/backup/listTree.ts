import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Paths below a folder, with slashes, a folder before what is in it. */
export interface Tree {
  folders: string[];
  files: string[];
  /** And whatever else is neither; what links lead to is not looked at. */
  links: string[];
}

/**
 * What is below a folder; what vanishes meanwhile may be in it or not.
 *
 * @param leftOut - paths that are passed over, with all below them
 */
export async function listTree(root: string, leftOut: (path: string) => boolean = () => false): Promise<Tree> {
  const tree: Tree = { folders: [], files: [], links: [] };
  await list('');
  return tree;

  async function list(folder: string): Promise<void> {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' && folder !== '') return [];
      throw error;
    });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (leftOut(path)) continue;
      if (entry.isFile()) tree.files.push(path);
      else if (!entry.isDirectory()) tree.links.push(path);
      else {
        tree.folders.push(path);
        await list(path);
      }
    }
  }
}
