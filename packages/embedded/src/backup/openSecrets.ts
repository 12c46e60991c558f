import { readFile } from 'node:fs/promises';
import type { Secrets } from '../readSecrets';

/**
 * Reads the secrets of a file that must exist.
 *
 * @throws Error when the file cannot be read, or has other content.
 */
export async function openSecrets(file: string): Promise<Secrets> {
  const secrets = await readFile(file, 'utf8')
    .then((text) => JSON.parse(text) as Secrets)
    .catch((cause: Error) => {
      throw new Error(`The secrets "${file}" cannot be read: ${cause.message}.`, { cause });
    });
  if (!secrets.admin || !secrets.encryption) {
    throw new Error(`"${file}" has no secrets of Aimline: expected the secrets.json of a data folder.`);
  }
  return secrets;
}
