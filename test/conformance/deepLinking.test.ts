/**
 * Deep Linking: the cases of the LTI Advantage Conformance Certification Guide 1.3 (section 6.2) by their names, and
 * cases beyond it. Prints the expected and the actual answer of each case.
 */
import { provenTenantId } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { revokeSessions } from '../../lti/src/launch/session/revokeSessions';
import { CEDAR_VALLEY, startTestTool, type TestTool } from '../support/startTestTool';
import { CONTEXT, DEEP_LINKING, LTI } from '../support/vocabulary';
import { answerOf } from './answerOf';
import { CaseReport } from './CaseReport';

const INTERVENTION = '/interventions/0199a000-0000-7000-8000-00000000000a';
const OVERVIEW = { target: INTERVENTION, title: 'Repeated reading, grade 3' };
const NOTHING_HERE = 'accepted: nothing here for this role';

// The value that omits a claim or a setting.
const ABSENT = undefined;

let tool: TestTool;
const report = new CaseReport();
beforeAll(async () => {
  tool = await startTestTool();
});
afterAll(async () => {
  await tool.close();
  report.print();
  expect(tool.complaints).toEqual([]);
});

test('6.2 Deep Linking Request Sent: opens the page where links are chosen, at the target of the login', async () => {
  const session = await choosing({ accept_multiple: true, title: 'Week 3' });
  expect(session).toMatchObject({ roles: ['educator'], deepLinking: { acceptMultiple: true, title: 'Week 3' } });
  report.meet('6.2', 'Deep Linking Request Sent', '/deep-link', session.target);
});

test('6.2 Deep Linking Response Received: goes to the return URL of the request', async () => {
  const { returnUrl } = await chosen(await choosing(), [OVERVIEW]);
  report.meet('6.2', 'Deep Linking Response Received', `${tool.platform.issuer}/deep-linking-return`, returnUrl);
});

test('6.2 Deep Linking Response Format: a JWT in compact form, with a content item', async () => {
  const { jwt } = await chosen(await choosing(), [OVERVIEW]);
  const { protectedHeader, payload } = await verified(jwt);
  expect(payload[`${DEEP_LINKING}content_items`]).toEqual([
    { type: 'ltiResourceLink', title: 'Repeated reading, grade 3', url: `${tool.origin}/app${INTERVENTION}` },
  ]);
  report.meet(
    '6.2',
    'Deep Linking Response Format',
    'RS256 JWT with alg, kid, typ',
    `${protectedHeader.alg} ${protectedHeader.typ} with ${Object.keys(protectedHeader).toSorted().join(', ')}`,
  );
});

test('6.2 Timestamps: issued now, expires in five minutes', async () => {
  const { payload } = await verified((await chosen(await choosing(), [OVERVIEW])).jwt);
  const ageSeconds = Date.now() / 1000 - payload.iat!;
  expect(ageSeconds).toBeGreaterThanOrEqual(0);
  expect(ageSeconds).toBeLessThan(10);
  report.meet('6.2', 'Timestamps', 'exp 300 s after iat', `exp ${payload.exp! - payload.iat!} s after iat`);
});

test('6.2 Signature: by a key that the tool publishes, over the whole content', async () => {
  const { jwt } = await chosen(await choosing(), [OVERVIEW]);
  const [header, , signature] = jwt.split('.');
  const forged = Buffer.from('{"iss":"aimline-client"}').toString('base64url');
  const verdict = (text: string) =>
    verified(text).then(
      () => 'verified',
      (error: Error) => error.message,
    );
  report.meet('6.2', 'Signature', 'verified', await verdict(jwt));
  report.meet(
    '6.2',
    'Signature, claims changed',
    'signature verification failed',
    await verdict(`${header}.${forged}.${signature}`),
  );
});

test('6.2 Required Claims: all of them, and no others', async () => {
  const { payload } = await verified((await chosen(await choosing(), [OVERVIEW])).jwt);
  expect(payload).toEqual({
    iss: 'aimline-client',
    aud: tool.platform.issuer,
    iat: expect.any(Number),
    exp: expect.any(Number),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    [`${LTI}message_type`]: 'LtiDeepLinkingResponse',
    [`${LTI}version`]: '1.3.0',
    [`${LTI}deployment_id`]: 'cedar-valley-1',
    [`${DEEP_LINKING}content_items`]: [expect.any(Object)],
  });
  const again = await verified((await chosen(await choosing(), [OVERVIEW])).jwt);
  expect(again.payload.nonce).not.toBe(payload.nonce);
  report.meet('6.2', 'Required Claims', '9 claims', `${Object.keys(payload).length} claims`);
});

