// The hub's one secret: 32 random bytes in a file. Every key is derived from it; none is stored.
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
  randomBytes,
  scryptSync,
  sign,
} from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeLetters, FINGERPRINT } from '#shared/wire/enrol_code.ts';
import type { Database } from './db/database.ts';
import { claimIdentity, hasIdentity } from './db/identity.ts';

const SECRET_BYTES = 32;
/** DER of a PKCS#8 Ed25519 private key up to its 32-byte seed (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
/** The same for X25519. */
const PKCS8_X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex');

export interface HubSecret {
  /** SPKI DER in base64, as devices get it. */
  readonly publicKey: string;
  /** X25519, SPKI DER in base64: what devices seal for the hub with. */
  readonly sealKey: string;
  /** `XXXX-XXXX`: the second half of every one-time code tells these two keys. */
  readonly fingerprint: () => string;
  /** What the hub and the holder of a device's X25519 key have in common, and nobody else. @param key SPKI DER */
  readonly agree: (key: Uint8Array) => Buffer;
  /** 64-byte Ed25519 signature. */
  readonly sign: (body: Uint8Array) => Buffer;
  /** 64 hex digits. @param epoch of the branch; 0 before the first computer was revoked */
  readonly packKey: (branch: string, epoch?: number) => string;
  /** 64 hex digits. */
  readonly ledgerKey: (device: string) => string;
  /** 32 bytes: seals what is backed up. */
  readonly backupKey: Buffer;
  /** 64 hex digits: what is left to know erased persons by. */
  readonly erasureKey: string;
  /** Keyed: a stolen database does not give the short codes away. */
  readonly enrolCodeHash: (branch: string, code: string) => Buffer;
}

/** The secret cannot be used; the message says why and what to do. */
export class SecretProblem extends Error {
  override readonly name = 'SecretProblem';
}

/** @param master 32 bytes */
export function secretFromMaster(master: Uint8Array): HubSecret {
  const derive = (info: string): Buffer =>
    Buffer.from(hkdfSync('sha256', master, 'counter-assist', info, 32));
  const privateKey = keyOf(PKCS8_ED25519, derive('sign'));
  const sealPrivateKey = keyOf(PKCS8_X25519, derive('seal'));
  const enrolKey = derive('enrol-code');
  const publicKey = publicOf(privateKey);
  const sealKey = publicOf(sealPrivateKey);
  let fingerprint: string | null = null;
  return {
    publicKey,
    sealKey,
    fingerprint: () =>
      (fingerprint ??= codeLetters(
        scryptSync(publicKey + sealKey, FINGERPRINT.salt, FINGERPRINT.bytes, {
          N: FINGERPRINT.cost,
        }),
      )),
    agree: (key) =>
      diffieHellman({
        privateKey: sealPrivateKey,
        publicKey: createPublicKey({ key: Buffer.from(key), format: 'der', type: 'spki' }),
      }),
    sign: (body) => sign(null, body, privateKey),
    packKey: (branch, epoch = 0) =>
      derive(epoch === 0 ? `pack:${branch}` : `pack:${branch}:${epoch}`).toString('hex'),
    backupKey: derive('backup'),
    erasureKey: derive('erasure').toString('hex'),
    ledgerKey: (device) => derive(`ledger:${device}`).toString('hex'),
    enrolCodeHash: (branch, code) =>
      createHmac('sha256', enrolKey).update(`${branch}:${code}`).digest(),
  };
}

const keyOf = (prefix: Buffer, seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' });

const publicOf = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');

/**
 * Reads the secret, makes it for a database that has none yet, and refuses one that is another
 * database's: with a wrong secret no device could read a pack any more.
 * @throws SecretProblem
 */
export async function openSecret(path: string, database: Database): Promise<HubSecret> {
  const master = (await readMaster(path)) ?? (await createMaster(path, database));
  const secret = secretFromMaster(master);
  if (!(await claimIdentity(database, Buffer.from(secret.publicKey, 'base64')))) {
    throw new SecretProblem(
      `the secret in ${path} is not the one of this database: name the right file by HUB_SECRET_FILE, or bring ` +
        'it back from the backup',
    );
  }
  return secret;
}

/** For what is read with it before there is a database. @throws SecretProblem when it is missing */
export async function readSecret(path: string): Promise<HubSecret> {
  const master = await readMaster(path);
  if (master !== undefined) return secretFromMaster(master);
  throw new SecretProblem(
    `the secret ${path} is missing: bring it back from where it is kept first`,
  );
}

async function readMaster(path: string): Promise<Buffer | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new SecretProblem(`cannot read the secret ${path}: ${(error as Error).message}`);
  }
  const master = Buffer.from(text.trim(), 'base64');
  if (master.length !== SECRET_BYTES) {
    throw new SecretProblem(`${path} does not hold a hub secret (32 bytes in base64)`);
  }
  return master;
}

async function createMaster(path: string, database: Database): Promise<Buffer> {
  if (await hasIdentity(database)) {
    throw new SecretProblem(
      `the secret ${path} is missing, but this database already has devices and packs made with it: bring it ` +
        'back from the backup',
    );
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${randomBytes(SECRET_BYTES).toString('base64')}\n`, { mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    // Another process was first; its secret counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await readMaster(path)) as Buffer;
}
