/**
 * LTI Platform Notification Service 1.0: valid and invalid notices of a platform. Prints the expected and the actual
 * answer of each case.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { registerDeployment } from '../../lti/src/installation/admin/registerDeployment';
import { table } from '../performance/timings';
import { startTestTool, type TestTool } from '../support/startTestTool';
import { answerOf } from './answerOf';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const SERVICE = `${LTI}platformnotificationservice`;
const HARBOR = 'c4d1e8b3-7a52-4f96-8b0d-61e29f35a7c8';
const OTHER = generateKeyPairSync('rsa', { modulusLength: 2048 });

// The value that omits a claim.
const ABSENT = undefined;

let tool: TestTool;
const rows = [['section', 'case', 'expected', 'got']];
beforeAll(async () => {
  tool = await startTestTool();
  const { issuer, clientId } = tool.platform;
  const endpoints = {
    ...{ issuer, clientId, authorizationEndpoint: `${issuer}/authorize` },
    ...{ tokenEndpoint: `${issuer}/token`, jwksUri: `${issuer}/jwks` },
  };
  const harbor = { ...endpoints, deploymentId: 'harbor-1', tenantId: HARBOR, tenantName: 'Harbor' };
  await registerDeployment(tool.db.owner, harbor);
  for (const status of ['pending', 'disabled']) {
    await registerDeployment(tool.db.owner, { ...harbor, deploymentId: `${status}-1` });
    await tool.db.admin.query('update directory.lti_deployment set status = $1 where deployment_id = $2', [
      status,
      `${status}-1`,
    ]);
  }
  // The courses that copies are made of.
  expect((await tool.launchIn('Grade 3')).status).toBe(303);
  const inHarbor = { [`${LTI}deployment_id`]: 'harbor-1', [`${LTI}context`]: { id: 'Harbor 2', title: 'Harbor 2' } };
  expect((await tool.launch(inHarbor, { lti_deployment_id: 'harbor-1' })).status).toBe(303);
});
afterAll(async () => {
  await tool.close();
  expect(tool.complaints).toEqual([]);
  process.stdout.write(table(rows));
});

/** One case, with the expected answer of Aimline. */
function meet(section: string, name: string, expected: string, got: string): void {
  rows.push([section, name, expected, got]);
  expect(got).toBe(expected);
}

test('copy: a notice of a copied course is accepted and recorded', async () => {
  meet('copy', 'a notice as Canvas sends it', '200 accepted: 1', await replyTo([copyNotice('Accepted')]));
  meet('copy', 'recorded origin', 'Grade 3', await originsOf('Accepted'));
});

test('replay: a repeated notice is accepted without effect', async () => {
  const notice = copyNotice('Replayed');
  meet('replay', 'the first time', '200 accepted: 1', await replyTo([notice]));
  const before = await writesOf('Replayed');
  meet('replay', 'the same delivery again', '200 accepted: 1', await replyTo([notice]));
  const resigned = { ...notice, iat: seconds() - 1 };
  meet('replay', 'the same notice, signed again', '200 accepted: 1', await replyTo([resigned]));
  meet('replay', 'twice in a delivery', '200 accepted: 2', await replyTo([notice, resigned]));
  meet('replay', 'audit records it left', before, await writesOf('Replayed'));
});

test('replay: of twenty concurrent deliveries, one records the copy', async () => {
  const notice = copyNotice('Parallel');
  const answers = await Promise.all(Array.from({ length: 20 }, () => replyTo([notice])));
  meet('replay', '20 in parallel', '200 accepted: 1', [...new Set(answers)].join(', '));
  meet('replay', 'audit records they left', '1 copy', await writesOf('Parallel'));
});

