import { isIP } from 'node:net';
import { parse, parseCIDR } from 'ipaddr.js';

const LOOPBACK = new Set(['127.0.0.1', '::1']);

/**
 * The only block of IPv6 that is allocated for global unicast (RFC 4291, section 2.4, and its IANA registry). Addresses
 * outside have no name in the library: `::7f00:1` is an IPv4 loopback address in the deprecated compatible form.
 */
const GLOBAL_UNICAST_V6 = parseCIDR('2000::/3');

/**
 * Whether an address is on the public internet: none of IANA's special-purpose addresses (RFC 6890), which include
 * private, link-local, mapped and translated ones.
 *
 * @param allowLoopback accepts 127.0.0.1 and ::1, for a tool that is itself reached only from its own machine
 */
export function isPublicAddress(address: string, { allowLoopback }: { allowLoopback: boolean }): boolean {
  if (LOOPBACK.has(address)) return allowLoopback;
  // the library also reads forms such as "0x7f.1"
  if (isIP(address) === 0) return false;
  const parsed = parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST_V6);
}
