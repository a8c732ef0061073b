// The device's own keys: made at enrolment, sealed by main with its other secrets, never told to anybody.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import type { DeviceKeys } from '#electron/port/parent.ts';
import type { PublicKeys } from '#shared/wire/public_keys.ts';

export const createDeviceKeys = (): DeviceKeys => ({
  sign: pkcs8(generateKeyPairSync('ed25519').privateKey),
  seal: pkcs8(generateKeyPairSync('x25519').privateKey),
});

/** DER of PKCS#8 private keys up to their 32-byte seeds (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const PKCS8_X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** The same keys again from the same secret. @param secret of 32 bytes */
export function deviceKeysOf(secret: Uint8Array): DeviceKeys {
  const keyOf = (prefix: Buffer, use: string): string =>
    Buffer.concat([
      prefix,
      Buffer.from(hkdfSync('sha256', secret, 'counter-assist', `device ${use}`, 32)),
    ]).toString('base64');
  return { sign: keyOf(PKCS8_ED25519, 'sign'), seal: keyOf(PKCS8_X25519, 'seal') };
}

const pkcs8 = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'pkcs8' }).toString('base64');

export const privateKey = (base64: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });

export const publicKey = (base64: string): KeyObject =>
  createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });

export const publicKeysOf = (keys: DeviceKeys): PublicKeys => ({
  sign: spki(keys.sign),
  seal: spki(keys.seal),
});

const spki = (base64: string): string =>
  createPublicKey(privateKey(base64)).export({ format: 'der', type: 'spki' }).toString('base64');
