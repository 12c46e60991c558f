import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The database server of a data folder, and the passwords of its logins. */
export function benchServer(data: string) {
  const { admin, app, owner } = JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')) as Record<string, string>;
  const port = Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]);
  return { server: { host: '127.0.0.1', port, database: 'aimline' }, admin, app, owner };
}
