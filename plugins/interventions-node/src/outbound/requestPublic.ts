import { type Agent, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { expectPublicUrl, publicAddressesOf, type OutboundPolicy } from './expectPublicUrl';

export interface PublicRequest extends OutboundPolicy {
  headers?: Record<string, string>;
  /** The body, sent unchanged; without one, the request is a GET. */
  body?: string | undefined;
  /** The method of a request with a body; POST by default. */
  method?: 'PUT';
  /** The timeout of the whole exchange, including reading the response. */
  timeoutMs: number;
  /** The timeout without any data from the server; `timeoutMs` by default. */
  silenceMs?: number;
  signal?: AbortSignal;
  /** Reuses connections; without an agent, each request opens its own. */
  agent?: Agent;
}

/**
 * The only way out: every request to a URL that others configure goes through here, such as the keys or members of an LMS,
 * or a webhook. The URLs are untrusted, so one outbound policy holds for all: https only; every IP address of the host must
 * be public; the connection goes to an address that was checked, so DNS rebinding gains nothing; redirects are not
 * followed, so no token leaks through them. A tool on localhost may call localhost, for the practice LMS.
 *
 * Resolves with a response of any status, as a stream that fails at the timeout. The caller must read or destroy it.
 *
 * @throws AddressRefusedError when the outbound policy forbids the address
 * @throws Error when there is no response in time
 */
export async function requestPublic(address: string, options: PublicRequest): Promise<IncomingMessage> {
  const { body, method = 'POST', headers, timeoutMs, silenceMs = timeoutMs, signal, agent } = options;
  const url = await expectPublicUrl(address, options);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const timeout = AbortSignal.timeout(timeoutMs);
  return new Promise<IncomingMessage>((resolve, reject) => {
    let answer: IncomingMessage | undefined;
    const sent = request(url, {
      method: body === undefined ? 'GET' : method,
      headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      agent: agent ?? false,
      lookup: lookupPublic(options),
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    });
    sent.on('response', (response) => resolve((answer = response)));
    // A protocol upgrade was not requested: treat it as a response without a body.
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response);
    });
    sent.on('error', reject);
    sent.setTimeout(silenceMs, () => {
      // Unread data means that this process is slow, not the server.
      if (!answer?.readableLength)
        (answer ?? sent).destroy(new Error(`The server sent nothing for ${silenceMs / 1000} s.`));
    });
    sent.end(body);
  });
}

function lookupPublic(outboundPolicy: OutboundPolicy): LookupFunction {
  return (hostname, { all }, callback) => {
    publicAddressesOf(hostname, outboundPolicy).then(
      (addresses) => (all ? callback(null, addresses) : callback(null, addresses[0]!.address, addresses[0]!.family)),
      (error: Error) => callback(error, ''),
    );
  };
}
