// One-time codes: eight letters and digits that a person reads over the telephone without mistakes.
import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** 40 random bits, shown as `XXXX-XXXX`. */
export function createCode(random: Uint8Array = randomBytes(LENGTH)): string {
  const letters = Array.from(random.subarray(0, LENGTH), (byte) => ALPHABET.charAt(byte % 32));
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** As typed, with dashes, spaces, lower case and mistaken letters, to the eight characters. */
export const normalizeCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
