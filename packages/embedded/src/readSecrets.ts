import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The secrets of a data folder. */
export interface Secrets {
  /** Password of the administrator of the embedded server. */
  admin: string;
  /** Password of `aimline_owner`. */
  owner: string;
  /** Password of `aimline_app`. */
  app: string;
  /** The encryption key of secrets at rest. */
  encryption: string;
}

/** Reads the secrets of a data folder; the first time, creates them, readable for their owner alone. */
export async function readSecrets(directory: string): Promise<Secrets> {
  const file = join(directory, 'secrets.json');
  try {
    // 0711: may be entered but not listed, because for root the database runs as another user.
    await mkdir(directory, { recursive: true, mode: 0o711 });
    const created = Object.fromEntries(['admin', 'owner', 'app', 'encryption'].map((name) => [name, secret()]));
    await writeFile(file, JSON.stringify(created, null, 2), { mode: 0o600, flag: 'wx' }).catch(ignoreExisting);
    return JSON.parse(await readFile(file, 'utf8')) as Secrets;
  } catch (error) {
    throw new Error(
      `The data folder "${directory}" cannot be used: ${(error as Error).message}. Set AIMLINE_DATA to another.`,
      { cause: error },
    );
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
