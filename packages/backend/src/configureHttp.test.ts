import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { afterEach, expect, test } from '@jest/globals';
import express, { type RequestHandler } from 'express';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { configureHttp } from './configureHttp';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Starts a server with these routes behind the middleware of every request, and returns its port. */
async function listen(backend: object, routes: RequestHandler): Promise<number> {
  const app = express();
  server = createServer(app);
  const logger = { error() {} } as unknown as LoggerService;
  const lifecycle = { addStartupHook() {}, addShutdownHook() {}, addBeforeShutdownHook() {} };
  const config = new ConfigReader({ backend });
  configureHttp({ app, server, routes, healthRouter: express.Router(), config, lifecycle, logger });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test.each([
  ['the address of its connection, whatever a header claims', {}, '127.0.0.1'],
  ['the address that a trusted proxy reports', { trustProxy: 'loopback' }, '192.0.2.7'],
])('the address of a client is %s', async (_where, backend, expected) => {
  const port = await listen(backend, (request, response) => void response.send(request.ip));
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'x-forwarded-for': '192.0.2.7' } });
  expect(await response.text()).toBe(expected);
});

const quickly = { server: { headersTimeout: 200, requestTimeout: '400 milliseconds' } };
const readBody = express.text({ type: '*/*' });
const HEAD = 'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/plain\r\n';

/** Begins a request, sends a byte every 20 ms until it is disconnected, and returns the first line of the answer. */
async function sendSlowly(port: number, beginning: string, byte: string): Promise<string | undefined> {
  const socket = connect(port, '127.0.0.1');
  const heard: Buffer[] = [];
  socket.on('data', (data) => heard.push(data)).on('error', () => {});
  socket.write(beginning);
  const timer = setInterval(() => socket.write(byte), 20);
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(timer);
  return Buffer.concat(heard).toString().split('\r\n')[0];
}

test.each([
  ['nothing at all', '', ''],
  ['its headers', HEAD, 'x'],
  ['its body', `${HEAD}content-length: 100000\r\n\r\n`, 'x'],
  ['the size of its body', `${HEAD}transfer-encoding: chunked\r\n\r\n`, '0'],
])(
  'a client that sends %s too slowly is disconnected with 408, while others are served',
  async (_what, beginning, byte) => {
    const port = await listen(quickly, (request, response, next) =>
      request.method === 'GET' ? void response.send('served') : readBody(request, response, next),
    );
    const slowClients = Array.from({ length: 20 }, () => sendSlowly(port, beginning, byte));
    // A client that continues to write may get a connection reset before the response; one that waits receives the
    // response.
    const waiting = sendSlowly(port, beginning, '');
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('served');
    await Promise.all(slowClients);
    expect(await waiting).toBe('HTTP/1.1 408 Request Timeout');
  },
);

test('by default the headers may take ten seconds and the whole request thirty', async () => {
  await listen({}, () => {});
  const { headersTimeout, requestTimeout, keepAliveTimeout, maxConnections, maxHeadersCount } = server;
  expect({ headersTimeout, requestTimeout, keepAliveTimeout, maxConnections, maxHeadersCount }).toEqual({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    maxConnections: 10_000,
    maxHeadersCount: 100,
  });
});

test('a connection above the maximum is closed', async () => {
  const port = await listen({ server: { maxConnections: 1 } }, (_request, response) => void response.send('served'));
  const first = connect(port, '127.0.0.1');
  await once(first, 'connect');
  const second = connect(port, '127.0.0.1');
  second.on('error', () => {});
  await once(second, 'close');
  first.write('GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
  const [data] = await once(first, 'data');
  expect(String(data)).toMatch(/^HTTP\/1\.1 200 OK/);
});

test('an address or headers of more than 16 kB are refused before a router sees them', async () => {
  const port = await listen({}, (_request, response) => void response.send('served'));
  const statusOf = async (path: string, headers = {}) =>
    (await fetch(`http://127.0.0.1:${port}/${path}`, { headers })).status;
  expect(await statusOf('x'.repeat(15_000))).toBe(200);
  expect(await statusOf('x'.repeat(17_000))).toBe(431);
  expect(await statusOf('', { 'x-long': 'x'.repeat(17_000) })).toBe(431);
});
