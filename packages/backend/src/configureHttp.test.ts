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
  const app = express();
  const logger = { error() {} } as unknown as LoggerService;
  const routes: RequestHandler = (request, response) => void response.send(request.ip);
  configureHttp({ app, routes, healthRouter: express.Router(), config: new ConfigReader({ backend }), logger });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'x-forwarded-for': '192.0.2.7' } });
  expect(await response.text()).toBe(expected);
  server.closeAllConnections();
  server.close();
});
