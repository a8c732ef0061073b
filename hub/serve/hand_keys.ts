// The keys of a branch's packs and changes for one device: wrapped for its own public key, and signed.
import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
} from 'node:crypto';
import { canonicalJson } from '#shared/base/canonical.ts';
import { type Keys, WRAP_INFO, type WrappedKey, wrappedFor } from '#shared/wire/keys.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Signed } from '#shared/wire/signed.ts';
import type { Database } from '#hub/db/database.ts';
import type { KnownDevice } from '#hub/db/device.ts';
import { readKeyEpoch } from '#hub/db/key_epoch.ts';
import { storedToSigned } from '#hub/db/pack.ts';
import type { HubSecret } from '#hub/secret.ts';

/** All epochs, since packs and changes of before may still be asked for. @param device one that was not revoked */
export async function handKeys(
  db: Database,
  secret: HubSecret,
  device: KnownDevice,
): Promise<Signed> {
  const { branch, id } = device;
  const newest = await readKeyEpoch(db, branch);
  const keys: Keys = {
    kind: 'keys',
    protocol: PROTOCOL_VERSION,
    branch,
    device: id,
    keys: Array.from({ length: newest + 1 }, (_, epoch) => wrap(secret, device, epoch)),
  };
  const body = Buffer.from(canonicalJson(keys));
  return storedToSigned({ body, signature: secret.sign(body) });
}

function wrap(secret: HubSecret, { id, branch, keys }: KnownDevice, epoch: number): WrappedKey {
  const own = keys === null ? null : generateKeyPairSync('x25519');
  const shared =
    keys === null || own === null
      ? Buffer.from(secret.ledgerKey(id), 'hex')
      : diffieHellman({
          privateKey: own.privateKey,
          publicKey: createPublicKey({ key: Buffer.from(keys.seal), format: 'der', type: 'spki' }),
        });
  const salt = wrappedFor(id, branch, epoch);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, WRAP_INFO, 32));
  // The key of a ledger wraps the same each time: one key, one text.
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12));
  const sealed = Buffer.concat([
    cipher.update(Buffer.from(secret.packKey(branch, epoch), 'hex')),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  const from = own?.publicKey.export({ format: 'der', type: 'spki' }).toString('base64') ?? null;
  return { epoch, from, sealed: sealed.toString('base64') };
}
