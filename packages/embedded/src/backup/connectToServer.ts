import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { DATABASE } from '../databaseName';
import { openSecrets } from './openSecrets';

/**
 * A connection of the administrator to the database server that runs on a data folder.
 *
 * @throws Error when none does.
 */
export async function connectToServer(data: string): Promise<Client> {
  const nothing = `Nothing runs on the data folder "${data}". Start Aimline with "npm start", or name another with AIMLINE_DATA.`;
  // Lines: process id, data folder, start time, port …
  const lines = (await readFile(join(data, 'postgres/postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  if (!lines[3]) throw new Error(nothing);
  const { admin } = await openSecrets(join(data, 'secrets.json'));
  const client = new Client({
    ...{ host: '127.0.0.1', port: Number(lines[3]), user: 'postgres', password: admin, database: DATABASE },
    application_name: 'aimline-backup',
  });
  // a lost connection fails the statement after it, which says so
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('show data_directory');
    if (rows[0].data_directory !== lines[1]) throw new Error('Another server has the port now.');
  } catch (cause) {
    await client.end().catch(() => {});
    throw new Error(nothing, { cause });
  }
  return client;
}
