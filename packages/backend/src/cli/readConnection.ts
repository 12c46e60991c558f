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
 * @throws Error when the environment has no owner's connection and nothing runs on the data folder.
 */
export async function readConnection(env: NodeJS.ProcessEnv): Promise<Connection> {
  const toolOrigin = env.AIMLINE_ORIGIN ?? `http://localhost:${env.PORT ?? 7007}`;
  const auditSigningKey = env.AIMLINE_AUDIT_SIGNING_KEY;
  const previousEncryptionKeys = readKeyList(env.AIMLINE_PREVIOUS_ENCRYPTION_KEYS);
  const ownerConnection = env.AIMLINE_DB_OWNER_CONNECTION;
  if (ownerConnection) {
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
