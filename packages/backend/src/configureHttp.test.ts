import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { expect, test } from '@jest/globals';
import express, { type RequestHandler } from 'express';
import type { AddressInfo } from 'node:net';
import { configureHttp } from './configureHttp';

test.each([
  ['the address of its connection, whatever a header says', {}, '127.0.0.1'],
  ['where a proxy that is trusted says', { trustProxy: 'loopback' }, '192.0.2.7'],
])('a request comes from %s', async (_where, backend, expected) => {
  const response = await answerOf(backend);
  expect(await response.text()).toBe(expected);
});

test('an answer that is no page may load nothing and be framed by nobody, and is not sniffed', async () => {
  const { headers } = await answerOf({});
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  expect(headers.has('x-powered-by')).toBe(false);
});

test.each([
  ['where it is reached by https', 'https://aimline.example.org', 'max-age=31536000; includeSubDomains'],
  ['and on a machine for trying it out does not', 'http://localhost:7007', null],
])('the service asks browsers to stay with https %s', async (_where, baseUrl, expected) => {
  const { headers } = await answerOf({ baseUrl });
  expect(headers.get('strict-transport-security')).toBe(expected);
});

async function answerOf(backend: object): Promise<Response> {
  const app = express();
  const logger = { error() {} } as unknown as LoggerService;
  const routes: RequestHandler = (request, response) => void response.send(request.ip);
  configureHttp({ app, routes, healthRouter: express.Router(), config: new ConfigReader({ backend }), logger });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'x-forwarded-for': '192.0.2.7' } });
  await response.clone().arrayBuffer();
  server.closeAllConnections();
  server.close();
  return response;
}
