// Ids only grow, whatever the clock does.
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '#shared/base/month.ts';
import { isUuid7 } from '#shared/base/id.ts';
import { createClock } from './identity.ts';

const zeros = (count: number): Uint8Array => new Uint8Array(count);

describe('nextId', () => {
  it('grows within one millisecond, when the clock jumps back, and over a restart', () => {
    let now = 1_795_000_000_000;
    const clock = createClock(() => now, zeros, null);
    const ids = [clock.nextId(), clock.nextId()];
    now -= DAY_MS * 365;
    ids.push(clock.nextId(), clock.nextId());
    const restarted = createClock(() => now, zeros, ids.at(-1) ?? null);
    ids.push(restarted.nextId());
    now = 1_795_000_500_000;
    ids.push(restarted.nextId());
    expect(ids.every(isUuid7)).toBe(true);
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('carries the time', () => {
    const clock = createClock(() => 0x0123456789ab, zeros, null);
    expect(clock.nextId().slice(0, 13)).toBe('01234567-89ab');
  });
});
