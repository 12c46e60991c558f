import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requestAccessToken } from './requestAccessToken';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { kid: 'key-1', privateKeyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString() };
const requests: { path: string; body: Record<string, string> }[] = [];
const answers: Record<string, express.RequestHandler> = {
  '/token': (_request, response) => void response.json({ access_token: 'access-1', expires_in: '600' }),
  '/redirects': (_request, response) => response.redirect(307, '/inside'),
  '/many-lines': (_request, response) => void response.json({ access_token: 'access\r\nx-injected: yes' }),
  '/broken': (_request, response) => void response.send('{"access_token":access-1}'),
  '/endless': (_request, response) => void response.json({ access_token: 'x'.repeat(200_000) }),
};

let server: Server;
let origin: string;
beforeAll(async () => {
  const app = express();
  app.post('*', express.urlencoded({ extended: false }), (request, response, next) => {
    requests.push({ path: request.path, body: request.body });
    answers[request.path]!(request, response, next);
  });
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => {
  requests.length = 0;
});

function ask(path: string, allowLoopback = true) {
  return requestAccessToken(
    {
      registrationId: '0199a000-0000-7000-8000-000000000001',
      issuer: origin,
      clientId: 'aimline-client',
      authorizationEndpoint: `${origin}/authorize`,
      tokenEndpoint: `${origin}${path}`,
      tokenAudience: null,
      jwksUri: `${origin}/jwks`,
    },
    'a scope',
    {
      key,
      outboundPolicy: { allowLoopback },
      now: new Date('2026-09-14T14:00:00Z'),
      signal: AbortSignal.timeout(5_000),
    },
  );
}

test('a platform returns a token for an assertion signed by the tool', async () => {
  expect(await ask('/token')).toEqual({ accessToken: 'access-1', lifetimeSeconds: 600 });
  const { client_assertion: assertion = '', ...body } = requests[0]!.body;
  expect(body).toEqual({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    scope: 'a scope',
  });
  expect(decodeProtectedHeader(assertion)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'key-1' });
  expect(decodeJwt(assertion)).toEqual({
    iss: 'aimline-client',
    sub: 'aimline-client',
    aud: `${origin}/token`,
    jti: expect.stringMatching(/^[\w-]{43}$/),
    iat: 1789394370,
    exp: 1789394460,
  });
});

test.each([
  ['leads to another address, which gets no request', '/redirects', 'the answer was 307'],
  ['holds a line break', '/many-lines', 'The platform returned no access token.'],
  ['is not JSON, of which nothing is quoted,', '/broken', /^the answer is not JSON$/],
  ['has no end', '/endless', 'the answer is larger than 100000 bytes'],
])('an answer that %s is refused', async (_how, path, reason) => {
  await expect(ask(path)).rejects.toThrow(reason);
  expect(requests.map((request) => request.path)).toEqual([path]);
});

test('no request is sent to a token endpoint that is not public', async () => {
  await expect(ask('/token', false)).rejects.toThrow(
    'is not an allowed address: expected https without a user name or password.',
  );
  expect(requests).toEqual([]);
});
