import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Agent, createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { requestPublic } from './requestPublic';

const SILENCE_MS = 150;
const LARGE_BYTES = 5_000_000;
const OTHER_PROTOCOL = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n';

let server: Server;
let origin: string;
const connections = new Set<number>();
beforeAll(async () => {
  server = createServer((request, response) => {
    connections.add(request.socket.remotePort!);
    if (request.url === '/partial') response.write('{"members":[');
    if (request.url === '/large') response.end('x'.repeat(LARGE_BYTES));
    if (request.url === '/other') request.socket.write(OTHER_PROTOCOL);
    if (request.url === '/whole') response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, rest: { signal?: AbortSignal; timeoutMs?: number; agent?: Agent } = {}) =>
  requestPublic(`${origin}${path}`, { allowLoopback: true, timeoutMs: 5_000, silenceMs: SILENCE_MS, ...rest });

async function read(response: IncomingMessage, pauseMs = 0): Promise<number> {
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (bytes === 0) await setTimeout(pauseMs);
    bytes += chunk.length;
  }
  return bytes;
}

test('a server that does not answer is given up', async () => {
  await expect(ask('/never')).rejects.toThrow('The server sent nothing for 0.15 s.');
});

test('a server that stops in the middle of a response is given up', async () => {
  await expect(ask('/partial').then(read)).rejects.toThrow('The server sent nothing for 0.15 s.');
});

test('a response that is read slowly is not given up', async () => {
  expect(await read(await ask('/large'), 4 * SILENCE_MS)).toBe(LARGE_BYTES);
});

test('the total timeout ends a response that has started', async () => {
  await expect(ask('/partial', { timeoutMs: 50 }).then(read)).rejects.toThrow('aborted');
});

test('a signal ends a response that has started', async () => {
  const stopping = new AbortController();
  const response = await ask('/partial', { signal: stopping.signal });
  stopping.abort(new Error('Aimline is stopping.'));
  await expect(read(response)).rejects.toThrow('aborted');
});

test('a protocol upgrade counts as a response', async () => {
  expect((await ask('/other')).statusCode).toBe(101);
});

test('requests with the same agent share a connection', async () => {
  connections.clear();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let i = 0; i < 20; i += 1) expect(await read(await ask('/whole', { agent }))).toBe(2);
  agent.destroy();
  expect(connections.size).toBe(1);
});
