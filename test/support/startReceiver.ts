import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  /** The URL of the receiver. */
  url: string;
  received: Received[];
  /** Handles requests from now on; by default each gets 204. */
  answer: (response: ServerResponse, request: Received) => void;
  close(): Promise<void>;
}

/** A system that receives webhooks. */
export async function startReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('error', () => {});
    request.on('end', () => {
      const whole = { path: request.url!, headers: request.headers, body: Buffer.concat(parts).toString('utf8') };
      receiver.received.push(whole);
      receiver.answer(response, whole);
    });
  });
  // Keeps idle connections open until the client closes them.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/aimline`,
    received: [],
    answer: (response) => void response.writeHead(204).end(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