test('6.2 Affirm: launching a placed link opens its page', async () => {
  const [item] = await itemsOf(await choosing(), [OVERVIEW]);
  const launched = await tool.launch(
    { [`${LTI}target_link_uri`]: item!.url, [`${LTI}resource_link`]: { id: 'placed-1' } },
    { target_link_uri: item!.url },
  );
  const session = await (await tool.exchange(launched)).json();
  expect(session.deepLinking).toBeNull();
  report.meet('6.2', 'Affirm the content was placed', INTERVENTION, session.target);
});

test.each([
  ['/', '/app/'],
  ['/interventions', '/app/interventions'],
  [INTERVENTION, `/app${INTERVENTION}`],
  [`${INTERVENTION}/sessions`, `/app${INTERVENTION}/sessions`],
])('places: %s can be placed', async (target, path) => {
  const [item] = await itemsOf(await choosing(), [{ target, title: 'A place' }]);
  report.meet('places', target, path, item!.url.replace(tool.origin, ''));
});

test('several: a request for several links gets them in order; a request for one link refuses several', async () => {
  const two = [OVERVIEW, { target: '/', title: 'Today' }];
  const items = await itemsOf(await choosing({ accept_multiple: true }), two);
  report.meet(
    'several',
    'two links, accept_multiple',
    `${OVERVIEW.title}; Today`,
    items.map(({ title }) => title).join('; '),
  );
  const session = await choosing();
  report.meet(
    'several',
    'two links, one accepted',
    '400 Your course accepts one link at a time.',
    await replyTo(session.token, { items: two }),
  );
  report.meet('several', 'one link afterwards', '200', await replyTo(session.token, { items: [OVERVIEW] }));
});

test('cancel: a response without links', async () => {
  report.meet('cancel', 'no content items', '[]', JSON.stringify(await itemsOf(await choosing(), [])));
});

test('window: a platform that opens links only in windows gets links for windows', async () => {
  for (const [targets, expected] of [
    [['window'], '{"targetName":"_blank"}'],
    [['iframe', 'window'], 'left to the platform'],
  ] as const) {
    const [item] = await itemsOf(await choosing({ accept_presentation_document_targets: targets }), [OVERVIEW]);
    report.meet(
      'window',
      `targets ${targets.join(', ')}`,
      expected,
      JSON.stringify(item!.window) ?? 'left to the platform',
    );
  }
});

test.each([
  ['text', 'csrftoken:c7fbba78-7b75-46e3-9201-11e6d5f36f53'],
  ['nothing in it', ''],
  ['markup and quotes', `"'</script><script>alert(1)</script>&amp;\\`],
  ['line breaks, NUL and DEL', 'a\r\n\tb\u0000c\u007f\u2028'],
  ['half a character', 'a\ud800b\udc00'],
  ['characters of other scripts', 'école 日本 🧡 e\u0301'],
  ['30 000 characters', 'x'.repeat(30_000)],
])('data: %s is returned unchanged', async (name, data) => {
  const { payload } = await verified((await chosen(await choosing({ data }), [OVERVIEW])).jwt);
  report.meet('data', name, 'the same', payload[`${DEEP_LINKING}data`] === data ? 'the same' : 'another');
});

test.each<[string, Record<string, unknown>, string]>([
  ['return URL elsewhere', { deep_link_return_url: 'https://elsewhere.example/return' }, 'deep_linking_return'],
  ['return URL as a script', { deep_link_return_url: 'javascript:alert(1)' }, 'deep_linking_return'],
  ['no return URL', { deep_link_return_url: ABSENT }, 'deep_linking_return'],
  ['return URL as an object', { deep_link_return_url: { $ne: null } }, 'deep_linking_return'],
  ['types without ltiResourceLink', { accept_types: ['file', 'html'] }, 'deep_linking_types'],
  ['no types', { accept_types: ABSENT }, 'deep_linking_types'],
  ['types as text', { accept_types: 'ltiResourceLink' }, 'deep_linking_types'],
  ['no presentation targets', { accept_presentation_document_targets: ABSENT }, 'deep_linking_settings'],
  ['data that is no text', { data: { a: 1 } }, 'deep_linking_settings'],
])('settings: %s', async (name, change, check) => {
  report.meet('settings', name, `refused: ${check}`, await answerOf(tool, await request(change)));
});

