import { lookup, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { isSafeUrl } from './safeUrl';
import { AddressRefusedError } from './AddressRefusedError';
import { isPublicAddress } from './publicAddress';

/** Resolves a host name to all its IP addresses. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

const resolveBySystem: Resolve = (hostname) => promisify(lookup)(hostname, { all: true });

/** Which addresses Aimline sends requests to. */
export interface OutboundPolicy {
  /** For a tool on localhost: also allows http and loopback addresses, but no other private ones. */
  allowLoopback: boolean;
  /** Replaces the DNS lookup of the system. */
  resolve?: Resolve;
}

/**
 * Parses a URL that the outbound policy allows: https, without user name or password, and every IP address of its host is
 * public.
 *
 * @throws AddressRefusedError with the URL or host and the reason
 */
export async function expectPublicUrl(address: string, outboundPolicy: OutboundPolicy): Promise<URL> {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isAllowed = url?.protocol === 'https:' || (outboundPolicy.allowLoopback && url && isSafeUrl(url));
  if (!isAllowed || url.username !== '' || url.password !== '') {
    throw new AddressRefusedError(
      400,
      `"${address}" is not an allowed address: expected https without a user name or password.`,
    );
  }
  await publicAddressesOf(url.hostname, outboundPolicy);
  return url;
}

/**
 * The IP addresses of a host: at least one, and all of them public.
 *
 * @throws AddressRefusedError when there is none, or one is not public
 */
export async function publicAddressesOf(hostname: string, outboundPolicy: OutboundPolicy): Promise<LookupAddress[]> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const addresses = family
    ? [{ address: host, family }]
    : await (outboundPolicy.resolve ?? resolveBySystem)(host).catch((cause) => {
        throw new AddressRefusedError(424, `The host "${host}" cannot be found.`, { cause });
      });
  if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address, outboundPolicy))) {
    throw new AddressRefusedError(400, `The host "${host}" is not on the public internet.`);
  }
  return addresses;
}
