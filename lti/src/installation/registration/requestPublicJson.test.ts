import { isPublicAddress } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requestPublicJson } from './requestPublicJson';

let server: Server;
let origin: string;
const received: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    received.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no token'}`);
    if (request.url === '/redirect') response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
    else if (request.url === '/large') response.end('x'.repeat(600_000));
    else response.setHeader('content-type', 'application/json').end('{"here":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

test.each([
  ['https://127.0.0.1/', 'this machine'],
  ['https://2130706433/', 'this machine as a number'],
  ['https://0x7f.1/', 'this machine in hexadecimal'],
  ['https://0.0.0.0/', 'no address'],
  ['https://10.1.2.3/', 'a private network'],
  ['https://172.16.0.1/', 'a private network'],
  ['https://192.168.1.1/', 'a private network'],
  ['https://100.64.0.1/', 'a shared network'],
  ['https://169.254.169.254/', 'the metadata of a cloud'],
  ['https://[::1]/', 'this machine by IPv6'],
  ['https://[::ffff:10.0.0.1]/', 'IPv4 mapped into IPv6'],
  ['https://[::ffff:169.254.169.254]/', 'IPv4 mapped into IPv6'],
  ['https://[64:ff9b::a00:1]/', 'IPv4 translated to IPv6'],
  ['https://[2002:a00:1::]/', 'IPv4 in 6to4'],
  ['https://[fe80::1]/', 'link-local'],
  ['https://[fd00::1]/', 'a private network by IPv6'],
  ['https://localhost/', 'this machine by name'],
])('%s is refused: %s', async (address) => {
  await expect(requestPublicJson(address, { allowLoopback: false })).rejects.toThrow('is not on the public internet');
});

test.each([
  'http://lms.example/',
  'ftp://lms.example/',
  'file:///etc/passwd',
  'https://admin:pw@lms.example/',
  'lms',
  '',
])('"%s" is refused: expected https without a password', async (address) => {
  await expect(requestPublicJson(address, { allowLoopback: true })).rejects.toThrow('expected https');
});

test('a name is refused when one of its addresses is private', async () => {
  const resolve = async () => [
    { address: '93.184.216.34', family: 4 },
    { address: '10.0.0.5', family: 4 },
  ];
  await expect(requestPublicJson('https://lms.example/', { allowLoopback: false, resolve })).rejects.toThrow(
    'The host "lms.example" is not on the public internet.',
  );
});

test('a name that resolves to a public address first, and to a private one for the request, is refused', async () => {
  const answers = ['93.184.216.34', '127.0.0.1'];
  const resolve = async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }];
  const request = requestPublicJson(`https://lms.example:${new URL(origin).port}/`, { allowLoopback: false, resolve });
  await expect(request).rejects.toThrow('is not on the public internet');
});

test('a redirect is not followed', async () => {
  const request = requestPublicJson(`${origin}/redirect`, { allowLoopback: true });
  await expect(request).rejects.toThrow('the answer was 302');
});

test('an endless answer is cut off', async () => {
  await expect(requestPublicJson(`${origin}/large`, { allowLoopback: true })).rejects.toThrow('larger than 500000');
});

test('a tool on localhost may send requests to localhost, with the token', async () => {
  expect(await requestPublicJson(`${origin}/x`, { allowLoopback: true, bearer: 'token' })).toEqual({ here: true });
  expect(received.at(-1)).toBe('GET /x Bearer token');
});

test('public addresses are public', () => {
  for (const address of ['93.184.216.34', '8.8.8.8', '2606:2800:220:1::1']) {
    expect(isPublicAddress(address, { allowLoopback: false })).toBe(true);
  }
});
