import { expect, test } from '@jest/globals';
import { isPublicAddress } from './publicAddress';

const isPublic = (address: string) => isPublicAddress(address, { allowLoopback: false });

test.each(['1.1.1.1', '8.8.8.8', '93.184.216.34', '223.255.255.254', '2606:2800:220:1::1', '2a00:1450:4001::8a'])(
  '%s is public',
  (address) => {
    expect(isPublic(address)).toBe(true);
  },
);

// the first and the last address of each block
test.each([
  ['this network', '0.0.0.0', '0.255.255.255'],
  ['private', '10.0.0.0', '10.255.255.255'],
  ['private', '172.16.0.0', '172.31.255.255'],
  ['private', '192.168.0.0', '192.168.255.255'],
  ['carrier-grade NAT', '100.64.0.0', '100.127.255.255'],
  ['loopback', '127.0.0.1', '127.255.255.255'],
  ['link-local, cloud metadata', '169.254.0.0', '169.254.169.254'],
  ['protocol assignments', '192.0.0.0', '192.0.0.255'],
  ['documentation', '192.0.2.0', '192.0.2.255'],
  ['6to4 relay', '192.88.99.0', '192.88.99.255'],
  ['benchmarking', '198.18.0.0', '198.19.255.255'],
  ['documentation', '198.51.100.0', '203.0.113.255'],
  ['multicast', '224.0.0.0', '239.255.255.255'],
  ['reserved', '240.0.0.0', '255.255.255.255'],
  ['unspecified', '::', '0:0:0:0:0:0:0:0'],
  ['loopback', '::1', '0:0:0:0:0:0:0:1'],
  ['IPv4-compatible', '::7f00:1', '::8.8.8.8'],
  ['IPv4-mapped', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
  ['IPv4-translated', '::ffff:0:10.0.0.1', '::ffff:0:8.8.8.8'],
  ['NAT64', '64:ff9b::7f00:1', '64:ff9b:1::1'],
  ['discard', '100::', '100::1'],
  ['Teredo', '2001::', '2001:0:ffff:ffff::'],
  ['protocol assignments', '2001:2::', '2001:1ff:ffff::'],
  ['documentation', '2001:db8::', '2001:db8:ffff::'],
  ['6to4', '2002::', '2002:7f00:1::'],
  ['documentation', '3fff::', '3fff:fff::'],
  ['segment routing', '5f00::', '5f00:ffff::'],
  ['unallocated', '4000::1', '1000::1'],
  ['unique local', 'fc00::', 'fdff::1'],
  ['link-local', 'fe80::1', 'fe80::1%eth0'],
  ['site-local', 'fec0::', 'feff::'],
  ['multicast', 'ff00::', 'ff02::1'],
])('no %s address is public: %s, %s', (_name, first, last) => {
  expect([isPublic(first), isPublic(last)]).toEqual([false, false]);
});

test.each(['', 'localhost', '127.1', '0x7f.1', '0177.0.0.1', '2130706433', '8.8.8', '8.8.8.8/32'])(
  'what is not an address in its usual form is not public: "%s"',
  (text) => {
    expect(isPublic(text)).toBe(false);
  },
);

test('a tool on this machine may reach this machine, and no other private address', () => {
  const addresses = ['127.0.0.1', '::1', '127.0.0.2', '10.0.0.1'];
  expect(addresses.map((address) => isPublicAddress(address, { allowLoopback: true }))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
