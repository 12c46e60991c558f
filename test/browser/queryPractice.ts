import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/**
 * Queries the database of a running practice district as a superuser: for what a test cannot wait for, such as three days.
 *
 * @param data the folder of the district
 */
export async function queryPractice(data: string, sql: string): Promise<Record<string, unknown>[]> {
  const { admin } = JSON.parse(await readFile(join(data, 'secrets.json'), 'utf8')) as { admin: string };
  const port = Number((await readFile(join(data, 'postgres/postmaster.pid'), 'utf8')).split('\n')[3]);
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password: admin, database: 'aimline' });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
