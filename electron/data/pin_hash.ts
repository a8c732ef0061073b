// Hashes of PINs: scrypt, off the event loop.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** As HQ's; `OWN_PIN_HASH` takes no others of what a person chooses. */
const COST = { N: 16_384, r: 8, p: 1 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** `scrypt$N$r$p$saltBase64$hashBase64` */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(pin, salt, HASH_BYTES, COST);
  const { N, r, p } = COST;
  return ['scrypt', N, r, p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** @throws when the hash is not of that form: HQ signed it, or the ledger's schema let it in, so it is a bug */
export async function isPin(pin: string, pinHash: string): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = pinHash.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) {
    throw new Error('a PIN hash of an unknown scheme');
  }
  const expected = Buffer.from(hash, 'base64');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return timingSafeEqual(
    await derive(pin, Buffer.from(salt, 'base64'), expected.length, cost),
    expected,
  );
}

type Cost = { readonly N: number; readonly r: number; readonly p: number };

const derive = (pin: string, salt: Buffer, bytes: number, cost: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, bytes, { ...cost, maxmem: 256 * 1024 * 1024 }, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });
