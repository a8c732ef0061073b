// The device's own keys: made at enrolment, sealed by main with its other secrets, never told to anybody.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import type { DeviceKeys } from '#electron/port/parent.ts';
import type { PublicKeys } from '#shared/wire/enrol.ts';

export const createDeviceKeys = (): DeviceKeys => ({
  sign: pkcs8(generateKeyPairSync('ed25519').privateKey),
  seal: pkcs8(generateKeyPairSync('x25519').privateKey),
});

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
