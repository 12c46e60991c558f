import { startJobs } from '@aimline/plugin-interventions-backend';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { runCommand } from './runCommand';

const REGISTRATION = '0199a000-0000-7000-8000-000000000001';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.raw(
    `insert into directory.tenant values ('5b0f7a2e-3c61-4d0a-9e57-2f8c1a6b4d10', 'Cedar Valley');
     insert into directory.lti_registration
       (registration_id, issuer, client_id, authorization_endpoint, token_endpoint, jwks_uri, frame_origins)
     select id, 'https://lms-' || n, 'client', 'https://lms/auth', 'https://lms/token', 'https://lms/jwks', '{}'
     from (values ('0199a000-0000-7000-8000-000000000001'::uuid, 1), ('0199a000-0000-7000-8000-000000000002', 2)) v (id, n);
     insert into directory.lti_deployment (registration_id, deployment_id, tenant_id, status)
     values
       ('0199a000-0000-7000-8000-000000000001', '1', '5b0f7a2e-3c61-4d0a-9e57-2f8c1a6b4d10', 'pending'),
       ('0199a000-0000-7000-8000-000000000002', '1', '5b0f7a2e-3c61-4d0a-9e57-2f8c1a6b4d10', 'active')`,
  );
});
afterAll(() => db.destroy());

test('an invitation adds the district and prints its link', async () => {
  const printed = await run('lti', 'invite', '--name', 'Maple Creek');
  expect(printed).toMatch(
    /^Maple Creek \(.{36}\) installs Aimline with this link, which is valid once and until 2026-09-17T14:05:00.000Z:/,
  );
  expect(printed).toMatch(/https:\/\/aimline\.example\.org\/lti\/install\?invitation=[\w-]{43}$/);
  await expect(run('lti', 'invite', '--name', 'maple creek')).rejects.toThrow(
    'The district "Maple Creek" exists already. Invite it again with --tenant ',
  );
});

test('a deployment id that several platforms have is approved with its registration', async () => {
  await expect(run('lti', 'approve', '1')).rejects.toThrow('Several platforms have a deployment "1".');
  expect(await run('lti', 'approve', '1', '--registration', REGISTRATION)).toContain('Active: 1  of Cedar Valley');
  expect(await run('lti', 'disable', '1', '--registration', REGISTRATION)).toContain('Disabled: 1  of Cedar Valley');
  expect((await run('lti', 'list')).split('\n').map((line) => line.split(' ')[0])).toEqual(['disabled', 'active']);
});

test.each([
  [['lti', 'invite'], 'Name the district to invite'],
  [['lti', 'invite', '--tenant', 'x'], 'There is no district with the id "x".'],
  [['lti', 'approve'], 'Name the deployment'],
  [['lti', 'approve', 'unknown'], 'There is no deployment "unknown".'],
  [['lti', 'allow-frame', '1'], 'Name the origin of the pages: --origin https://canvas.example.org.'],
  [['lti', 'allow-frame', '1', '--origin', 'https://*.example.org'], '"https://*.example.org" is not an origin'],
  [['lti', 'allow-frame', '1', '--origin', 'https://a.example.org/x'], '"https://a.example.org/x" is not an origin'],
  [['lti', 'erase'], 'There is no command "lti erase".'],
  [['audit', 'verify'], 'Name the district: --tenant with its id or its name.'],
  [['audit', 'anchor', '--tenant', 'Nowhere'], 'There is no district "Nowhere".'],
  [['audit', 'anchor', '--tenant', 'Cedar Valley'], 'Name the key: --key with a file'],
  [['jobs', 'erase'], 'There is no command "jobs erase".'],
  [['audit', 'erase'], 'There is no command "audit erase".'],
  [['db', 'erase'], 'There is no command "db erase".'],
  [['db', 'provision'], 'Set these environment variables first:\n  PGHOST                     the database server\n'],
  [['lti', 'list', '--force'], "Unknown option '--force'"],
  [[], 'Usage: npm run aimline -- <area> <command>'],
])('%j is refused with a sentence', async (args, sentence) => {
  await expect(run(...args)).rejects.toThrow(sentence);
});

