import { lookup, type LookupAddress } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { isLocalUrl } from '../safeUrl';
import { InstallRefused } from '../install/installRefused';
import { isPublicAddress } from './publicAddress';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 500_000;

/** All addresses of a host name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

const resolveBySystem: Resolve = (hostname) => promisify(lookup)(hostname, { all: true });

export interface PublicRequest {
  bearer?: string | undefined;
  /** Posted as JSON; without it, the request is a GET. */
  body?: object;
  /** For a tool that is on this machine: http and the addresses of this machine are let through, and no other private ones. */
  allowLoopback: boolean;
  resolve?: Resolve;
}

/**
 * Asks an address that a stranger named for JSON. Https only; every address that the name resolves to has to be public,
 * and the connection goes to the address that was looked at, so that a name that changes its mind meanwhile gains
 * nothing. Redirects are not followed. Bounded in time and size.
 *
 * @throws InstallRefused that says which address, and why not.
 */
export async function requestPublicJson(address: string, options: PublicRequest): Promise<unknown> {
  const url = await expectPublicUrl(address, options);
  const body = options.body && JSON.stringify(options.body);
  const headers = {
    accept: 'application/json',
    ...(options.bearer !== undefined && { authorization: `Bearer ${options.bearer}` }),
    ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
  };
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  try {
    const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const sent = request(
        url,
        {
          method: body === undefined ? 'GET' : 'POST',
          headers,
          agent: false,
          lookup: lookupPublic(options),
          signal: AbortSignal.timeout(TIMEOUT_MS),
        },
        (response) => {
          const parts: Buffer[] = [];
          let bytes = 0;
          response.on('data', (part: Buffer) => {
            bytes += part.length;
            if (bytes > MAX_BYTES) sent.destroy(new Error(`the answer is larger than ${MAX_BYTES} bytes`));
            parts.push(part);
          });
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
    if (status < 200 || status >= 300) throw new Error(`the answer was ${status}`);
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof InstallRefused) throw cause;
    throw new InstallRefused(424, `"${url.origin}" cannot be read: ${(cause as Error).message}.`, { cause });
  }
}

/**
 * @throws InstallRefused when the address is not https, names a login or a password, or leads to an address that is not
 *   public.
 */
export async function expectPublicUrl(address: string, options: PublicRequest): Promise<URL> {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isAllowed = url?.protocol === 'https:' || (options.allowLoopback && url !== null && isLocalUrl(url));
  if (!url || !isAllowed || url.username !== '' || url.password !== '') {
    throw new InstallRefused(400, `"${address}" is not an address of an LMS: expected https.`);
  }
  await addressesOf(url.hostname, options);
  return url;
}

function lookupPublic(options: PublicRequest): LookupFunction {
  return (hostname, { all }, callback) => {
    addressesOf(hostname, options).then(
      (addresses) => (all ? callback(null, addresses) : callback(null, addresses[0]!.address, addresses[0]!.family)),
      (error: Error) => callback(error, ''),
    );
  };
}

/** The addresses of a host, all public. */
async function addressesOf(hostname: string, options: PublicRequest): Promise<LookupAddress[]> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const addresses = family
    ? [{ address: host, family }]
    : await (options.resolve ?? resolveBySystem)(host).catch((cause) => {
        throw new InstallRefused(424, `The host "${host}" cannot be found.`, { cause });
      });
  if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address, options))) {
    throw new InstallRefused(400, `The host "${host}" is not on the public internet.`);
  }
  return addresses;
}
