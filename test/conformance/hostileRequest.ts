import { seededRandom } from '@aimline/demo/seededRandom';
import type { TestTool } from '../support/startTestTool';
import { type Message, messageClaims, invalidateClaim } from './hostileClaims';

/** A request that must not be accepted, and its kind. */
export interface HostileRequest {
  kind: (typeof KINDS)[number];
  /** The content of the request, for the report of a failure. */
  sent: string;
  send(signal: AbortSignal): Promise<Response>;
}

const KINDS = ['login', 'form', 'claims of a link', 'claims of a request for links', 'token', 'bytes'] as const;
const BOUND_PARAMETERS = ['iss', 'client_id', 'target_link_uri', 'login_hint', 'lti_message_hint', 'lti_deployment_id'];
const TYPES = [
  'application/x-www-form-urlencoded',
  'application/json',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/x-www-form-urlencoded; charset=utf-7',
  '',
];
const ALGORITHMS = ['none', 'None', 'HS256', 'RS512', 'PS256', 'ES256', '', null, 7, ['RS256']];

/** Makes the hostile request with this number, which is the same in each run except for state, nonce and time. */
export async function hostileRequest(tool: TestTool, seed: string, i: number): Promise<HostileRequest> {
  const kind = KINDS[i % KINDS.length]!;
  const dice = diceFor(seed, i);
  if (kind === 'login') return hostileLogin(tool, dice);
  if (kind === 'bytes') return hostileBytes(tool, dice);
  return hostileLaunch(tool, kind, dice);
}

type Dice = ReturnType<typeof diceFor>;

/** A seeded random generator: each value depends on the seed and the name of the decision. */
function diceFor(seed: string, i: number) {
  const number = (what: string, below: number) => Math.floor(seededRandom(seed, i, what) * below);
  return {
    /** An integer from 0, less than `below`. */
    number,
    pick: <T>(what: string, from: readonly T[]): T => from[number(what, from.length)]!,
    /** A text of fewer than `max` Latin-1 characters. */
    noise: (what: string, max: number) =>
      Array.from({ length: number(`${what} length`, max) }, (_, at) =>
        String.fromCharCode(number(`${what} ${at}`, 256)),
      ).join(''),
  };
}

/** A login with a parameter that is repeated, malformed or too long, or with a foreign target. */
function hostileLogin(tool: TestTool, { number, pick, noise }: Dice): HostileRequest {
  const parameters = new URLSearchParams({
    iss: tool.platform.issuer,
    client_id: tool.platform.clientId,
    login_hint: 'hannah',
    target_link_uri: `${tool.origin}/lti/launch`,
    lti_message_hint: 'hint',
  });
  const name = pick('name', BOUND_PARAMETERS);
  const how = number('how', 4);
  if (how === 0) for (const value of ['twice', 'twice']) parameters.append(name, value);
  else if (how === 1) parameters.set(name, `${pick('control', ['\u0000', '\u0007', '\n'])}${noise('value', 40)}`);
  else if (how === 2) parameters.set(name, 'x'.repeat(8001 + number('length', 4000)));
  else parameters.set('target_link_uri', noise('target', 60));
  const body = parameters.toString();
  const post = number('post', 2) === 1;
  return {
    kind: 'login',
    sent: body.slice(0, 300),
    send: (signal) =>
      post
        ? fetch(`${tool.origin}/lti/login`, { method: 'POST', body: parameters, redirect: 'manual', signal })
        : fetch(`${tool.origin}/lti/login?${body}`, { redirect: 'manual', signal }),
  };
}

/** A request with random bytes to one of the endpoints. */
function hostileBytes(tool: TestTool, { pick, noise }: Dice): HostileRequest {
  const body = noise('body', 400);
  const type = pick('type', TYPES);
  const path = pick('path', [
    '/lti/launch',
    '/lti/login',
    '/lti/session',
    '/lti/session/renewal',
    '/lti/deep-linking-response',
    '/lti/notices',
    '/lti/register',
    '/lti/install/deployments',
    '/lti/launch/..%2f',
  ]);
  const method = pick('method', ['POST', 'PUT', 'DELETE', 'PATCH', 'POST', 'POST']);
  const headers = {
    'content-type': type,
    cookie: Buffer.from(noise('cookie', 60)).toString('base64url'),
    authorization: `Bearer ${Buffer.from(noise('bearer', 60)).toString('base64url')}`,
  };
  return {
    kind: 'bytes',
    sent: `${method} ${path} ${type} ${JSON.stringify(body)}`,
    send: (signal) => fetch(`${tool.origin}${path}`, { method, headers, body, redirect: 'manual', signal }),
  };
}

/** A launch for a login of ours, with invalid claims, an invalid token or an invalid form. */
async function hostileLaunch(
  tool: TestTool,
  kind: Exclude<HostileRequest['kind'], 'login' | 'bytes'>,
  { number, pick, noise }: Dice,
): Promise<HostileRequest> {
  const login = await tool.begin();
  const isClaims = kind === 'claims of a link' || kind === 'claims of a request for links';
  const message: Message = (isClaims ? kind === 'claims of a link' : number('message', 2) === 0) ? 'link' : 'content';
  const claims = { ...tool.claims(login), ...messageClaims(message, tool.platform.issuer) };
  const header: Record<string, unknown> = {};
  let fields: Record<string, string> = { state: login.state };
  let cookie: string | null = login.cookie;
  const invalid: string[] = [];
  if (isClaims) {
    for (let count = 1 + number('count', 3); count > 0; count -= 1) {
      invalid.push(invalidateClaim(claims, message, (what, from) => pick(`${what} ${count}`, from)));
    }
    if (number('algorithm', 5) === 0) header.alg = pick('alg', ALGORITHMS);
  }
  let idToken = tool.platform.signIdToken(claims, header);
  if (kind === 'token') {
    // Changes any character but the last, some of whose bits are unused.
    const at = number('at', idToken.length - 2);
    const character = idToken[at] === 'A' ? 'B' : 'A';
    const changes = [
      idToken.slice(0, at) + character + idToken.slice(at + 1),
      idToken.slice(0, at),
      `${idToken}.${idToken}`,
      idToken.split('.').toReversed().join('.'),
      `${Buffer.from(noise('header', 90)).toString('base64url')}.${idToken.split('.').slice(1).join('.')}`,
      noise('token', 200),
    ];
    idToken = pick('change', changes);
  }
  fields.id_token = idToken;
  if (kind === 'form') {
    const stranger = 'A'.repeat(43);
    const how = number('how', 5);
    if (how === 0) fields = { ...fields, state: noise('state', 90) };
    else if (how === 1) fields = { ...fields, state: stranger };
    else if (how === 2)
      cookie = login.cookie.replace(/=.*/, `=${Buffer.from(noise('cookie', 60)).toString('base64url')}`);
    else if (how === 3) [cookie, fields] = [null, { ...fields, verifier: pick('verifier', ['', stranger, '\u0000']) }];
    else fields = { id_token: idToken, 'state[]': login.state };
  }
  return {
    kind,
    sent: JSON.stringify({ invalid, header, fields, claims }).slice(0, 600),
    send: (signal) =>
      fetch(`${tool.origin}/lti/launch`, {
        method: 'POST',
        redirect: 'manual',
        headers: cookie === null ? {} : { cookie },
        body: new URLSearchParams(fields),
        signal,
      }),
  };
}
