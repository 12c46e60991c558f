import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { createAppShell } from './createAppShell';
import { FrameAncestors } from './FrameAncestors';
import { registerDeployment } from '../installation/admin/registerDeployment';

const TENANT = '5b0f7a2e-3c61-4d0a-9e57-2f8c1a6b4d10';
const CODE = `${TENANT}.${'x'.repeat(43)}`;

let db: TestDatabase;
let directory: string;
let server: Server;
let app: string;
beforeAll(async () => {
  db = await createTestDatabase();
  directory = await mkdtemp(join(tmpdir(), 'aimline-app-'));
  await mkdir(join(directory, 'assets'));
  await writeFile(
    join(directory, 'index.html'),
    '<meta nonce="__CSP_NONCE__"><script src="/app/assets/a-1.js"></script>',
  );
  await writeFile(join(directory, 'assets/a-1.js'), 'export {};');
  await writeFile(join(directory, 'favicon.svg'), '<svg/>');
  await registerDeployment(db.owner, {
    issuer: 'https://lms.example.org',
    clientId: 'aimline-client',
    authorizationEndpoint: 'https://lms.example.org/authorize',
    tokenEndpoint: 'https://lms.example.org/token',
    jwksUri: 'https://lms.example.org/jwks',
    deploymentId: '1',
    tenantId: TENANT,
    tenantName: 'Cedar Valley',
  });
  const frameAncestors = new FrameAncestors({ knex: db.app, now: () => new Date() });
  const tool = express().use('/app', createAppShell({ directory, frameAncestors }));
  server = await new Promise((resolve) => {
    const listening = tool.listen(0, '127.0.0.1', () => resolve(listening));
  });
  app = `http://127.0.0.1:${(server.address() as AddressInfo).port}/app`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(directory, { recursive: true });
  await db.destroy();
});

test.each(['', '/', '/index.html', '/sessions/7'])(
  'app%s with the code of a launch is the page of the app, uncached',
  async (path) => {
    const response = await fetch(`${app}${path}?code=${CODE}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const policy = response.headers.get('content-security-policy')!;
    const nonce = /'nonce-([^']+)'/.exec(policy)![1];
    expect(await response.text()).toBe(`<meta nonce="${nonce}"><script src="/app/assets/a-1.js"></script>`);
  },
);

test.each(['', '/', '/index.html', '/sessions/7', '/?code=x', `/?code=${CODE}&code=${CODE}`])(
  'app%s without the code of a launch, as after a reload, says how to continue, in any frame',
  async (path) => {
    const response = await fetch(`${app}${path}`);
    expect(response.status).toBe(400);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toMatch(/; frame-ancestors \*$/);
    const page = await response.text();
    expect(page).toContain('Aimline opens from your learning platform.');
    expect(page).toContain('Open Aimline again from your course.');
    expect(page).not.toMatch(/<(script|a|form|button)\b/);
  },
);

test('the page of a tenant that does not exist may be framed by no origin', async () => {
  const response = await fetch(`${app}/?code=${CODE.replace('5b0f', '0000')}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-security-policy')).toMatch(/; frame-ancestors 'none'$/);
});

test('the page may be framed by, and send forms to, the platforms of its tenant only, and runs no foreign script', async () => {
  const response = await fetch(`${app}/?code=${CODE}`);
  const policy = response.headers.get('content-security-policy')!.replace(/nonce-[^']+/, 'nonce-N');
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'nonce-N'",
    "style-src-attr 'none'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    'form-action https://lms.example.org',
    'frame-ancestors https://lms.example.org',
  ]);
  expect(response.headers.get('x-frame-options')).toBeNull();
});

test('no two answers share a nonce', async () => {
  const policies = await Promise.all([1, 2].map(() => fetch(`${app}/?code=${CODE}`)));
  const [first, second] = policies.map((response) => response.headers.get('content-security-policy'));
  expect(first).not.toBe(second);
});

test('an asset is cached for a year, and a missing one is not answered with the page', async () => {
  const response = await fetch(`${app}/assets/a-1.js`);
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await fetch(`${app}/assets/a-2.js`)).status).toBe(404);
  expect((await fetch(`${app}/favicon.svg`)).headers.get('content-type')).toBe('image/svg+xml');
});

test('no file outside of the folder is served', async () => {
  const response = await fetch(`${app}/assets/..%2f..%2f..%2fetc%2fpasswd`);
  expect(await response.text()).not.toContain('root:');
});
