import { lookup, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { isSafeUrl } from './safeUrl';
import { AddressRefusedError } from './AddressRefusedError';
import { isPublicAddress } from './publicAddress';

/** All addresses of a host name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

const resolveBySystem: Resolve = (hostname) => promisify(lookup)(hostname, { all: true });

export interface OutboundPolicy {
  /** For a tool that is on this machine: http and the addresses of this machine are let through, and no other private ones. */
  allowLoopback: boolean;
  /** Of host names, in place of the system's. */
  resolve?: Resolve;
}

/**
 * An address that may be asked: https, without a login or a password, and every address that its host resolves to is
 * public.
 *
 * @throws AddressRefusedError that says which address, and why not.
 */
export async function expectPublicUrl(address: string, outboundPolicy: OutboundPolicy): Promise<URL> {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isAllowed = url?.protocol === 'https:' || (outboundPolicy.allowLoopback && url && isSafeUrl(url));
  if (!isAllowed || url.username !== '' || url.password !== '') {
    throw new AddressRefusedError(400, `"${address}" is not an address that Aimline asks: expected https.`);
  }
  await publicAddressesOf(url.hostname, outboundPolicy);
  return url;
}

/**
 * The addresses of a host, at least one, all of them public.
 *
 * @throws AddressRefusedError
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
