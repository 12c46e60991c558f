import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A program that webhooks are posted to. */
export interface Receiver {
  url: string;
  /** What came, the oldest first. */
  received: Received[];
  /** Resolves when as many have come, of all. */
  until(count: number): Promise<void>;
  /** What it answers from now on. */
  answer(status: number): void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const arrivals = new EventEmitter();
  let status = 204;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (body += part));
    request.on('end', () => {
      response.writeHead(status).end();
      received.push({ headers: request.headers, body });
      arrivals.emit('arrival');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/aimline`,
    received,
    async until(count) {
      while (received.length < count) await once(arrivals, 'arrival');
    },
    answer: (next) => (status = next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
