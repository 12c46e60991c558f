/**
 * Every check that needs no test run. All of them run, so that one push shows everything that is wrong, and they run side by
 * side: 17 s instead of 32 from a clean checkout on two cores, most of it Prettier on one core and the compiler on the other.
 */
import { spawn } from 'node:child_process';

/** Options of Node that load TypeScript sources directly, so that no check waits for the compiler. */
const fromSource = ['-C', '@aimline/source', '--require', '@backstage/cli-node/config/nodeTransform.cjs'];

const checks = [
  ['words', 'test/house/words.mjs'],
  ['lint', 'node_modules/oxlint/bin/oxlint', '--deny-warnings'],
  ['dependencies', 'test/dependencies/check.mjs'],
  ['changelog', ...fromSource, 'test/house/changelog.ts'],
  ['format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--cache', '--log-level', 'warn', '.'],
  ['types', 'node_modules/typescript/bin/tsc', '-b'],
];

const results = await Promise.all(checks.map(([name, ...args]) => run(name, args)));
const failed = results.filter(({ status }) => status !== 0).map(({ name }) => name);
if (failed.length > 0) {
  process.stderr.write(`Failed: ${failed.join(', ')}. The lines above say why.\n`);
  process.exitCode = 1;
}

/** Prints the whole output of a check when it ends, so that two checks do not mix their lines. */
async function run(name, args) {
  const startedMs = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => output.push(part));
  const status = await new Promise((resolve) => child.once('close', resolve));
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  process.stdout.write(`${Buffer.concat(output)}${name}: ${status === 0 ? 'passed' : 'FAILED'}, ${seconds} s\n`);
  return { name, status };
}
