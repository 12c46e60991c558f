import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The programs of a RabbitMQ, which run as the current user. */
export interface RabbitmqPrograms {
  server: string;
  /** The folder of `erl` and `epmd`, to be put in front of PATH; null when PATH has them. */
  erlang: string | null;
}

const OWN_COPY = resolve(__dirname, '../../node_modules/.aimline/rabbitmq');

/**
 * A RabbitMQ to test with: the system's, else a copy unpacked from Debian packages into this clone, as
 * the current user. Nothing is installed: the package would start a service. Null, with a line on standard error,
 * when there is neither.
 */
export function findRabbitmq(): RabbitmqPrograms | null {
  const found = programsIn('/') ?? programsIn(OWN_COPY) ?? unpack();
  if (found === null) say('No RabbitMQ found: what needs one is skipped. Install the package "rabbitmq-server".');
  return found;
}

function programsIn(root: string): RabbitmqPrograms | null {
  const server = globSync(join(root, 'usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server'))[0];
  if (server === undefined) return null;
  const erlang = join(root, 'usr/lib/erlang/bin');
  return { server, erlang: existsSync(join(erlang, 'erl')) ? erlang : null };
}

function unpack(): RabbitmqPrograms | null {
  if (spawnSync('apt-get', ['--version']).status !== 0) return null;
  say('No RabbitMQ found; fetching one with apt-get …');
  mkdirSync(join(OWN_COPY, '..'), { recursive: true });
  const folder = mkdtempSync(`${OWN_COPY}.new-`);
  const [lists, cache, root] = ['lists', 'cache', 'root'].map((name) => join(folder, name)) as [string, string, string];
  for (const partial of [join(lists, 'partial'), join(cache, 'archives/partial')]) {
    mkdirSync(partial, { recursive: true });
  }
  // apt uses separate lists and a separate cache, so that neither the system nor another apt process is disturbed.
  const settings = [
    `Dir::State::Lists=${lists}`,
    `Dir::Cache=${cache}`,
    'Debug::NoLocking=true',
    'APT::Sandbox::User=root',
  ];
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...settings.flatMap((setting) => ['-o', setting]), ...args], { stdio: 'ignore' });
  apt('update');
  apt('install', '--download-only', '--yes', '--no-install-recommends', 'rabbitmq-server');
  for (const archive of globSync(join(cache, 'archives/*.deb'))) spawnSync('dpkg-deb', ['--extract', archive, root]);
  // The only program with a hard-coded installation path
  const erl = join(root, 'usr/lib/erlang/bin/erl');
  if (existsSync(erl)) writeFileSync(erl, readFileSync(erl, 'utf8').replaceAll('=/usr/lib', `=${OWN_COPY}/usr/lib`));
  // A concurrent test may have unpacked it already.
  if (programsIn(root) && !programsIn(OWN_COPY)) renameSync(root, OWN_COPY);
  rmSync(folder, { recursive: true, force: true });
  return programsIn(OWN_COPY);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