test.each([
  ['NUL', '\u0000'],
  ['half a character', '\ud800'],
])('settings: return URL of the platform with %s', async (name, character) => {
  const answered = await request({ deep_link_return_url: `${tool.platform.issuer}/return?course=${character}` });
  report.meet('settings', `return URL with ${name}`, 'refused: deep_linking_return', await answerOf(tool, answered));
});

test.each<[string, Record<string, unknown>, string]>([
  ['no settings', { [`${DEEP_LINKING}deep_linking_settings`]: ABSENT }, 'refused: deep_linking_settings'],
  ['settings as text', { [`${DEEP_LINKING}deep_linking_settings`]: 'all' }, 'refused: deep_linking_settings'],
  [
    'another target than the login',
    { [`${LTI}target_link_uri`]: 'https://elsewhere.example/' },
    'refused: target_as_at_login',
  ],
  ['a Learner', as('Learner'), NOTHING_HERE],
  ['a Mentor', { ...as('Mentor'), [`${LTI}role_scope_mentor`]: ['maya'] }, NOTHING_HERE],
  ['an Instructor', as('Instructor'), 'session: educator'],
])('who and what: %s', async (name, change, expected) => {
  report.meet('who and what', name, expected, await answerOf(tool, await request({}, change)));
});

test('a caregiver whose launch is a request for links keeps their open session', async () => {
  const mentor = { sub: 'denise', ...as('Mentor'), [`${LTI}role_scope_mentor`]: ['maya'] };
  const { token } = await (await tool.exchange(await tool.launch(mentor))).json();
  report.meet('who and what', 'a Mentor with a session', NOTHING_HERE, await answerOf(tool, await request({}, mentor)));
  expect((await renew(token)).status).toBe(200);
});

const ANSWERED = '409 The links have already been sent to your course. To add another one, start again in your course.';
const OVER = '401 The session is over. Open Aimline again from your course.';

test('replay: a request is answered once, even with twenty concurrent answers', async () => {
  const { token } = await choosing();
  const answers = await Promise.all(Array.from({ length: 20 }, () => replyTo(token, { items: [OVERVIEW] })));
  expect(answers.toSorted()).toEqual(['200', ...Array<string>(19).fill(ANSWERED)]);
  report.meet('replay', 'after 20 answers in parallel', ANSWERED, await replyTo(token, { items: [] }));
  expect(await (await renew(token)).json()).toMatchObject({ target: '/deep-link', deepLinking: null });
});

const PLACE = '400 Expected a page of Aimline such as "/interventions".';

test.each<[string, unknown, string]>([
  ['a place of no app', { items: [{ target: '/students/1', title: 'x' }] }, PLACE],
  ['another site', { items: [{ target: '//elsewhere.example', title: 'x' }] }, PLACE],
  ['a place above', { items: [{ target: '/interventions/../../lti/jwks', title: 'x' }] }, PLACE],
  ['an intervention that is no id', { items: [{ target: '/interventions/new', title: 'x' }] }, PLACE],
  ['a query', { items: [{ target: '/interventions?search=x', title: 'x' }] }, PLACE],
  ['no title', { items: [{ target: '/', title: ' ' }] }, '400 Expected a title.'],
  ['a title of 256', { items: [{ target: '/', title: 'x'.repeat(256) }] }, '400 Expected at most 255 characters.'],
  ['21 links', { items: Array.from({ length: 21 }, () => OVERVIEW) }, '400 Expected at most 20 links.'],
])('bad answers: %s', async (name, body, expected) => {
  const { token } = await choosing({ accept_multiple: true });
  report.meet('bad answers', name, expected, await replyTo(token, body));
  report.meet('bad answers', 'a good one afterwards', '200', await replyTo(token, { items: [OVERVIEW] }));
});

test.each(['null', '[]', '{}', '{"items":{}}', '{"items":[null]}', '{'])(
  'bad answers: the body %s is refused',
  async (body) => {
    const { token } = await choosing();
    const response = await send(token, body);
    expect(await response.json()).toMatchObject({ error: { name: 'InputError', message: expect.any(String) } });
    report.meet('bad answers', `the body ${body}`, '400', String(response.status));
  },
);

