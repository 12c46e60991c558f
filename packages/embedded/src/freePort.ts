import { createServer } from 'node:net';

/** A port of 127.0.0.1 that was free when it was looked up; another process may take it before you listen on it. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('The system assigned no port.');
  return address.port;
}
