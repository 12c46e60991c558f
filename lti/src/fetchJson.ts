import { expectSafeUrl } from './safeUrl';

interface FetchOptions {
  headers?: Record<string, string>;
  timeoutMs: number;
  maxBytes: number;
  signal?: AbortSignal;
}

/**
 * Reads JSON from a platform: over https outside localhost, without following redirects, in bounded time and size.
 *
 * @throws Error when the address is not safe, the answer is not a success, too large, or not JSON.
 */
export async function fetchJson(url: string, options: FetchOptions): Promise<{ body: unknown; headers: Headers }> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const response = await fetch(expectSafeUrl(url), {
    headers: { accept: 'application/json', ...options.headers },
    redirect: 'error',
    signal: options.signal ? AbortSignal.any([timeout, options.signal]) : timeout,
  });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new Error(`The platform answered ${response.status}.`);
  }
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body) {
    bytes += part.byteLength;
    // Leaving the loop cancels the rest.
    if (bytes > options.maxBytes) throw new Error(`The platform answered more than ${options.maxBytes} bytes.`);
    parts.push(part);
  }
  return { body: JSON.parse(Buffer.concat(parts).toString('utf8')), headers: response.headers };
}
