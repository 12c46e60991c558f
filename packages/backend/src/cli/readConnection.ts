import { readKeyList } from '@aimline/plugin-interventions-node';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** What a command needs of the installation it works on. */
export interface Connection {
  /** As the owner of the schema. */
  ownerConnection: string;
  toolOrigin: string;
  /** Undefined when neither the environment nor the data folder has it. */
  encryptionKey: string | undefined;
  previousEncryptionKeys: readonly string[];
  /** Signs anchors of the audit trail; the service does not know it. */
  auditSigningKey: string | undefined;
}

/**
 * From the environment (AIMLINE_DB_OWNER_CONNECTION, AIMLINE_ORIGIN, AIMLINE_ENCRYPTION_KEY,
 * AIMLINE_PREVIOUS_ENCRYPTION_KEYS, AIMLINE_AUDIT_SIGNING_KEY), as the service reads it; else from the data folder of a running `npm start`
 * (AIMLINE_DATA).
 *
 * @throws Error when there is neither.
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
    // Lines: process id, data folder, start time, port …
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
      `Nothing runs on the data folder "${folder}". Start Aimline with "npm start", or name a database with AIMLINE_DB_OWNER_CONNECTION.`,
      { cause },
    );
  }
}
