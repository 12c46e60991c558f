import { type Agent, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { expectPublicUrl, publicAddressesOf, type OutboundPolicy } from './expectPublicUrl';

export interface PublicRequest extends OutboundPolicy {
  headers?: Record<string, string>;
  /** Sent as it is; without it, the request is a GET. */
  body?: string | undefined;
  /** How the body is sent; posted unless given. */
  method?: 'PUT';
  /** How long the whole may take, the reading of the answer included. */
  timeoutMs: number;
  /** How long the other side may say nothing; the whole time unless given. */
  silenceMs?: number;
  signal?: AbortSignal;
  /** Keeps the connection for further requests; without it, each has its own. */
  agent?: Agent;
}

/**
 * The one door by which Aimline asks a stranger for something: an LMS for its keys or the members of a course, a webhook
 * to take an event. Strangers name these addresses, and so may a platform that turns against us, so that the same holds
 * for all of them: https; every address that the name resolves to has to be public; the connection goes to the address that was looked
 * at, so that a name that changes its mind meanwhile gains nothing; no redirect is followed, and no token with it. A tool
 * on this machine may ask this machine, for the practice LMS.
 *
 * The answer is a stream with any status; it fails when the time is over. Whoever takes it reads or destroys it.
 *
 * @throws AddressRefusedError when the address is not to be asked.
 * @throws Error when there is no answer in time.
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
    // To another protocol nobody changes: it is an answer without a body.
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response);
    });
    sent.on('error', reject);
    sent.setTimeout(silenceMs, () => {
      // What waits to be read is no silence of theirs.
      if (!answer?.readableLength) (answer ?? sent).destroy(new Error(`Nothing came for ${silenceMs / 1000} s.`));
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
