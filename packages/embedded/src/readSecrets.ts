import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Secrets {
  /** Passwords of the three logins of the database. */
  admin: string;
  owner: string;
  app: string;
  /** Encrypts the tool's keys. */
  encryption: string;
}

/** The secrets of one data folder, made the first time and readable for its owner alone. */
export async function readSecrets(directory: string): Promise<Secrets> {
  const file = join(directory, 'secrets.json');
  try {
    // Open to be passed through, not to be listed: as root, the database runs as another user.
    await mkdir(directory, { recursive: true, mode: 0o711 });
    const made = Object.fromEntries(['admin', 'owner', 'app', 'encryption'].map((name) => [name, secret()]));
    await writeFile(file, JSON.stringify(made, null, 2), { mode: 0o600, flag: 'wx' }).catch(keepExisting);
    return JSON.parse(await readFile(file, 'utf8')) as Secrets;
  } catch (error) {
    throw new Error(
      `The data folder "${directory}" cannot be used: ${(error as Error).message}. Name another with AIMLINE_DATA.`,
      { cause: error },
    );
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function keepExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
