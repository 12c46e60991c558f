import { readFile } from 'node:fs/promises';
import type { Secrets } from '../readSecrets';

/**
 * The secrets in a file that must be there already.
 *
 * @throws Error when it cannot be read, or holds something else.
 */
export async function openSecrets(file: string): Promise<Secrets> {
  const secrets = await readFile(file, 'utf8')
    .then((text) => JSON.parse(text) as Secrets)
    .catch((cause: Error) => {
      throw new Error(`The secrets "${file}" cannot be read: ${cause.message}.`, { cause });
    });
  if (!secrets.admin || !secrets.encryption) {
    throw new Error(`"${file}" holds no secrets of Aimline: expected the secrets.json of a data folder.`);
  }
  return secrets;
}
