// From the first question to HQ until the key file holds the answer: what the device's keys follow from, so that an
// enrolment that was cut off is the same one when it is tried again.
import { randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DeviceKeys } from '#electron/port/parent.ts';
import { normalizeCode } from '#shared/wire/enrol_code.ts';
import { deviceKeysOf } from './device_keys.ts';

const SEED = /^[0-9a-f]{64}$/;
const COST: ScryptOptions = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

const seedPath = (dataDir: string): string => join(dataDir, 'enrol.seed');

/**
 * Of this computer and this code: the file alone gives no key away, for the code is in no file.
 * @throws as the disk does
 */
export async function keysForEnrolment(
  dataDir: string,
  input: { readonly branch: string; readonly code: string },
): Promise<DeviceKeys> {
  const seed = readSeed(dataDir) ?? makeSeed(dataDir);
  const secret = await promisify<string, string, number, ScryptOptions, Buffer>(scrypt)(
    `${input.branch} ${normalizeCode(input.code)}`,
    seed,
    32,
    COST,
  );
  return deviceKeysOf(secret);
}

/** The key file holds what came of it. */
export const forgetSeed = (dataDir: string): void => rmSync(seedPath(dataDir), { force: true });

/** Null: none, or a damaged one, of which nothing can come any more. */
function readSeed(dataDir: string): string | null {
  try {
    const text = readFileSync(seedPath(dataDir), 'utf8');
    return SEED.test(text) ? text : null;
  } catch {
    return null;
  }
}

function makeSeed(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const seed = randomBytes(32).toString('hex');
  const draft = `${seedPath(dataDir)}.new`;
  const file = openSync(draft, 'w', 0o600);
  try {
    // Not `writeSync`, which on a full disk writes a part and says nothing.
    writeFileSync(file, seed);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, seedPath(dataDir));
  return seed;
}
