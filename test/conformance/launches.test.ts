/**
 * The launches of the LTI Advantage Conformance Certification Guide 1.3 (sections 6.1.1 to 6.1.3, and the one of 6.4
 * that concerns a tool without grades) by their names, and cases beyond it. Prints the expected and the actual answer
 * of each case.
 */
import { afterAll, beforeAll, test } from '@jest/globals';
import { type Begun, startTestTool, type TestTool } from '../support/startTestTool';
import { startTestPlatform } from '../support/startTestPlatform';
import { CONTEXT, INSTITUTION, LTI, SYSTEM, TEST_USER } from '../support/vocabulary';
import { answerOf } from './answerOf';
import { type Answers, CaseReport } from './CaseReport';

const UNKNOWN_ROLE = 'http://purl.imsglobal.org/vocab/lis/v2/uknownrole/unknown#Helper';
const NOTHING_HERE = 'accepted: nothing here for this role';
const CANDIDATE = 'accepted: waits for approval as a coordinator';

type Claims = Record<string, unknown>;

let tool: TestTool;
const report = new CaseReport();
beforeAll(async () => {
  tool = await startTestTool();
});
afterAll(async () => {
  await tool.close();
  report.print();
});

/** One case: the request, and the expected answer. */
async function meet(section: string, name: string, expected: Answers, run: () => Promise<Response | Response[]>) {
  const responses = [await run()].flat();
  const answers = await Promise.all(responses.map((response) => answerOf(tool, response)));
  report.meet(section, name, expected, answers.length === 1 ? answers[0]! : answers);
}

const seconds = () => Math.floor(Date.now() / 1000);

// The value that omits a claim.
const ABSENT = undefined;

test.each<[string, (login: Begun) => [claims: Claims, header?: object], string]>([
  ['No KID Sent in JWT header', (login) => [tool.claims(login), { kid: ABSENT }], 'key_named'],
  ['Incorrect KID in JWT header', (login) => [tool.claims(login), { kid: 'imstester_66067' }], 'key_known'],
  ['Wrong LTI Version', changed({ [`${LTI}version`]: '11.3' }), 'lti_version'],
  ['No LTI Version', changed({ [`${LTI}version`]: ABSENT }), 'lti_version'],
  ['Invalid LTI message', () => [{ name: 'badltilaunch' }], 'issuer'],
  [
    'Missing LTI Claims',
    (login) => [Object.fromEntries(Object.entries(tool.claims(login)).filter(([name]) => !name.startsWith(LTI)))],
    'lti_version',
  ],
  ['Timestamps Incorrect', changed({ iat: 11111, exp: 22222 }), 'expires'],
  ['message_type Claim Missing', changed({ [`${LTI}message_type`]: ABSENT }), 'message_type'],
  ['role Claim Missing', changed({ [`${LTI}roles`]: ABSENT }), 'roles'],
  ['deployment_id Claim Missing', changed({ [`${LTI}deployment_id`]: ABSENT }), 'deployment_named'],
  ['resource_link_id Claim Missing', changed({ [`${LTI}resource_link`]: ABSENT }), 'resource_link'],
  ['user Claim Missing', changed({ sub: ABSENT }), 'subject'],
])('6.1.1 %s', async (name, made, check) => {
  await meet('6.1.1', name, `refused: ${check}`, async () => {
    const login = await tool.begin();
    return post(login, tool.platform.signIdToken(...made(login)));
  });
});