test('background jobs are listed, also when none has run yet', async () => {
  expect(await run('jobs', 'list')).toBe('The service has not run any background jobs yet.');
  const logger = { warn() {} } as never;
  const jobs = await startJobs({
    knex: db.app,
    jobs: [{ name: 'audit.seal', schedule: '0 3 * * *', async run() {} }],
    logger,
  });
  await jobs.stop();
  expect(await run('jobs', 'list')).toBe(
    'audit.seal    0 3 * * *       0 running, 0 waiting, 0 failed  last ended never  no failure',
  );
});

test('an LMS with a domain of its own may show Aimline, unless districts share its registration', async () => {
  const allow = () =>
    run('lti', 'allow-frame', '1', '--registration', REGISTRATION, '--origin', 'https://canvas.cedar.example');
  const printed = [await allow(), await allow()];
  expect(printed[1]).toMatch(
    /^Pages of https:\/\/canvas\.cedar\.example may show Aimline in a frame .*: 1  of Cedar Valley/,
  );
  const { rows } = await db.owner.raw(
    'select frame_origins from directory.lti_registration where registration_id = ?',
    [REGISTRATION],
  );
  expect(rows).toEqual([{ frame_origins: ['https://canvas.cedar.example'] }]);
  await db.owner.raw(
    `insert into directory.tenant values ('7c9d1e55-8a42-4b13-b0a6-19e3d5f7c820', 'Harbor');
     insert into directory.lti_deployment (registration_id, deployment_id, tenant_id, status)
     values ('${REGISTRATION}', 'harbor', '7c9d1e55-8a42-4b13-b0a6-19e3d5f7c820', 'active')`,
  );
  await expect(allow()).rejects.toThrow(
    `Other districts have deployments of the registration "${REGISTRATION}": pages of "https://canvas.cedar.example" could show their Aimline too.`,
  );
  await db.owner.raw("delete from directory.lti_deployment where deployment_id = 'harbor'");
});

test('reseal encrypts the secrets of the previous key again with the present one, once', async () => {
  const before = { encryptionKey: 'the key of last year, for tests alone' };
  const after = {
    encryptionKey: 'the key of this year, for tests alone',
    previousEncryptionKeys: [before.encryptionKey],
  };
  await runWith(before, 'lti', 'rotate-keys');
  await expect(runWith({ encryptionKey: after.encryptionKey }, 'lti', 'reseal')).rejects.toThrow(
    /^Sealed again under the present key: 0. Cannot be decrypted with any configured key: the tool key "[\w-]{43}". Add the key that sealed it/,
  );
  const printed = [await runWith(after, 'lti', 'reseal'), await runWith(after, 'lti', 'reseal')];
  const advice = 'The previous keys are no longer needed: remove them from AIMLINE_PREVIOUS_ENCRYPTION_KEYS now.';
  expect(printed).toEqual([
    `Encrypted again with the present key: 1. Encrypted with it before: 0.\n${advice}`,
    `Encrypted again with the present key: 0. Encrypted with it before: 1.\n${advice}`,
  ]);
});

test.each(['rotate-keys', 'reseal'])('%s without the key of the service is refused', async (command) => {
  await expect(run('lti', command)).rejects.toThrow('Set AIMLINE_ENCRYPTION_KEY to the key that the service uses.');
});

function run(...args: string[]): Promise<string> {
  return runWith({ encryptionKey: undefined }, ...args);
}

function runWith(
  keys: { encryptionKey: string | undefined; previousEncryptionKeys?: readonly string[] },
  ...args: string[]
): Promise<string> {
  const connect = async () => ({
    owner: db.owner,
    toolOrigin: 'https://aimline.example.org',
    previousEncryptionKeys: [],
    auditSigningKey: undefined,
    ...keys,
    progress() {},
    now: new Date('2026-09-14T14:05:00Z'),
  });
  return runCommand(args, { env: {}, connect });
}
