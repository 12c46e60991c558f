/** The dependency check, run against a registry that reports a vulnerability in one package. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FOUND = {
  id: 1,
  url: 'https://github.com/advisories/GHSA-test-only-0001',
  title: 'Skips authentication',
  vulnerable_versions: '<99',
  cwe: [],
  cvss: { score: 8, vectorString: null },
};

let registry: Server;
let folder: string;
let severity = 'high';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aimline-dependencies-'));
  registry = createServer((request, response) => {
    request.resume();
    if (!request.url!.endsWith('/security/advisories/bulk')) return response.writeHead(404).end('{}');
    return response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ express: [{ ...FOUND, severity }] }));
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  registry.closeAllConnections();
  registry.close();
  await rm(folder, { recursive: true });
});

const addressOf = () => `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;

async function check(registryAddress: string, exceptions: object) {
  const file = join(folder, 'exceptions.json');
  await writeFile(file, JSON.stringify(exceptions));
  const child = spawn(process.execPath, [join(__dirname, 'check.mjs'), file], {
    env: { ...process.env, npm_config_registry: registryAddress, npm_config_cache: join(folder, severity) },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  return { code, output: output.trim() };
}

const licences = [{ package: 'pause', why: 'of the test' }];
const until = (day: string) => [{ advisory: 'GHSA-test-only-0001', why: 'of the test', until: day }];

test('fails on a high vulnerability, and links its advisory', async () => {
  expect(await check(addressOf(), { advisories: [], licences })).toEqual({
    code: 1,
    output:
      '"express" has a vulnerability that is high: Skips authentication (https://github.com/advisories/GHSA-test-only-0001).',
  });
});

test('passes on a moderate vulnerability', async () => {
  severity = 'moderate';
  expect(await check(addressOf(), { advisories: [], licences })).toEqual({ code: 0, output: '' });
  severity = 'high';
});

test('accepts an exception until its expiry date', async () => {
  expect(await check(addressOf(), { advisories: until('2199-12-31'), licences })).toEqual({ code: 0, output: '' });
  expect(await check(addressOf(), { advisories: until('2026-09-14'), licences })).toEqual({
    code: 1,
    output: 'The exception for GHSA-test-only-0001 in "express" expired on 2026-09-14: review it.',
  });
});

test('passes when the registry is unreachable, and reports that the audit did not run', async () => {
  const { code, output } = await check('http://127.0.0.1:9', { advisories: [], licences });
  expect(code).toBe(0);
  expect(output).toMatch(
    /^NOT CHECKED: known vulnerabilities\. The audit of the npm registry gave no report \(.+\)\.$/,
  );
});

test('fails on a package whose licence is not on the list', async () => {
  const { code, output } = await check('http://127.0.0.1:9', { advisories: [], licences: [] });
  expect(code).toBe(1);
  expect(output).toContain('"pause" is under the licence "", which is not among those allowed.');
});
