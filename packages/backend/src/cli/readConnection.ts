import { readKeyList } from '@aimline/plugin-interventions-node';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** The settings of the installation that a command works on. */
export interface Connection {
  /** The connection string of the owner of the schema. */
  ownerConnection: string;
  toolOrigin: string;
  /** Decrypts secrets at rest; undefined when neither the environment nor the data folder has it. */
  encryptionKey: string | undefined;
  previousEncryptionKeys: readonly string[];
  /** Signs anchors of the audit trail, as "audit new-key" prints it; the service does not read it. */
  auditSigningKey: string | undefined;
}

/**
 * Reads the settings of an installation from the environment (AIMLINE_DB_OWNER_CONNECTION, AIMLINE_ORIGIN,
 * AIMLINE_ENCRYPTION_KEY, AIMLINE_PREVIOUS_ENCRYPTION_KEYS, AIMLINE_AUDIT_SIGNING_KEY); without an owner's connection
 * there, from the data folder of a running `npm start` (AIMLINE_DATA).
 *
 * @throws Error when the owner's connection is not an address, or when there is none and nothing runs on the data folder.
 */
export async function readConnection(env: NodeJS.ProcessEnv): Promise<Connection> {
  const toolOrigin = env.AIMLINE_ORIGIN ?? `http://localhost:${env.PORT ?? 7007}`;
  const auditSigningKey = env.AIMLINE_AUDIT_SIGNING_KEY;
  const previousEncryptionKeys = readKeyList(env.AIMLINE_PREVIOUS_ENCRYPTION_KEYS);
  const ownerConnection = env.AIMLINE_DB_OWNER_CONNECTION;
  if (ownerConnection) {
    expectAddress(ownerConnection);
    return {
      ownerConnection,
      toolOrigin,
      encryptionKey: env.AIMLINE_ENCRYPTION_KEY,
      previousEncryptionKeys,
      auditSigningKey,
    };
  }
  const folder = resolve(env.AIMLINE_DATA ?? '.data');
  try {
    const secrets = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')) as Record<string, string>;
    // Lines of postmaster.pid: process id, data folder, start time, port …
    const port = (await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[3];
    return {
      ownerConnection: `postgres://aimline_owner:${secrets.owner}@127.0.0.1:${port}/aimline`,
      toolOrigin,
      encryptionKey: secrets.encryption,
      previousEncryptionKeys,
      auditSigningKey,
    };
  } catch (cause) {
    throw new Error(
      `Nothing runs on the data folder "${folder}". Start Aimline with "npm start", or set AIMLINE_DB_OWNER_CONNECTION to the connection of another database.`,
      { cause },
    );
  }
}

/**
 * Refuses a connection string that pg would complete from PGHOST, PGUSER and PGDATABASE, which may name a superuser: pg
 * drops the parts it cannot read, for example after a "#" or "/" in a password that is not percent-encoded.
 *
 * @throws Error that does not contain the value, because a password is in it.
 */
function expectAddress(connection: string): void {
  const url = URL.parse(connection);
  const isAddress =
    url !== null &&
    ['postgres:', 'postgresql:'].includes(url.protocol) &&
    url.hostname !== '' &&
    url.username !== '' &&
    url.hash === '' &&
    /^\/[^/]+$/.test(url.pathname);
  if (!isAddress) {
    throw new Error(
      'AIMLINE_DB_OWNER_CONNECTION is not an address such as postgres://aimline_owner:…@server:5432/aimline.',
    );
  }
}
