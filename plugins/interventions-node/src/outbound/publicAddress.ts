import { BlockList, isIPv4 } from 'node:net';

/** IANA special-purpose addresses (RFC 6890 and its registry), which nobody outside has. */
const SPECIAL_V4 = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]);
/** Global unicast. Mapped, translated, link-local and private addresses are all outside. */
const UNICAST_V6 = blockList('ipv6', [['2000::', 3]]);
const SPECIAL_V6 = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);
const LOOPBACK = new Set(['127.0.0.1', '::1']);

/** @param allowLoopback of this machine, when the tool itself is only reached from there. */
export function isPublicAddress(address: string, { allowLoopback }: { allowLoopback: boolean }): boolean {
  if (LOOPBACK.has(address)) return allowLoopback;
  if (isIPv4(address)) return !SPECIAL_V4.check(address, 'ipv4');
  return UNICAST_V6.check(address, 'ipv6') && !SPECIAL_V6.check(address, 'ipv6');
}

function blockList(family: 'ipv4' | 'ipv6', subnets: [string, number][]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}
