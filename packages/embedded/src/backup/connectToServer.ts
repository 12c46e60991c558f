import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { DATABASE } from '../databaseName';
import { openSecrets } from './openSecrets';

/**
 * Connects as the administrator to the database server that runs on a data folder.
 *
 * @throws Error when no server runs on it.
 */
export async function connectToServer(data: string): Promise<Client> {
  const notRunning = `Nothing runs on the data folder "${data}". Start Aimline with "npm start", or set AIMLINE_DATA to another folder.`;
  // Lines of postmaster.pid: process id, data folder, start time, port …
  const lines = (await readFile(join(data, 'postgres/postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  if (!lines[3]) throw new Error(notRunning);
  const { admin } = await openSecrets(join(data, 'secrets.json'));
  const client = new Client({
    ...{ host: '127.0.0.1', port: Number(lines[3]), user: 'postgres', password: admin, database: DATABASE },
    application_name: 'aimline-backup',
  });
  // without a listener a lost connection would end the process; the next statement fails anyway
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('show data_directory');
    if (rows[0].data_directory !== lines[1]) throw new Error('Another server listens on the port now.');
  } catch (cause) {
    await client.end().catch(() => {});
    throw new Error(notRunning, { cause });
  }
  return client;
}
