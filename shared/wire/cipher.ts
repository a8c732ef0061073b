// How a 256-bit key opens an encrypted database, alike at the hub and at the branch.
import { PACK_CIPHER } from './protocol.ts';

/**
 * Pragmas to run first on every connection. `raw:` takes the key as it is (0.4 ms to open); `hexkey` would take
 * it for a passphrase and stretch it (50 ms), and would not open the same file.
 * @param key 64 hex digits
 */
export function keyPragmas(key: string): readonly string[] {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new RangeError('a database key is 64 hex digits');
  // What is sorted and does not fit the cache stays in memory: temporary files would not be encrypted.
  return [`cipher = '${PACK_CIPHER}'`, `key = 'raw:${key}'`, 'temp_store = memory'];
}
