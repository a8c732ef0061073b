// The one-time code as it is read out and typed: eight characters of chance, and eight that tell HQ's own keys.

/** Read over the telephone without mistakes. Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const HALF = 8;

/** Five bits of each byte: eight characters in two groups. */
export function codeLetters(bytes: Uint8Array): string {
  const letters = Array.from(bytes.subarray(0, HALF), (byte) => ALPHABET.charAt(byte % 32));
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** As typed, with dashes, spaces, lower case and mistaken letters, to the characters alone. */
export const normalizeCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

/** `fingerprint` is empty where only the first half was typed. */
export function splitCode(typed: string): { readonly code: string; readonly fingerprint: string } {
  const all = normalizeCode(typed);
  return { code: all.slice(0, HALF), fingerprint: all.slice(HALF) };
}

/**
 * How a fingerprint is made of HQ's keys: scrypt over both, so that keys with a fingerprint given beforehand take
 * centuries to find although it has 40 bits only.
 */
export const FINGERPRINT = {
  salt: 'counter-assist fingerprint',
  cost: 16_384,
  bytes: HALF,
} as const;
