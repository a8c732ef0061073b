// The hub's one secret: 32 random bytes in a file. Every key is derived from it; none is stored.
import {
  createHash,
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
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { canonicalJson } from '#shared/base/canonical.ts';
import { codeLetters, FINGERPRINT } from '#shared/wire/enrol_code.ts';
import type { HubKeys } from '#shared/wire/hub_keys.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Signed } from '#shared/wire/signed.ts';
import { z } from 'zod';
import type { Database } from './db/database.ts';
import { readGeneration } from './db/generation.ts';
import { claimIdentity, hasIdentity } from './db/identity.ts';
import { followRotation } from './follow_rotation.ts';

const SECRET_BYTES = 32;
/** DER of a PKCS#8 Ed25519 private key up to its 32-byte seed (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
/** The same for X25519. */
const PKCS8_X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex');

export interface HubSecret {
  /** How often it was rotated. */
  readonly generation: number;
  /** Of before any rotation: a database belongs to it. */
  readonly firstPublicKey: string;
  /** What leads those on who know HQ by the key of before. */
  readonly succession: readonly Signed[];
  /** All that it ever had, the oldest first; SPKI DER in base64. */
  readonly publicKeys: readonly string[];
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

/** What a rotation adds. */
export type NextMaster = {
  /** 32 bytes. */
  readonly master: Uint8Array;
  /** By branch, the first epoch whose key follows from it; a branch that came later has all of its keys from it. */
  readonly epochs: Readonly<Record<string, number>>;
};

/**
 * @param master 32 bytes
 * @param later masters, the oldest first: the newest signs, seals and encrypts what is published; the first stays for
 * ledgers, backups, codes and marks of the erased
 */
export function secretFromMaster(master: Uint8Array, later: readonly NextMaster[] = []): HubSecret {
  const derive = (info: string, from: Uint8Array = master): Buffer =>
    Buffer.from(hkdfSync('sha256', from, 'counter-assist', info, 32));
  const masters = [master, ...later.map((each) => each.master)];
  const newest = masters.at(-1) ?? master;
  const signKeys = masters.map((each) => keyOf(PKCS8_ED25519, derive('sign', each)));
  const publicKeys = signKeys.map(publicOf);
  const privateKey = signKeys.at(-1) as KeyObject;
  const sealPrivateKey = keyOf(PKCS8_X25519, derive('seal', newest));
  const enrolKey = derive('enrol-code');
  /** Of the branch and epoch: the newest that begins at it or before. */
  const masterOf = (branch: string, epoch: number): Uint8Array =>
    later.findLast(({ epochs }) => epoch >= (epochs[branch] ?? 0))?.master ?? master;
  const publicKey = publicOf(privateKey);
  const sealKey = publicOf(sealPrivateKey);
  let fingerprint: string | null = null;
  const succession = (): readonly Signed[] => {
    const [before, by] = [publicKeys.at(-2), signKeys.at(-2)];
    if (before === undefined || by === undefined) return [];
    const said: HubKeys = {
      kind: 'hub-keys',
      protocol: PROTOCOL_VERSION,
      number: later.length,
      before,
      keys: { sign: publicKey, seal: sealKey },
    };
    const body = Buffer.from(canonicalJson(said));
    const signature = sign(null, body, by).toString('base64');
    return [{ body: body.toString('base64'), signature }];
  };
  return {
    generation: later.length,
    firstPublicKey: publicKeys[0] ?? publicKey,
    succession: succession(),
    publicKeys,
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
      derive(
        epoch === 0 ? `pack:${branch}` : `pack:${branch}:${epoch}`,
        masterOf(branch, epoch),
      ).toString('hex'),
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
  const { master, later } = (await readMasters(path)) ?? (await createMaster(path, database));
  const secret = secretFromMaster(master, later);
  if (!(await claimIdentity(database, Buffer.from(secret.firstPublicKey, 'base64')))) {
    throw new SecretProblem(
      `the secret in ${path} is not the one of this database: name the right file by HUB_SECRET_FILE, or bring ` +
        'it back from the backup',
    );
  }
  const followed = await readGeneration(database);
  if (followed > secret.generation) {
    throw new SecretProblem(
      `the secret in ${path} is a copy of before its rotation number ${followed}: bring the newest copy of it back`,
    );
  }
  if (followed < secret.generation) {
    const epochs = new Map(Object.entries(later.at(-1)?.epochs ?? {}));
    await database.transaction(async (tx) => {
      if ((await readGeneration(tx, 'change')) >= secret.generation) return;
      await followRotation(tx, secret, epochs, Date.now());
    });
  }
  return secret;
}

/** For what is read with it before there is a database. @throws SecretProblem when it is missing */
export async function readSecret(path: string): Promise<HubSecret> {
  const masters = await readMasters(path);
  if (masters !== undefined) return secretFromMaster(masters.master, masters.later);
  throw new SecretProblem(
    `the secret ${path} is missing: bring it back from where it is kept first`,
  );
}

type Masters = { readonly master: Buffer; readonly later: readonly NextMaster[] };

/** The first line is the first master; each rotation adds one: `next MASTER EPOCHS SUM`. */
async function readMasters(path: string): Promise<Masters | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new SecretProblem(`cannot read the secret ${path}: ${(error as Error).message}`);
  }
  const [first = '', ...rest] = text.trim().split('\n');
  const problem = (line: number): SecretProblem =>
    new SecretProblem(
      `${path}, line ${line}, does not hold a hub secret (32 bytes in base64): bring it back from where it is kept`,
    );
  const master = Buffer.from(first.trim(), 'base64');
  if (master.length !== SECRET_BYTES) throw problem(1);
  const later = rest.map((line, index): NextMaster => {
    const [, said = '', base64 = '', epochs = '', sum = ''] =
      /^(next (\S+) (\{.*\})) ([0-9a-f]{16})\s*$/.exec(line) ?? [];
    const next = Buffer.from(base64, 'base64');
    if (next.length !== SECRET_BYTES || sum !== sumOf(said)) throw problem(index + 2);
    try {
      return { master: next, epochs: epochsSchema.parse(JSON.parse(epochs)) };
    } catch {
      throw problem(index + 2);
    }
  });
  return { master, later };
}

/** The database knows the first master; a turned bit in another line would go unnoticed until no device follows. */
const sumOf = (line: string): string =>
  createHash('sha256').update(line).digest('hex').slice(0, 16);

const epochsSchema = z.record(z.string(), z.int().min(0));

/** The file is whole at any moment: the one of before, or the one with the line. @throws SecretProblem */
export async function appendMaster(path: string, { master, epochs }: NextMaster): Promise<void> {
  const draft = `${path}.${process.pid}`;
  const said = `next ${Buffer.from(master).toString('base64')} ${JSON.stringify(epochs)}`;
  const line = `${said} ${sumOf(said)}\n`;
  try {
    const text = `${(await readFile(path, 'utf8')).trim()}\n${line}`;
    await writeFile(draft, text, { mode: 0o600, flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new SecretProblem(`cannot write the secret ${path}: ${(error as Error).message}`);
  }
}

async function createMaster(path: string, database: Database): Promise<Masters> {
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
  return (await readMasters(path)) as Masters;
}
