// UUID version 7 (RFC 9562): ids that sort by the time of their making.
import type { Brand } from './brand.ts';

export type Uuid = Brand<string, 'Uuid'>;

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isUuid7 = (text: string): text is Uuid => PATTERN.test(text);

/**
 * @param now UTC milliseconds
 * @param random ten random bytes; the caller brings them, so that the function stays pure
 */
export function uuid7(now: number, random: Uint8Array): Uuid {
  if (random.length < 10) throw new RangeError('uuid7 needs ten random bytes');
  const time = Math.floor(now).toString(16).padStart(12, '0');
  const hex = Array.from(random.subarray(0, 10), (b) => b.toString(16).padStart(2, '0')).join('');
  const variant = ((Number.parseInt(hex.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}` as Uuid;
}
