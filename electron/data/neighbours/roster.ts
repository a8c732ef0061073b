// Who is a neighbour, as HQ told it: the branch's devices that have keys and were not revoked, and how each is known.
import { diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';
import type { DeviceKeys } from '#electron/port/parent.ts';
import type { ToldDevice } from '#shared/wire/told.ts';
import { privateKey, publicKey } from '../sync/device_keys.ts';

export type Neighbour = {
  readonly id: string;
  readonly name: string;
  /** Ed25519, public. */
  readonly signKey: KeyObject;
  /** Of this device and that one alone: from what both their X25519 keys have in common. */
  readonly pairKey: Buffer;
  /** Says who calls whom, to nobody but these two. */
  readonly callsHere: string;
  readonly calledFromHere: string;
  /** As it told HQ: `host:port`. */
  readonly addresses: readonly string[];
};

export type Roster = {
  readonly branch: string;
  readonly device: string;
  readonly neighbours: ReadonlyMap<string, Neighbour>;
};

export function createRoster(
  own: { readonly branch: string; readonly device: string; readonly keys: DeviceKeys },
  devices: readonly ToldDevice[],
): Roster {
  const { branch, device } = own;
  const sealKey = privateKey(own.keys.seal);
  const neighbours = new Map<string, Neighbour>();
  for (const { id, name, keys, addresses } of devices) {
    if (keys === null || id === device) continue;
    const shared = diffieHellman({ privateKey: sealKey, publicKey: publicKey(keys.seal) });
    const derive = (use: string, bytes: number): Buffer =>
      Buffer.from(hkdfSync('sha256', shared, branch, `counter-assist neighbours ${use}`, bytes));
    neighbours.set(id, {
      id,
      name,
      signKey: publicKey(keys.sign),
      pairKey: derive('key', 32),
      callsHere: derive(`from ${id}`, 16).toString('hex'),
      calledFromHere: derive(`from ${device}`, 16).toString('hex'),
      addresses,
    });
  }
  return { branch, device, neighbours };
}