test.each<[string, Record<string, unknown>, string]>([
  ['wrong iss', { iss: 'https://elsewhere.example' }, '400 platform_registered'],
  ['wrong aud', { aud: 'another-client', azp: ABSENT }, '400 platform_registered'],
  ['wrong aud, our azp', { aud: 'another-client' }, '400 audience'],
  ['azp of another client', { azp: 'another-client' }, '400 platform_registered'],
  ['two aud without azp', { aud: ['aimline-client', 'another'], azp: ABSENT }, '400 authorized_party'],
  ['two aud with azp', { aud: ['another', 'aimline-client'], azp: 'aimline-client' }, '200 accepted: 1'],
  ['expired', { exp: seconds() - 65 }, '400 expires'],
  ['no exp', { exp: ABSENT }, '400 expires'],
  ['issued twelve minutes ago', { iat: seconds() - 720 }, '400 issued_at'],
  ['issued in an hour', { iat: seconds() + 3600, exp: seconds() + 7200 }, '400 issued_at'],
  ['no iat', { iat: ABSENT }, '400 issued_at'],
  ['version 1.1', { [`${LTI}version`]: '1.1' }, '400 lti_version'],
  ['no version', { [`${LTI}version`]: ABSENT }, '400 lti_version'],
  ['no deployment', { [`${LTI}deployment_id`]: ABSENT }, '400 deployment_named'],
  ['unknown deployment', { [`${LTI}deployment_id`]: 'unknown' }, '403 deployment_known'],
  ['pending deployment', { [`${LTI}deployment_id`]: 'pending-1' }, '403 deployment_active'],
  ['disabled deployment', { [`${LTI}deployment_id`]: 'disabled-1' }, '403 deployment_active'],
  ['no notice claim', { [`${LTI}notice`]: ABSENT }, '400 notice_claims'],
  ['notice without an id', { [`${LTI}notice`]: { ...kind(), id: ABSENT } }, '400 notice_claims'],
  ['notice id with NUL', { [`${LTI}notice`]: { ...kind(), id: 'a\u0000' } }, '400 notice_claims'],
  ['notice id of 256', { [`${LTI}notice`]: { ...kind(), id: 'x'.repeat(256) } }, '400 notice_claims'],
  ['timestamp as a number', { [`${LTI}notice`]: { ...kind(), timestamp: 1 } }, '400 notice_claims'],
  ['no context', { [`${LTI}context`]: ABSENT }, '400 context'],
  ['context as text', { [`${LTI}context`]: 'Grade 3' }, '400 context'],
  ['no origin_contexts', { [`${LTI}origin_contexts`]: ABSENT }, '400 notice_claims'],
  ['origin_contexts as text', { [`${LTI}origin_contexts`]: 'Grade 3' }, '400 notice_claims'],
  ['origin_contexts as objects', { [`${LTI}origin_contexts`]: [{ $ne: null }] }, '400 notice_claims'],
  ['101 origin_contexts', { [`${LTI}origin_contexts`]: Array<string>(101).fill('a') }, '400 notice_claims'],
])('claims: %s', async (name, changes, expected) => {
  meet('claims', name, expected, await replyTo([{ ...copyNotice(name), ...changes }]));
  meet('claims', 'recorded origin', expected.startsWith('200') ? 'Grade 3' : 'nothing', await originsOf(name));
});

test.each<[string, (claims: object) => string, string]>([
  ['the key of another platform', (claims) => forged(claims), '400 signature'],
  ['unknown kid', (claims) => tool.platform.signIdToken(claims, { kid: 'unknown' }), '400 key_known'],
  ['no kid', (claims) => tool.platform.signIdToken(claims, { kid: ABSENT }), '400 key_named'],
  ['alg none', (claims) => tool.platform.signIdToken(claims, { alg: 'none' }), '400 token_algorithm'],
  ['alg HS256', (claims) => tool.platform.signIdToken(claims, { alg: 'HS256' }), '400 token_algorithm'],
  ['crit', (claims) => tool.platform.signIdToken(claims, { crit: ['exp'], exp: 1 }), '400 signature'],
  ['claims changed', (claims) => changed(tool.platform.signIdToken(claims)), '400 signature'],
])('signature: %s', async (name, signed, expected) => {
  meet('signature', name, expected, await answered({ notices: [{ jwt: signed(copyNotice(name)) }] }));
  meet('signature', 'recorded origin', 'nothing', await originsOf(name));
});

test('all or none: one notice that cannot be verified rejects the whole delivery, which may be sent again', async () => {
  const good = copyNotice('Beside a bad one');
  const bad = { jwt: forged(copyNotice('Bad')) };
  const delivery = { notices: [{ jwt: tool.platform.signIdToken(good) }, bad] };
  const response = await post(JSON.stringify(delivery));
  expect(await response.json()).toEqual({
    error: {
      name: 'NoticeRefusedError',
      message: 'Notice 2 failed the check "signature". No notice was accepted.',
    },
    response: { statusCode: 400 },
  });
  meet('all or none', 'a good one beside a bad one', 'nothing', await originsOf('Beside a bad one'));
  meet('all or none', 'the good one alone', '200 accepted: 1', await replyTo([good]));
  meet('all or none', 'recorded origin', 'Grade 3', await originsOf('Beside a bad one'));
});

