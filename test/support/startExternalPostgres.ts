import { freePort } from '@aimline/embedded/freePort';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A server for tests, with a folder of its own and a free port of 127.0.0.1. */
export interface ExternalPostgres {
  admin: { host: string; port: number; user: string; password: string };
  /** Runs a shell command as an administrator of the server, in the parent of its folder. */
  run(line: string, env?: Record<string, string>): void;
  /** Stops the server and starts it again on the same port; `immediate` as in a crash, from which it recovers. */
  restart(mode: 'fast' | 'immediate'): Promise<void>;
  stop(): void;
}

/**
 * Starts the server of the system's packages on a folder: with the database in it, else with a new one.
 *
 * @param tools - the folder of its programs
 * @param isDurable - with fsync, as in production; otherwise as fast as possible
 */
export async function startExternalPostgres(
  tools: string,
  folder: string,
  name: string,
  { isDurable = false } = {},
): Promise<ExternalPostgres> {
  const admin = { host: '127.0.0.1', port: await freePort(), user: 'postgres', password: 'test' };
  const owner = databaseUser();
  const asAdministrator = {
    ...{ cwd: folder, ...owner },
    env: {
      ...{ ...process.env, PATH: `${tools}:${process.env.PATH}`, LC_ALL: 'C.UTF-8' },
      ...{ PGHOST: admin.host, PGPORT: String(admin.port), PGUSER: admin.user, PGPASSWORD: admin.password },
    },
  };
  const run = (line: string, env: Record<string, string> = {}) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', line], {
      ...asAdministrator,
      encoding: 'utf8',
      env: { ...asAdministrator.env, ...env },
    });
    if (status !== 0) throw new Error(`"${line}" ended with ${status}: ${stdout}${stderr}`);
  };
  mkdirSync(folder, { recursive: true });
  if (owner) chownSync(folder, owner.uid, owner.gid);
  chmodSync(folder, 0o755);
  if (!existsSync(join(folder, name))) {
    writeFileSync(join(folder, 'password'), admin.password);
    run(`initdb --pgdata=${name} --username=postgres --auth=scram-sha-256 --pwfile=password --no-sync`);
  }
  const settings = `-p ${admin.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=${isDurable ? 'on' : 'off'}`;
  run(`pg_ctl start --wait --silent --pgdata=${name} --log=${name}.log --options="${settings}"`);
  // The test process continues while the server is down.
  const restart = async (mode: 'fast' | 'immediate') => {
    const line = `pg_ctl restart --mode=${mode} --wait --silent --pgdata=${name} --log=${name}.log`;
    const [status] = await once(spawn('sh', ['-c', line], { ...asAdministrator, stdio: 'ignore' }), 'exit');
    if (status !== 0) throw new Error(`"${line}" ended with ${status}.`);
  };
  return { admin, run, restart, stop: () => run(`pg_ctl stop --mode=immediate --silent --pgdata=${name}`) };
}

/** PostgreSQL refuses to run as root; its packages create a user for it. */
function databaseUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = ['-u', '-g'].map((which) =>
    Number(spawnSync('id', [which, 'postgres'], { encoding: 'utf8' }).stdout),
  );
  return { uid: uid!, gid: gid! };
}