const NAMES = ['given_name', 'family_name', 'name'];
const SHAPES: [string, roles: (role: string) => string[], change: Claims][] = [
  ['Launch', (role) => [`${CONTEXT}#${role}`], {}],
  ['Launch with Multiple Roles', (role) => [`${CONTEXT}#${role}`, `${INSTITUTION}#${role}`, UNKNOWN_ROLE], {}],
  ['Launch with Short Role', (role) => [role], {}],
  ['Launch with Unknown Role', () => [UNKNOWN_ROLE], {}],
  ['Launch with No Role', () => [''], {}],
  ['Launch Email Only', (role) => [`${CONTEXT}#${role}`], { ...without(NAMES), email: 'h.brooks@example.org' }],
  ['Launch Names Only', (role) => [`${CONTEXT}#${role}`], { name: 'Hannah Brooks' }],
  ['Launch No PII', (role) => [`${CONTEXT}#${role}`], without(NAMES)],
  [
    'Launch Email Without Context',
    (role) => [`${CONTEXT}#${role}`],
    { ...without(NAMES), email: 'h.brooks@example.org', [`${LTI}context`]: ABSENT },
  ],
];
const VALID = [
  ['6.1.2', 'Instructor', 'session: educator'],
  ['6.1.3', 'Student', NOTHING_HERE],
] as const;
test.each(
  VALID.flatMap(([section, who, expected]) =>
    SHAPES.map(([shape, roles, change]) => {
      const sent = roles(who === 'Student' ? 'Learner' : who);
      const names = sent.some((role) => /(#|^)(Instructor|Learner)$/.test(role));
      return [section, `Valid ${who} ${shape}`, sent, change, names ? expected : NOTHING_HERE] as const;
    }),
  ),
)('%s %s', async (section, name, roles, change, expected) => {
  await meet(section, name, expected, () =>
    tool.launch({ sub: section, [`${LTI}roles`]: roles, ...change }, { login_hint: section }),
  );
});

test('6.4 a launch that offers a gradebook is accepted', async () => {
  const gradebook = {
    scope: [
      'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
      'https://purl.imsglobal.org/spec/lti-ags/scope/score',
    ],
    lineitems: `${tool.platform.issuer}/lineitems`,
    lineitem: `${tool.platform.issuer}/lineitems/1`,
  };
  await meet('6.4', 'Launch with AGS claim', 'session: educator', () =>
    tool.launch({ 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': gradebook }),
  );
});

test.each<[string, Claims, string]>([
  ['nonce different from the one sent', { nonce: 'another' }, 'nonce'],
  ['no nonce', { nonce: ABSENT }, 'nonce'],
  [
    'deployment_id other than lti_deployment_id of the login',
    { [`${LTI}deployment_id`]: 'x' },
    'deployment_as_at_login',
  ],
  ['deployment_id as an object', { [`${LTI}deployment_id`]: { $ne: null } }, 'deployment_named'],
  ['target_link_uri other than at login', { [`${LTI}target_link_uri`]: 'https://x.example/' }, 'target_as_at_login'],
  ['several audiences without azp', { aud: ['aimline-client', 'another'] }, 'authorized_party'],
  ['azp of another client', { azp: 'another' }, 'authorized_party'],
  ['wrong audience', { aud: 'another' }, 'audience'],
  ['wrong issuer', { iss: 'https://elsewhere.example.org' }, 'issuer'],
  ['no exp', { exp: ABSENT }, 'expires'],
  ['no iat', { iat: ABSENT }, 'issued_at'],
  ['iat an hour in the future', { iat: seconds() + 3600, exp: seconds() + 7200 }, 'issued_at'],
  ['iat 12 minutes ago', { iat: seconds() - 720 }, 'issued_at'],
  ['exp 90 s ago', { exp: seconds() - 90 }, 'expires'],
  ['exp as text', { exp: '9999999999' }, 'expires'],
  ['roles as text', { [`${LTI}roles`]: 'Instructor' }, 'roles'],
  ['sub of 256 characters', { sub: 'x'.repeat(256) }, 'subject'],
])('section 1.5: %s', async (name, change, check) => {
  await meet('1.5', name, `refused: ${check}`, () => tool.launch(change));
});

test.each<[string, Claims]>([
  ['clock of the LMS 45 s ahead', { iat: seconds() + 45, exp: seconds() + 345 }],
  ['clock of the LMS 45 s behind, at the end of the id_token', { iat: seconds() - 345, exp: seconds() - 45 }],
  ['clock of the LMS 12 s behind', { iat: seconds() - 12, exp: seconds() + 288 }],
  ['several audiences, and azp is ours', { aud: ['aimline-client', 'another'], azp: 'aimline-client' }],
  ['sub of 255 characters', { sub: 'x'.repeat(255) }],
])('section 1.5: %s is accepted', async (name, change) => {
  await meet('1.5', name, 'session: educator', () => tool.launch(change));
});

test('section 1.5: an id_token without a login of ours is refused', async () => {
  await meet('1.5', 'id_token minted outside of our login', 'refused: state_is_current', async () => {
    const login = await tool.begin();
    const state = 'A'.repeat(43);
    return tool.post(
      { state, id_token: tool.platform.signIdToken(tool.claims(login)), verifier: login.verifier },
      null,
    );
  });
});

test('section 1.5: a login with a target on another host is refused', async () => {
  await meet('1.5', 'target_link_uri of another host at login', 'refused: target_is_ours', async () => {
    const query = { iss: tool.platform.issuer, login_hint: 'a', target_link_uri: 'https://elsewhere.example.org/' };
    return fetch(`${tool.origin}/lti/login?${new URLSearchParams(query)}`);
  });
});

test.each<[string, object, string]>([
  ['alg none', { alg: 'none' }, 'token_algorithm'],
  ['alg HS256 with the public key', { alg: 'HS256' }, 'token_algorithm'],
])('signature: %s is refused', async (name, header, check) => {
  await meet('signature', name, `refused: ${check}`, async () => {
    const login = await tool.begin();
    return post(login, tool.platform.signIdToken(tool.claims(login), header));
  });
});

test('signature: a changed id_token and one signed by another platform are refused', async () => {
  await meet('signature', 'claims changed after signing', 'refused: signature', async () => {
    const login = await tool.begin();
    const [header, , signature] = tool.platform.signIdToken(tool.claims(login)).split('.');
    const claims = Buffer.from(JSON.stringify({ ...tool.claims(login), sub: 'sofia' })).toString('base64url');
    return post(login, `${header}.${claims}.${signature}`);
  });
  await meet('signature', 'signed by another platform under the same kid', 'refused: signature', async () => {
    const login = await tool.begin();
    const stranger = await startTestPlatform();
    const [header = ''] = tool.platform.signIdToken({}).split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
    const idToken = stranger.signIdToken(tool.claims(login), { kid });
    await stranger.close();
    return post(login, idToken);
  });
});

test('replay: an id_token is accepted once', async () => {
  await meet('replay', 'the same launch twice', ['session: educator', 'refused: state_is_current'], async () => {
    const login = await tool.begin();
    const idToken = tool.platform.signIdToken(tool.claims(login));
    return [await post(login, idToken), await post(login, idToken)];
  });
  await meet(
    'replay',
    '20 launches with one id_token in parallel',
    [...Array<string>(19).fill('refused: state_is_current'), 'session: educator'],
    async () => {
      const login = await tool.begin();
      const idToken = tool.platform.signIdToken(tool.claims(login));
      const responses = await Promise.all(Array.from({ length: 20 }, () => post(login, idToken)));
      return responses.toSorted((a, b) => b.status - a.status);
    },
  );
  await meet('replay', 'the id_token of another login of the same browser', 'refused: nonce', async () => {
    const [first, second] = [await tool.begin(), await tool.begin()];
    return post(second, tool.platform.signIdToken(tool.claims(first)));
  });
});

test('browser: a launch with the state of another browser is refused', async () => {
  await meet('browser', 'state of another browser', 'refused: same_browser', async () => {
    const [mine, theirs] = [await tool.begin(), await tool.begin()];
    const id_token = tool.platform.signIdToken(tool.claims(mine));
    return tool.post({ state: mine.state, id_token }, mine.cookie.replace(/=.*/, `=${theirs.verifier}`));
  });
  await meet('browser', 'nothing stored, and nothing recovered', 'refused: same_browser', async () => {
    const login = await tool.begin();
    const id_token = tool.platform.signIdToken(tool.claims(login));
    return tool.post({ state: login.state, id_token, verifier: '' }, null);
  });
});

test.each([
  ['missing', ''],
  ['empty', 'state='],
  ['with a space', 'state=a%20b'],
  ["with ';'", 'state=a%3Bb'],
  ['with NUL', 'state=%00'],
  ['with a line break', 'state=a%0d%0ab'],
  ['an object', 'state[$ne]=x'],
  ['an array', 'state=a&state=b'],
  ['a number', 'state=7'],
  ['of 1000 characters', `state=${'x'.repeat(1000)}`],
  ['markup', 'state=%3Cscript%3Ealert(1)%3C%2Fscript%3E'],
])('state: %s is refused', async (name, body) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await meet('state', name, ['refused: launch_parameters', 'refused: launch_parameters'], () =>
    Promise.all(
      ['', '&id_token=a.b.c'].map((rest) =>
        fetch(`${tool.origin}/lti/launch`, { method: 'POST', headers, body: `${body}${rest}` }),
      ),
    ),
  );
});

test('state: after all of these the tool still accepts a launch', async () => {
  await meet('state', 'a launch afterwards', 'session: educator', () => tool.launch());
});

test('deployment: an unknown, a pending and a disabled one are refused, each by its own check', async () => {
  await meet('deployment', 'unknown', 'refused: deployment_known', () => launchThrough('unknown'));
  for (const status of ['pending', 'disabled']) {
    await tool.db.owner.raw(
      `insert into directory.lti_deployment (registration_id, deployment_id, tenant_id, status)
       select r.registration_id, :status, t.tenant_id, :status
       from directory.lti_registration r
       cross join directory.tenant t`,
      { status },
    );
    await meet('deployment', status, 'refused: deployment_active', () => launchThrough(status));
  }
});

test('keys: a new key of the platform is found at once, and the old one is refused', async () => {
  await meet('keys', 'kid rotation', ['session: educator', 'session: educator', 'refused: key_known'], async () => {
    const before = await tool.launch();
    const login = await tool.begin();
    const old = tool.platform.signIdToken(tool.claims(login));
    await tool.platform.rotateKey();
    return [before, await tool.launch(), await post(login, old)];
  });
});

test.each([
  ['slow', 'session: educator'],
  ['down', 'refused: keys_reachable'],
  ['never answering', 'refused: keys_reachable'],
] as const)('keys: a key set that is %s', async (keys, expected) => {
  const fresh = await startTestTool();
  try {
    fresh.platform.behaviour.keys = keys;
    report.meet('keys', `JWKS ${keys}`, expected, await answerOf(fresh, await fresh.launch()));
  } finally {
    await fresh.close();
  }
});

/** A launch from the course navigation of Canvas has the course itself as the resource link. */
const navigation: Claims = {
  [`${LTI}resource_link`]: { id: 'grade-3' },
  [`${LTI}tool_platform`]: { product_family_code: 'canvas' },
};

test.each<[string, Claims, string]>([
  [
    'unresolved $Variables in names',
    { given_name: '$Person.name.given', family_name: '$Person.name.family' },
    'session: educator',
  ],
  [
    'unresolved $Variables in the course',
    { [`${LTI}context`]: { id: 'v', title: '$Context.title' } },
    'session: educator',
  ],
  ['unresolved $Variables in custom claims', { [`${LTI}custom`]: { sis: '$Person.sourcedId' } }, 'session: educator'],
  ['Mentor without role_scope_mentor', as(['Mentor']), NOTHING_HERE],
  ['Mentor with an empty list', { ...as(['Mentor']), [`${LTI}role_scope_mentor`]: [] }, NOTHING_HERE],
  [
    'Mentor with a list',
    { ...as(['Mentor']), sub: 'denise', [`${LTI}role_scope_mentor`]: ['maya'] },
    'session: caregiver',
  ],
  ['TestUser who is an Instructor', { [`${LTI}roles`]: [`${CONTEXT}#Instructor`, TEST_USER] }, NOTHING_HERE],
  ['Instructor who is a Learner as well', as(['Instructor', 'Learner']), NOTHING_HERE],
  ['Administrator without approval', { ...as(['Administrator']), sub: 'sofia' }, CANDIDATE],
  [
    'Administrator of the institution alone',
    { [`${LTI}roles`]: [`${INSTITUTION}#Administrator`], sub: 'ingrid' },
    CANDIDATE,
  ],
  ['System administrator', { [`${LTI}roles`]: [`${SYSTEM}#SysAdmin`] }, NOTHING_HERE],
  [
    'Canvas observer in the navigation, with observees',
    { ...navigation, ...as(['Mentor']), sub: 'samira', [`${LTI}custom`]: { observees: 'maya,diego' } },
    'session: caregiver',
  ],
  [
    'Canvas observer, observees not resolved',
    {
      ...navigation,
      ...as(['Mentor']),
      sub: 'samira',
      [`${LTI}custom`]: { observees: '$com.instructure.User.observees' },
    },
    NOTHING_HERE,
  ],
  [
    'Mentor through a link whose author has written observees into it',
    { ...as(['Mentor']), sub: 'walter', [`${LTI}custom`]: { observees: 'maya' } },
    NOTHING_HERE,
  ],
  [
    'Mentor through such a link at an LMS where links and courses are numbered, and the numbers are equal',
    {
      ...as(['Mentor']),
      sub: 'walter',
      [`${LTI}context`]: { id: '37' },
      [`${LTI}resource_link`]: { id: '37' },
      [`${LTI}tool_platform`]: { product_family_code: 'moodle' },
      [`${LTI}custom`]: { observees: 'maya' },
    },
    NOTHING_HERE,
  ],
])('roles and variables: %s', async (name, change, expected) => {
  await meet('roles', name, expected, () => tool.launch(change));
});

function post(login: Begun, id_token: string) {
  return tool.post({ state: login.state, id_token }, login.cookie);
}

function launchThrough(deploymentId: string) {
  return tool.launch({ [`${LTI}deployment_id`]: deploymentId }, { lti_deployment_id: deploymentId });
}

function changed(change: Claims) {
  return (login: Begun): [Claims] => [{ ...tool.claims(login), ...change }];
}

function without(names: readonly string[]): Claims {
  return Object.fromEntries(names.map((name) => [name, ABSENT]));
}

function as(roles: readonly string[]): Claims {
  return { [`${LTI}roles`]: roles.map((role) => `${CONTEXT}#${role}`) };
}
