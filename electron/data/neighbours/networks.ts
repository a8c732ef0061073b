// Which addresses a window may listen on and call: private ones, in the networks that HQ's policy names.
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { PRIVATE_NETWORKS } from '#shared/model/policy.ts';

export type IsAllowed = (address: string) => boolean;

const listOf = (networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const isFour = isIPv4(address);
    // What is no network allows nothing.
    if (isIP(address) === 0 || Number(bits) > (isFour ? 32 : 128)) continue;
    list.addSubnet(address, Number(bits), isFour ? 'ipv4' : 'ipv6');
  }
  return list;
};

const PRIVATE = listOf([...PRIVATE_NETWORKS, '::1/128']);

export function allowedIn(networks: readonly string[]): IsAllowed {
  const named = listOf(networks);
  return (text) => {
    const address = text.replace(/^::ffff:/, '');
    if (isIP(address) === 0) return false;
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    return PRIVATE.check(address, family) && named.check(address, family);
  };
}

/** Of this computer; its own loopback comes last. */
export const ownAddresses = (isAllowed: IsAllowed): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ address }) => isAllowed(address))
    .toSorted((one, other) => Number(one.internal) - Number(other.internal))
    .map(({ address }) => address);

export type Place = { readonly host: string; readonly port: number };

export const placeText = ({ host, port }: Place): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/** @param text a name or an address, with a port or without */
export function readPlace(text: string, port: number): Place | null {
  const found =
    /^\[([\da-fA-F:]+)\](?::(\d{1,5}))?$/.exec(text) ?? /^([^:\s]+)(?::(\d{1,5}))?$/.exec(text);
  if (found === null) return isIP(text) === 6 ? { host: text, port } : null;
  const own = found[2] === undefined ? port : Number(found[2]);
  return own > 0 && own < 65_536 ? { host: found[1] ?? '', port: own } : null;
}

/** Where a name leads that may be called; nothing else is ever called. */
export async function resolvePlace(place: Place, isAllowed: IsAllowed): Promise<readonly Place[]> {
  const { host, port } = place;
  if (isIP(host) !== 0) return isAllowed(host) ? [place] : [];
  try {
    const all = await lookup(host, { all: true });
    return all
      .map(({ address }) => address)
      .filter(isAllowed)
      .map((address) => ({ host: address, port }));
  } catch {
    return [];
  }
}
