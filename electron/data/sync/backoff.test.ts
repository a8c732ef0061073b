import { describe, expect, it } from 'vitest';
import { nextDelay } from './backoff.ts';

describe('nextDelay', () => {
  it('is steady while it goes well, and grows to half a minute when not', () => {
    expect(nextDelay(0, 0.9)).toBe(3_000);
    expect([1, 2, 3, 4, 5, 50].map((failures) => nextDelay(failures, 1))).toEqual([
      3_000, 6_000, 12_000, 24_000, 30_000, 30_000,
    ]);
    expect(nextDelay(3, 0)).toBe(6_000);
  });
});
