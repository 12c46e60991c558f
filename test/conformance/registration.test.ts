/**
 * LTI Dynamic Registration 1.0, which the LTI Advantage Conformance Certification Guide does not cover: registrations,
 * expired links, platforms that name a foreign issuer, and addresses in a private network. Prints the expected and the
 * actual answer of each case.
 */
import { listDeployments } from '@aimline/lti';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type OpenInstallPage, openInstallPage } from '../support/openInstallPage';
import { type Registrar, startRegistrar } from '../support/startRegistrar';
import { startTestTool, type TestTool } from '../support/startTestTool';
import { CaseReport } from './CaseReport';

const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const NO_LINK = 'refused: no registration link';
const LINK_OVER = 'refused: link used or over';
const NOT_PUBLIC = 'refused: not on the public internet';
const NOT_HTTPS = 'refused: not https';
const ANOTHER_ISSUER = 'refused: foreign issuer';
/** Maps the status and message of a refusal to a short name for the report. */
const IN_WORDS: readonly [RegExp, string][] = [
  [/^400 This is a registration link\. Enter it in your LMS, which opens it by itself\.$/, NO_LINK],
  [/^403 This registration link has already been used, or is older than an hour\./, LINK_OVER],
  [/^400 The host ".+" is not on the public internet\.$/, NOT_PUBLIC],
  [/^400 ".+" is not an allowed address: expected https without a user name or password\.$/, NOT_HTTPS],
  [/^400 The LMS at ".+" names the issuer ".+": expected an issuer on its own host\.$/, ANOTHER_ISSUER],
  [/^409 This client ID belongs to another district\./, 'refused: of another district'],
  [/^424 The LMS answered the registration without a client ID\.$/, 'refused: no client id'],
  [/^424 ".+" cannot be read: the answer was 302\.$/, 'refused: a redirect'],
];
const HOUR_MS = 3_600_000;

let tool: TestTool;
let page: OpenInstallPage;
let registrar: Registrar;
const report = new CaseReport();
beforeAll(async () => {
  tool = await startTestTool();
  page = await openInstallPage(tool, 'Maple Creek');
});
beforeEach(async () => {
  registrar = await startRegistrar();
});
afterEach(async () => {
  tool.clock.aheadMs = 0;
  await registrar.close();
});
afterAll(async () => {
  await tool.close();
  report.print();
  expect(tool.complaints).toEqual([]);
});

test('registration: the token of the platform is sent, and a pending deployment is stored', async () => {
  registrar.behaviour.registered = { client_id: 'aimline', [TOOL_CONFIGURATION]: { deployment_id: 'maple-1' } };
  report.meet('registration', 'with a deployment', 'registered', await register());
  report.meet(
    'registration',
    'requests received',
    ['GET /openid-configuration Bearer token', 'POST /registration_endpoint Bearer token'],
    registrar.requests,
  );
  report.meet(
    'registration',
    'stored deployment',
    `${registrar.origin} aimline maple-1 pending`,
    await storedDeployments(),
  );
});

test('registration: when the platform names no deployment, none is stored', async () => {
  report.meet('registration', 'without a deployment', 'registered', await register());
  report.meet('registration', 'stored deployment', '', await storedDeployments());
});

test('registration: a registration of another district stays with it', async () => {
  registrar.behaviour.registered = { client_id: 'shared', [TOOL_CONFIGURATION]: { deployment_id: 'maple-2' } };
  expect(await register()).toBe('registered');
  const thornfield = await openInstallPage(tool, 'Thornfield');
  report.meet(
    'registration',
    'the client of another district',
    'refused: of another district',
    await register({ link: await thornfield.registrationLink() }),
  );
  report.meet(
    'registration',
    'stored deployment',
    `${registrar.origin} shared maple-2 pending`,
    await storedDeployments(),
  );
});

test('registration: an answer without a client ID is refused', async () => {
  registrar.behaviour.registered = { error: 'invalid_client_metadata' };
  report.meet('registration', 'refused by the platform', 'refused: no client id', await register());
  report.meet('registration', 'stored deployment', '', await storedDeployments());
});

test('link: valid once, even for twenty concurrent platforms, and used up by a registration that fails', async () => {
  const link = await page.registrationLink();
  const answers = await Promise.all(Array.from({ length: 20 }, () => register({ link })));
  report.meet(
    'link',
    '20 registrations in parallel',
    [...Array<string>(19).fill(LINK_OVER), 'registered'],
    answers.toSorted(),
  );
  report.meet('link', 'used', LINK_OVER, await register({ link }));
  const failed = await page.registrationLink();
  await register({ link: failed, configuration: 'https://10.0.0.1/openid-configuration' });
  report.meet('link', 'used by a registration that failed', LINK_OVER, await register({ link: failed }));
});

