// Checks a PIN against HQ's hash, off the event loop.
import { scrypt, timingSafeEqual } from 'node:crypto';

/**
 * @param pinHash `scrypt$N$r$p$saltBase64$hashBase64`
 * @throws when the hash is not of that form: HQ signed it, so it is a bug
 */
export function isPin(pin: string, pinHash: string): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = pinHash.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) {
    throw new Error('a PIN hash of an unknown scheme');
  }
  const expected = Buffer.from(hash, 'base64');
  const cost = { N: Number(N), r: Number(r), p: Number(p), maxmem: 256 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(pin, Buffer.from(salt, 'base64'), expected.length, cost, (error, actual) => {
      if (error !== null) reject(error);
      else resolve(timingSafeEqual(actual, expected));
    });
  });
}
