/** The headers of one response of each kind, as a deployment with https sends them. */
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession } from '../support/openSession';
import { startTestService, type TestService } from '../support/service';
import { type ServiceProcess, startServiceProcess } from '../support/startServiceProcess';

let service: TestService;
let token: string;
let appDirectory: string;
let running: ServiceProcess;
beforeAll(async () => {
  service = await startTestService();
  token = await openSession(service);
  appDirectory = await mkdtemp(join(tmpdir(), 'aimline-app-'));
  await mkdir(join(appDirectory, 'assets'));
  await writeFile(join(appDirectory, 'index.html'), '<!doctype html><title>Aimline</title>');
  await writeFile(join(appDirectory, 'assets/app.js'), '');
  running = await startServiceProcess({ db: service.db, origin: 'https://aimline.example.org', appDirectory });
});
afterAll(async () => {
  await running.kill();
  await service.close();
  await rm(appDirectory, { recursive: true });
});

/** Headers of every response. */
const ALWAYS = {
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};
/** Headers of data, which no other site may show in a frame or read. */
const OURS_ALONE = {
  ...ALWAYS,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
const DATA = { ...OURS_ALONE, 'cache-control': 'no-store' };
const TOOL = { ...ALWAYS, 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'" };
const page = (frameAncestors: string) => ({
  ...TOOL,
  'content-security-policy': `default-src 'none'; script-src 'nonce-…'; style-src 'nonce-…'; base-uri 'none'; form-action 'self'; frame-ancestors ${frameAncestors}`,
});
const APP_PAGE = {
  ...TOOL,
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-…'; style-src-attr 'none'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action https://lms.example.org; frame-ancestors https://lms.example.org",
};
const ASSET = { ...ALWAYS, 'cache-control': 'public, max-age=31536000, immutable' };

/** The headers that instruct a browser; none may reveal how or when a response was produced. */
const INSTRUCTING =
  /^(cache-control|content-security-policy|cross-origin-|permissions-policy|referrer-policy|strict-transport|x-|server$)/;

const authorized = () => ({ authorization: `Bearer ${token}` });

test.each([
  ['an answer of the API', 200, DATA, () => get(`${API_BASE}/schools`, { headers: authorized() })],
  ['a refusal without proof', 401, DATA, () => get(`${API_BASE}/schools`)],
  ['a refusal of a rule', 403, DATA, () => get(`${API_BASE}/audit`, { headers: authorized() })],
  ['an address that the API does not have', 404, DATA, () => get(`${API_BASE}/nothing`)],
  ['the API document', 200, DATA, () => get('/api/interventions/openapi.json')],
  ['an unknown address', 404, OURS_ALONE, () => get('/nothing')],
  ['whether the service is ready', 200, OURS_ALONE, () => get('/.backstage/health/v1/readiness')],
  ['the keys of the tool', 200, { ...TOOL, 'cache-control': 'public, max-age=300' }, () => get('/lti/jwks')],
  ['a session that is refused', 401, TOOL, () => post('/lti/session', { code: 'x' })],
  ['a launch that is refused', 400, page('*'), () => get('/lti/login')],
  ['the page of an installation that is refused', 403, page("'none'"), () => get('/lti/install')],
  ['the page of the app', 200, APP_PAGE, () => get(`/app/?code=${token}`)],
  ['the page in its place', 400, page('*'), () => get('/app/')],
  ['a script of the app', 200, ASSET, () => get('/app/assets/app.js')],
  ['a script that the app does not have', 404, ALWAYS, () => get('/app/assets/nothing.js')],
])('%s', async (_, status, headers, ask) => {
  const response = await ask();
  const instructions = [...response.headers].filter(([name]) => INSTRUCTING.test(name));
  expect({
    status: response.status,
    headers: Object.fromEntries(
      instructions.map(([name, value]) => [name, value.replace(/'nonce-[^']+'/g, "'nonce-…'")]),
    ),
  }).toEqual({ status, headers });
});

function get(path: string, options: RequestInit = {}) {
  return fetch(`${running.address}${path}`, options);
}

function post(path: string, body: unknown) {
  return get(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
