// Ids and times of what this device records. A clock that jumps back breaks neither order nor uniqueness.
import { type Uuid, uuid7 } from '#shared/base/id.ts';
import type { Instant } from '#shared/base/month.ts';

export type Clock = {
  /** The system's time, as it is. */
  now(): Instant;
  /** Ids of version 7, each later than any before it, whatever the clock does. */
  nextId(): Uuid;
};

/**
 * @param randomBytes so many of them, fit for secrets
 * @param lastId newest id that this device has made; null for a new device
 */
export function createClock(
  systemNow: () => number,
  randomBytes: (count: number) => Uint8Array,
  lastId: string | null,
): Clock {
  const random = inTens(randomBytes);
  let lastTime = lastId === null ? 0 : timeOfId(lastId);
  return {
    now: () => systemNow() as Instant,
    nextId() {
      lastTime = Math.max(Math.floor(systemNow()), lastTime + 1);
      return uuid7(lastTime, random());
    },
  };
}

/** Asking the system for ten bytes costs as much as for a thousand. */
function inTens(randomBytes: (count: number) => Uint8Array): () => Uint8Array {
  let pool: Uint8Array = new Uint8Array();
  let used = 0;
  return () => {
    if (used >= pool.length) {
      pool = randomBytes(1_000);
      used = 0;
    }
    used += 10;
    return pool.subarray(used - 10, used);
  };
}

/** UTC milliseconds that a version 7 id carries in its first 48 bits. */
const timeOfId = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
