import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Whether a text is a network like `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix = '', more] = text.split('/');
  const bits = isIP(address) === 4 ? 32 : 128;
  return isIP(address) !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits && more === undefined;
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** IPv4 that is nobody's on the internet (IANA's special-purpose registry): one's own, loopback, link-local with metadata, multicast. */
const special4 = listOf([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]);
/** Of IPv6 the global unicast addresses alone, without those that stand for others. */
const global6 = listOf(['2000::/3']);
const special6 = listOf(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** Whether an address is one on the internet. What is written as IPv6 for an IPv4 address (`::ffff:10.0.0.1`) is none. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !special4.check(address, 'ipv4');
  return isIP(address) === 6 && global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
}

export type Allowed = {
  /** Networks beside the public ones. */
  readonly networks: readonly string[];
  /** Whether this machine may be called without TLS, in tests. */
  readonly loopback: boolean;
};

/** The address must not be called. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

const isLoopback = (address: string): boolean => address === '127.0.0.1' || address === '::1';

/** Whether notices may go to this address. */
export function mayCall(address: string, plainHttp: boolean, allowed: Allowed): boolean {
  if (isLoopback(address) && allowed.loopback) return true;
  if (plainHttp) return false;
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  return isPublic(address) || listOf(allowed.networks).check(address, family);
}

/**
 * The one address that a name stands for now, to be connected to whatever the name says later. Refused if any of the name's
 * addresses is.
 */
export async function pinned(url: URL, allowed: Allowed): Promise<{ address: string; family: 4 | 6 }> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new AddressRefused(url.protocol);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found =
    isIP(host) === 0 ? await lookup(host, { all: true }) : [{ address: host, family: isIP(host) }];
  const refused = found.find(({ address }) => !mayCall(address, url.protocol === 'http:', allowed));
  const [first] = found;
  if (first === undefined || refused !== undefined) throw new AddressRefused(refused?.address ?? host);
  return { address: first.address, family: first.family === 4 ? 4 : 6 };
}