test('session: no token, a token of another launch and a token of another district are refused', async () => {
  const { token } = await (await tool.exchange(await tool.launch())).json();
  const none = '404 This page was not opened to choose links for a course.';
  report.meet('session', 'a launch of a link', none, await replyTo(token, { items: [OVERVIEW] }));
  report.meet('session', 'no token', OVER, await replyTo('', { items: [OVERVIEW] }));
  const [, secret] = (await choosing()).token.split('.');
  const foreign = `c4d1e8b3-7a52-4f96-8b0d-61e29f35a7c8.${secret}`;
  report.meet('session', 'the secret under another tenant', OVER, await replyTo(foreign, { items: [OVERVIEW] }));
});

test('session: a revoked session cannot answer a request', async () => {
  const { token, person } = await choosing({}, { sub: 'revoked' });
  const who = { tenantId: provenTenantId(CEDAR_VALLEY), actorId: null, action: 'lti.revoke' };
  await tool.tenants.transact(who, (uow) => revokeSessions(uow, { personId: person.personId }));
  report.meet('session', 'a revoked session', OVER, await replyTo(token, { items: [OVERVIEW] }));
});

test('privacy: no audit record contains the data of the platform, because audit records are never deleted', async () => {
  const session = await choosing({
    deep_link_return_url: `${tool.platform.issuer}/deep-linking-return?token=unmistakable`,
    data: 'unmistakable',
  });
  await chosen(session, [OVERVIEW]);
  const { rows } = await tool.db.admin.query(
    `select from aimline.audit_record a where strpos(a::text, 'unmistakable') > 0`,
  );
  report.meet('privacy', 'audit records with the data', '0', String(rows.length));
});

interface Session {
  token: string;
  target: string;
  roles: string[];
  person: { personId: string };
  deepLinking: unknown;
}

/** A request for links as the certification suite sends it: without a target and without a link. */
function request(settings: Record<string, unknown> = {}, changes: Record<string, unknown> = {}): Promise<Response> {
  return tool.launch({
    [`${LTI}message_type`]: 'LtiDeepLinkingRequest',
    [`${LTI}target_link_uri`]: ABSENT,
    [`${LTI}resource_link`]: ABSENT,
    [`${DEEP_LINKING}deep_linking_settings`]: {
      deep_link_return_url: `${tool.platform.issuer}/deep-linking-return`,
      accept_types: ['link', 'file', 'html', 'ltiResourceLink', 'image'],
      accept_media_types: 'image/*,text/html',
      accept_presentation_document_targets: ['iframe', 'window', 'embed'],
      ...settings,
    },
    ...changes,
  });
}

async function choosing(
  settings: Record<string, unknown> = {},
  changes: Record<string, unknown> = {},
): Promise<Session> {
  return (await tool.exchange(await request(settings, changes))).json();
}

function send(token: string, body: string): Promise<Response> {
  return fetch(`${tool.origin}/lti/deep-linking-response`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
  });
}

/** The status of the response; for a refusal, also its message. */
async function replyTo(token: string, body: unknown): Promise<string> {
  const response = await send(token, JSON.stringify(body));
  return response.ok ? '200' : `${response.status} ${(await response.json()).error.message}`;
}

async function chosen({ token }: Session, items: object[]): Promise<{ returnUrl: string; jwt: string }> {
  return (await send(token, JSON.stringify({ items }))).json();
}

/** The content items of the response to a choice. */
async function itemsOf(session: Session, items: object[]) {
  const { payload } = await verified((await chosen(session, items)).jwt);
  return payload[`${DEEP_LINKING}content_items`] as { url: string; title: string; window?: object }[];
}

/** Verifies as a platform does: with the keys that the tool publishes. */
async function verified(jwt: string) {
  const keySet = createLocalJWKSet(await (await fetch(`${tool.origin}/lti/jwks`)).json());
  return jwtVerify<JWTPayload & Record<string, unknown>>(jwt, keySet, {
    algorithms: ['RS256'],
    issuer: 'aimline-client',
    audience: tool.platform.issuer,
    requiredClaims: ['iat', 'exp', 'nonce'],
  });
}

function renew(token: string): Promise<Response> {
  return fetch(`${tool.origin}/lti/session/renewal`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
}

function as(role: string): Record<string, unknown> {
  return { [`${LTI}roles`]: [`${CONTEXT}#${role}`] };
}