test('types: hello world and unknown types are accepted without effect', async () => {
  for (const type of ['LtiHelloWorldNotice', 'LtiAssetProcessorSubmissionNotice', 'OfTheNextVersion']) {
    const notice = { ...copyNotice(type), [`${LTI}notice`]: { ...kind(), type } };
    meet('types', type, '200 accepted: 1', await replyTo([notice]));
    meet('types', 'recorded origin', 'nothing', await originsOf(type));
  }
});

test('tenant: courses of another district, unknown courses and the copy itself are not recorded as origins', async () => {
  const from = (name: string, origins: string[]) => ({ ...copyNotice(name), [`${LTI}origin_contexts`]: origins });
  for (const [name, origins, expected] of [
    ['origin of another tenant', ['Harbor 2'], 'nothing'],
    ['unknown origin', ['unknown'], 'nothing'],
    ['the copy itself', ['the copy itself'], 'nothing'],
    ['no origin', [], 'nothing'],
    ['known and unknown origins', ['unknown', 'Grade 3', 'Harbor 2'], 'Grade 3'],
  ] as const) {
    meet('tenant', name, '200 accepted: 1', await replyTo([from(name, [...origins])]));
    meet('tenant', 'recorded origin', expected, await originsOf(name));
  }
});

test('tenant: the same notice id from two deployments of a platform applies to two districts', async () => {
  const notice = copyNotice('Shared id');
  const inHarbor = {
    ...notice,
    [`${LTI}deployment_id`]: 'harbor-1',
    [`${LTI}origin_contexts`]: ['Harbor 2'],
  };
  meet('tenant', 'one id, two districts', '200 accepted: 2', await replyTo([notice, inHarbor]));
  meet('tenant', 'recorded origins', 'Grade 3, Harbor 2', await originsOf('Shared id'));
});

test.each([
  ['no JSON', '{'],
  ['null', 'null'],
  ['a list', '[]'],
  ['no notices', '{}'],
  ['notices as an object', '{"notices":{"jwt":"a.b.c"}}'],
  ['a notice that is null', '{"notices":[null]}'],
  ['a jwt that is an object', '{"notices":[{"jwt":{"$ne":null}}]}'],
  ['a jwt that is none', '{"notices":[{"jwt":"a.b"}]}'],
  ['a jwt of 20 001', JSON.stringify({ notices: [{ jwt: `a.b.${'c'.repeat(19_997)}` }] })],
])('malformed: %s', async (name, body) => {
  const response = await post(body);
  expect(await response.json()).toMatchObject({ error: { name: 'InputError', message: expect.any(String) } });
  meet('malformed', name, '400', String(response.status));
});

test('malformed: an unreadable JWT is refused', async () => {
  const part = (text: string) => Buffer.from(text).toString('base64url');
  const unreadable = { notices: [{ jwt: `${part('{')}.${part('{}')}.c` }] };
  meet('malformed', 'a header that is no JSON', '400 token_readable', await answered(unreadable));
  const empty = { notices: [{ jwt: tool.platform.signIdToken([]) }] };
  meet('malformed', 'claims that are a list', '400 notice_claims', await answered(empty));
});

test('size: 50 notices are accepted, 51 and half a megabyte are refused', async () => {
  const notices = (count: number) => Array.from({ length: count }, () => copyNotice('Many'));
  meet('size', '50 notices', '200 accepted: 50', await replyTo(notices(50)));
  meet('size', '51 notices', '400 InputError', await replyTo(notices(51)));
  meet('size', 'no notices', '200 accepted: 0', await replyTo([]));
  meet('size', '600 kB', '413', String((await post(JSON.stringify({ notices: [], x: 'x'.repeat(600_000) }))).status));
});

test('keys: a key set timeout is named as the failed check, and the notice may be sent again', async () => {
  await tool.platform.rotateKey();
  tool.platform.behaviour.keys = 'down';
  const notice = copyNotice('Later');
  meet('keys', 'key set down', '424 keys_reachable', await replyTo([notice]));
  tool.platform.reset();
  meet('keys', 'key set up again', '200 accepted: 1', await replyTo([notice]));
});

