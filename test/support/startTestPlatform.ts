import express from 'express';
import { generateKeyPair, randomUUID, sign } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';

/** A learning platform that says whatever a test wants it to say, with a key that is really its own. */
export interface TestPlatform {
  issuer: string;
  clientId: string;
  /** Signs claims as an id_token; `header` replaces parts of the header. */
  signIdToken(claims: object, header?: object): string;
  /** Has a new key from now on, and publishes no other. */
  rotateKey(): Promise<void>;
  /** What the platform does from now on. */
  behaviour: {
    keys: 'published' | 'slow' | 'down' | 'never answering';
    /** Pages of the list of members, in order. */
    memberPages: object[][];
    /** Where the last page says that the next one is, when it does. */
    linkAfterLastPage?: string;
  };
  /** Requests received, as method and path. */
  requests: string[];
  close(): Promise<void>;
}

const SLOW_MS = 1500;

export async function startTestPlatform(): Promise<TestPlatform> {
  let { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  let kid: string = randomUUID();
  const keySet = () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid }] });
  const behaviour: TestPlatform['behaviour'] = { keys: 'published', memberPages: [[]] };
  const requests: string[] = [];
  const app = express();
  app.use((request, _response, next) => {
    requests.push(`${request.method} ${request.originalUrl}`);
    next();
  });
  app.get('/jwks', (_request, response) => {
    if (behaviour.keys === 'down') response.sendStatus(503);
    if (behaviour.keys === 'published') response.json(keySet());
    if (behaviour.keys === 'slow') setTimeout(() => response.json(keySet()), SLOW_MS);
  });
  app.post('/token', (_request, response) => {
    response.json({ access_token: 'access', token_type: 'bearer', expires_in: 3600 });
  });
  app.get('/members', (request, response) => {
    const page = Number(request.query.page ?? 0);
    const { memberPages, linkAfterLastPage } = behaviour;
    const next = page + 1 < memberPages.length ? `${issuer}/members?page=${page + 1}` : linkAfterLastPage;
    if (next) response.set('link', `<${issuer}/members?since=1>; rel="differences", <${next}>; rel="next"`);
    response.json({ id: 'members', members: memberPages[page] });
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    clientId: 'aimline-client',
    behaviour,
    requests,
    async rotateKey() {
      ({ publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 }));
      kid = randomUUID();
    },
    signIdToken(claims, header = {}) {
      const parts = [{ alg: 'RS256', kid, ...header }, claims].map((part) =>
        Buffer.from(JSON.stringify(part)).toString('base64url'),
      );
      const signature = sign('sha256', Buffer.from(parts.join('.')), privateKey).toString('base64url');
      return `${parts.join('.')}.${signature}`;
    },
    close() {
      server.closeAllConnections();
      return new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}
