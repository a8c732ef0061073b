// The seeds of one deck: a chain of SHA-256, so that each seed proves the one before it and none that follows.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** Hex of 32 bytes: what may be shown before the seed itself is. */
export const fingerprintOf = (seed: string): string => bytesToHex(sha256(hexToBytes(seed)));

/**
 * The seed of draw `draw` of `draws`: SHA-256 applied (draws - draw) times to the last one. Draw 0 gives the
 * commitment. Up to 13,000 rounds: some ten milliseconds.
 * @param lastSeed hex of 32 bytes
 */
export function seedOfDraw(lastSeed: string, draw: number, draws: number): string {
  if (draw < 0 || draw > draws) throw new RangeError(`draw ${draw} of ${draws}`);
  let seed = hexToBytes(lastSeed);
  for (let left = draws - draw; left > 0; left -= 1) seed = sha256(seed);
  return bytesToHex(seed);
}

/** The fingerprint on show before draw `draw`: the seed before it, or the commitment before the first. */
export const fingerprintBefore = (lastSeed: string, draw: number, draws: number): string =>
  seedOfDraw(lastSeed, Math.min(draw, draws + 1) - 1, draws);