test.each<[string, unknown, string]>([
  ['as text', 'https://lms.example/notices', 'refused: notice_service'],
  ['without an address', { notice_types_supported: [] }, 'refused: notice_service'],
  ['an address that is none', { platform_notification_service_url: 'notices' }, 'refused: notice_service'],
  [
    'types as text',
    { platform_notification_service_url: 'https://lms.example/n', notice_types_supported: 'LtiContextCopyNotice' },
    'refused: notice_service',
  ],
  [
    'no notice of copies',
    { platform_notification_service_url: 'https://lms.example/n', notice_types_supported: ['LtiHelloWorldNotice'] },
    'session: educator',
  ],
])('launch: the claim %s', async (name, claim, expected) => {
  meet('launch', `the claim ${name}`, expected, await answerOf(tool, await tool.launch({ [SERVICE]: claim })));
});

test('limits: too many notices of a platform from one address are refused', async () => {
  const limited = await startTestTool({ loginsPerMinute: 10 });
  const { platform, origin } = limited;
  const delivery = { notices: [{ jwt: platform.signIdToken({ ...copyNotice('Limited'), iss: platform.issuer }) }] };
  const statuses = [];
  for (let i = 0; i < 3; i += 1) statuses.push((await post(JSON.stringify(delivery), origin)).status);
  await limited.close();
  meet('limits', 'the third of two', '200, 200, 429', statuses.join(', '));
});

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

function kind() {
  return { id: randomUUID(), timestamp: '2026-08-03T11:24:25Z', type: 'LtiContextCopyNotice' };
}

/** The claims of a valid notice, as Canvas sends it: `course` is a copy of Grade 3. */
function copyNotice(course: string): Record<string, unknown> {
  return {
    iss: tool.platform.issuer,
    aud: 'aimline-client',
    azp: 'aimline-client',
    iat: seconds(),
    exp: seconds() + 3600,
    nonce: randomUUID(),
    [`${LTI}version`]: '1.3.0',
    [`${LTI}deployment_id`]: 'cedar-valley-1',
    [`${LTI}notice`]: kind(),
    [`${LTI}context`]: {
      ...{ id: course, label: course, title: course },
      type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'],
    },
    [`${LTI}origin_contexts`]: ['Grade 3'],
  };
}

/** Signs a notice with the key of another platform, under the kid of this platform's key. */
function forged(claims: object): string {
  const [header] = tool.platform.signIdToken(claims).split('.');
  const signed = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), OTHER.privateKey).toString('base64url')}`;
}

/** Signs a notice, and changes its origin afterwards. */
function changed(jwt: string): string {
  const [header, payload, signature] = jwt.split('.');
  const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString());
  const other = { ...claims, [`${LTI}notice`]: kind() };
  return `${header}.${Buffer.from(JSON.stringify(other)).toString('base64url')}.${signature}`;
}

function post(body: string, origin = tool.origin): Promise<Response> {
  return fetch(`${origin}/lti/notices`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

/** The status of an answer, and the number of accepted notices or the check that failed. */
async function answered(body: unknown): Promise<string> {
  const response = await post(JSON.stringify(body));
  const answer = await response.json();
  if (response.ok) return `200 accepted: ${answer.taken}`;
  return `${response.status} ${/check "(\w+)"/.exec(answer.error.message)?.[1] ?? answer.error.name}`;
}

function replyTo(claims: readonly object[]): Promise<string> {
  return answered({ notices: claims.map((each) => ({ jwt: tool.platform.signIdToken(each) })) });
}

/** The titles of the courses that are recorded as origins of the courses with this title. */
async function originsOf(title: string): Promise<string> {
  const { rows: found } = await tool.db.admin.query(
    `select o.title
     from aimline.course c
     join aimline.course_copy k using (tenant_id, course_id)
     join aimline.course o on o.tenant_id = k.tenant_id and o.course_id = k.origin_course_id
     where c.title = $1
     order by 1`,
    [title],
  );
  return found.map((row) => row.title).join(', ') || 'nothing';
}

async function writesOf(title: string): Promise<string> {
  const { rows: found } = await tool.db.admin.query(
    `select count(*)::int as writes
     from aimline.course c
     join aimline.audit_record a on a.tenant_id = c.tenant_id and a.entity_id = c.course_id
     where c.title = $1 and a.entity = 'course_copy'`,
    [title],
  );
  return `${found[0].writes} copy`;
}
