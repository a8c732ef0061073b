// Staff PINs: scrypt (memory-hard), so that a stolen pack does not give PINs away cheaply.
import { randomBytes, scrypt } from 'node:crypto';
import { PIN_PATTERN } from '#shared/model/pin.ts';

const N = 16_384;
const BLOCK = 8;
const PARALLEL = 1;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/**
 * `scrypt$16384$8$1$saltBase64$hashBase64` of a PIN. The salt may be given where the same PIN must give
 * the same text (the demo province); otherwise it is random.
 */
export function hashPin(pin: string, salt: Buffer = randomBytes(SALT_BYTES)): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, { N, r: BLOCK, p: PARALLEL }, (error, hash) => {
      if (error) reject(error);
      else {
        const parts = [N, BLOCK, PARALLEL, salt.toString('base64'), hash.toString('base64')];
        resolve(`scrypt$${parts.join('$')}`);
      }
    });
  });
}

export const isPin = (text: string): boolean => PIN_PATTERN.test(text);
