import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The paths below a folder, relative to it, with slashes; a folder comes before its content. */
export interface Tree {
  folders: string[];
  files: string[];
  /** Symbolic links, which are not followed, and everything else that is neither a folder nor a file. */
  links: string[];
}

/**
 * Lists everything below a folder. A path that is removed in the meantime may be listed or not.
 *
 * @param isExcluded - whether to skip a path, with everything below it
 */
export async function listTree(root: string, isExcluded: (path: string) => boolean = () => false): Promise<Tree> {
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
      if (isExcluded(path)) continue;
      if (entry.isFile()) tree.files.push(path);
      else if (!entry.isDirectory()) tree.links.push(path);
      else {
        tree.folders.push(path);
        await list(path);
      }
    }
  }
}
