/** The check of the packages, asked with a registry that knows of a vulnerability in one of them. */
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
  title: 'Answers whoever asks',
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
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  return { code, said: said.trim() };
}

const licences = [{ package: 'pause', why: 'of the test' }];
const until = (day: string) => [{ advisory: 'GHSA-test-only-0001', why: 'of the test', until: day }];

test('a vulnerability that is high fails, and says where to read of it', async () => {
  expect(await check(addressOf(), { advisories: [], licences })).toEqual({
    code: 1,
    said: '"express" has a vulnerability that is high: Answers whoever asks (https://github.com/advisories/GHSA-test-only-0001).',
  });
});

test('one that is moderate does not', async () => {
  severity = 'moderate';
  expect(await check(addressOf(), { advisories: [], licences })).toEqual({ code: 0, said: '' });
  severity = 'high';
});

test('an exception counts until its day', async () => {
  expect(await check(addressOf(), { advisories: until('2199-12-31'), licences })).toEqual({ code: 0, said: '' });
  expect(await check(addressOf(), { advisories: until('2026-09-14'), licences })).toEqual({
    code: 1,
    said: 'The exception for GHSA-test-only-0001 in "express" counted until 2026-09-14: look at it again.',
  });
});

test('a registry that cannot be asked is no failure, and is told', async () => {
  const { code, said } = await check('http://127.0.0.1:9', { advisories: [], licences });
  expect(code).toBe(0);
  expect(said).toMatch(/^Vulnerabilities were not looked for: the registry's audit cannot be asked \(.+\)\.$/);
});

test('a package without a licence that is allowed fails', async () => {
  const { code, said } = await check('http://127.0.0.1:9', { advisories: [], licences: [] });
  expect(code).toBe(1);
  expect(said).toContain('"pause" is under the licence "", which is not among those allowed.');
});