test('link: expires after an hour', async () => {
  const [first, second] = [await page.registrationLink(), await page.registrationLink()];
  tool.clock.aheadMs = HOUR_MS - 5_000;
  report.meet('link', 'of almost an hour', 'registered', await register({ link: first }));
  tool.clock.aheadMs = HOUR_MS + 1_000;
  report.meet('link', 'older than an hour', LINK_OVER, await register({ link: second }));
  report.meet('link', 'requests of the second', '0', String(registrar.requests.length - 2));
});

test.each([
  ['no parameters', '', NO_LINK],
  ['no token', '?openid_configuration=https%3A%2F%2Flms.example', NO_LINK],
  ['no configuration', `?token=${'x'.repeat(43)}`, NO_LINK],
  ['short', '?token=short&openid_configuration=https%3A%2F%2Flms.example', NO_LINK],
  ['a list', '?token[]=a&openid_configuration=https%3A%2F%2Flms.example', NO_LINK],
  ['made up', `?token=${'x'.repeat(43)}&openid_configuration=https%3A%2F%2Flms.example`, LINK_OVER],
])('token: %s', async (name, query, expected) => {
  report.meet('token', name, expected, await outcomeOf(await fetch(`${tool.origin}/lti/register${query}`)));
});

test.each([
  ['issuer of Canvas', 'https://canvas.instructure.com'],
  ['issuer on another port', 'http://127.0.0.1:1'],
  ['issuer that is no address', 'maple'],
])('issuer: a platform that names a foreign issuer gets no registration (%s)', async (name, issuer) => {
  registrar.behaviour.configuration = { issuer };
  report.meet('issuer', name, ANOTHER_ISSUER, await register());
  report.meet('issuer', `${name}: registrations sent`, '0', String(posts()));
});

test.each([
  ['metadata of a cloud', 'http://169.254.169.254/latest', NOT_HTTPS],
  ['metadata of a cloud, https', 'https://169.254.169.254/latest', NOT_PUBLIC],
  ['a private network', 'https://10.0.0.1/openid', NOT_PUBLIC],
  ['a private network as a number', 'https://167772161/openid', NOT_PUBLIC],
  ['IPv4 mapped into IPv6', 'https://[::ffff:10.0.0.1]/openid', NOT_PUBLIC],
  ['a private network by IPv6', 'https://[fd00::1]/openid', NOT_PUBLIC],
  ['a file', 'file:///etc/passwd', NOT_HTTPS],
  ['with a password', 'https://admin:pw@lms.example/openid', NOT_HTTPS],
  ['no address', 'openid-configuration', NOT_HTTPS],
])('network: no request goes to the configuration at %s', async (name, configuration, expected) => {
  report.meet('network', name, expected, await register({ configuration }));
});

test.each(['authorization_endpoint', 'registration_endpoint', 'jwks_uri', 'token_endpoint'])(
  'network: a platform whose %s is inside of a network gets no registration',
  async (endpoint) => {
    registrar.behaviour.configuration = { [endpoint]: 'https://192.168.1.1/x' };
    report.meet('network', `${endpoint} in a private network`, NOT_PUBLIC, await register());
    report.meet('network', `${endpoint}: registrations sent`, '0', String(posts()));
  },
);

test('network: a redirect is not followed', async () => {
  registrar.behaviour.movedTo = `${registrar.origin}/elsewhere`;
  report.meet('network', 'redirect', 'refused: a redirect', await register());
  expect(registrar.requests).toEqual(['GET /openid-configuration Bearer token']);
});

/** Opens a registration link as the platform does; returns the answer of Aimline. */
async function register({ link, configuration }: { link?: string; configuration?: string } = {}): Promise<string> {
  const parameters = new URLSearchParams({
    openid_configuration: configuration ?? registrar.configurationUrl,
    registration_token: 'token',
  });
  return outcomeOf(await fetch(`${link ?? (await page.registrationLink())}&${parameters}`));
}

/** The outcome of a registration: done, or the reason for the refusal. */
async function outcomeOf(response: Response): Promise<string> {
  const html = await response.text();
  if (response.status === 200 && html.includes('<h1>Aimline is registered</h1>')) return 'registered';
  const [, sentence = html.slice(0, 100)] = /<p>(.*)<\/p>/.exec(html) ?? [];
  const refusal = `${response.status} ${sentence.replaceAll('&quot;', '"')}`;
  return IN_WORDS.find(([pattern]) => pattern.test(refusal))?.[1] ?? refusal;
}

function posts(): number {
  return registrar.requests.filter((request) => request.startsWith('POST')).length;
}

/** The deployments of this platform. */
async function storedDeployments(): Promise<string> {
  const deployments = (await listDeployments(tool.db.owner)).filter(({ issuer }) => issuer === registrar.origin);
  return deployments
    .map(({ issuer, clientId, deploymentId, status }) => `${issuer} ${clientId} ${deploymentId} ${status}`)
    .join(', ');
}
