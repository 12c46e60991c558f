#!/usr/bin/env node
/**
 * Prepares a bare clone (packages, user interface, compiled code), then runs a command on the pinned Node:
 * `ready.mjs build | start | check | test | faults | bench | aimline [arguments]`; `build` only prepares.
 *
 * Runs on the Node of the machine (20 or newer), before anything is installed, hence without any package.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
process.chdir(root);
const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
const fromSource = ['-C', '@aimline/source'];
const [name = '', ...rest] = process.argv.slice(2);
const commands = {
  build: null,
  // compiled: a third less memory than transforming the sources while they load (measured 221 MB against 326 MB)
  start: ['packages/demo/dist/start.js'],
  check: ['test/house/check.mjs'],
  test: [...fromSource, 'node_modules/jest/bin/jest.js', '-c', 'test/jest.config.cjs'],
  faults: [...fromSource, 'node_modules/jest/bin/jest.js', '-c', 'test/faults/jest.config.cjs'],
  bench: [...fromSource, '--require', '@backstage/cli-node/config/nodeTransform.cjs', 'test/performance/bench.ts'],
  // backup commands are in the package of the embedded database, not in that of the backend
  aimline: [
    rest[0] === 'backup' ? 'packages/embedded/dist/backup/aimlineBackup.js' : 'packages/backend/dist/cli/aimline.js',
  ],
};

if (!(name in commands)) fail(`Unknown command "${name}": expected ${Object.keys(commands).join(', ')}.`);
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) fail(`Node ${process.versions.node} is too old: install Node 20 or newer.`);

// An installation that this user cannot write to was built by another user, and is run as it is.
if (isWritable(root)) {
  installPackages();
  // the checks compile everything themselves
  if (name !== 'check') {
    if (name !== 'aimline') buildInterface();
    step('Compiling', node, ['node_modules/typescript/bin/tsc', '-b', 'packages/demo']);
  }
}
if (commands[name]) run(commands[name]);

function run(command) {
  const child = spawn(node, [...command, ...rest], {
    stdio: 'inherit',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

function installPackages() {
  // npm writes this file last; it is older than the lockfile when the lockfile has changed since.
  const stamp = join(root, 'node_modules/.package-lock.json');
  const wanted = fingerprint(['package-lock.json']);
  if (existsSync(stamp) && existsSync(node) && readStamp('packages') === wanted) return;
  step('Installing packages (one to three minutes the first time)', 'npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  writeStamp('packages', fingerprint(['package-lock.json']));
}

function buildInterface() {
  const sources = ['packages/app', 'plugins/interventions', 'plugins/interventions-common'].flatMap(filesOf);
  const wanted = fingerprint(sources);
  if (existsSync('packages/app/dist/web/index.html') && readStamp('interface') === wanted) return;
  step('Building the user interface', node, [
    'node_modules/vite/bin/vite.js',
    'build',
    'packages/app',
    '--logLevel',
    'warn',
  ]);
  writeStamp('interface', wanted);
}

/** The source files of a package, sorted. */
function filesOf(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !/[/\\](dist|node_modules)[/\\]|\.tsbuildinfo$|\.test\.tsx?$/.test(file))
    .toSorted();
}

/** Reports on standard error: what a command prints may be redirected to a file. */
function step(title, command, args) {
  const startedMs = Date.now();
  console.error(`${title} …`);
  const { status } = spawnSync(command, args, { stdio: ['inherit', process.stderr, 'inherit'] });
  if (status !== 0) fail(`${title} failed; the lines above say why.`);
  console.error(`${title}: ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function readStamp(what) {
  const file = join(root, 'node_modules/.aimline', what);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function writeStamp(what, value) {
  mkdirSync(join(root, 'node_modules/.aimline'), { recursive: true });
  writeFileSync(join(root, 'node_modules/.aimline', what), value);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
