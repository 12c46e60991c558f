import { isIPv6 } from 'node:net';

/** The network of an address: the first 64 bits of IPv6, because one household gets all the others (RFC 6177); IPv4 as it is. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = [], tail] = address.split('::').map((groups) => groups.split(':').filter(Boolean));
  const groups = tail === undefined ? head : [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail];
  return groups.slice(0, 4).join(':');
}
