import express from 'express';
import { generateKeyPair, randomUUID, sign } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { type MembersBehaviour, type MembersRequest, serveMembers } from './serveMembers';

/** A learning platform with a real key, whose behaviour a test controls. */
export interface TestPlatform {
  issuer: string;
  clientId: string;
  /** Signs claims as an id_token; `header` replaces parts of the header. */
  signIdToken(claims: object, header?: object): string;
  /** Replaces the signing key; the key set then contains only the new one. */
  rotateKey(): Promise<void>;
  /** How the platform behaves; a test may change it at any time. */
  behaviour: MembersBehaviour & {
    keys: 'published' | 'slow' | 'down' | 'never answering';
    /** Statuses of the next responses of the notification service; 200 when none are left. */
    noticeAnswers?: number[];
  };
  /** Resets it to normal: a published key, an empty list of members. */
  reset(): void;
  /** Received requests as method and path. */
  requests: string[];
  membersRequests: MembersRequest[];
  /** Received requests of the notification service: their bodies and `authorization` headers. */
  noticeRequests: { body: unknown; authorization: string | undefined }[];
  /** Scopes of the issued access tokens, which are `access-1`, `access-2` and so on. */
  tokenScopes: string[];
  close(): Promise<void>;
}

const SLOW_MS = 1500;

export async function startTestPlatform(): Promise<TestPlatform> {
  let { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  let kid: string = randomUUID();
  const keySet = () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid }] });
  const behaviour: TestPlatform['behaviour'] = { keys: 'published', memberPages: [[]] };
  const requests: string[] = [];
  const membersRequests: MembersRequest[] = [];
  const noticeRequests: TestPlatform['noticeRequests'] = [];
  const tokenScopes: string[] = [];
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
  app.post('/token', express.urlencoded({ extended: false }), (request, response) => {
    const count = tokenScopes.push(String(request.body.scope));
    response.json({ access_token: `access-${count}`, token_type: 'bearer', expires_in: 3600 });
  });
  app.get(
    '/members',
    serveMembers(() => issuer, behaviour, membersRequests),
  );
  app.put('/notice-handlers/*', express.json(), (request, response) => {
    noticeRequests.push({ body: request.body, authorization: request.headers.authorization });
    response.status(behaviour.noticeAnswers?.shift() ?? 200).json(request.body);
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    clientId: 'aimline-client',
    behaviour,
    reset() {
      for (const name of Object.keys(behaviour)) delete behaviour[name as keyof typeof behaviour];
      Object.assign(behaviour, { keys: 'published', memberPages: [[]] });
    },
    requests,
    membersRequests,
    noticeRequests,
    tokenScopes,
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
