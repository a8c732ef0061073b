// The growing delay after wrong PINs, and clocks that jump.
import { describe, expect, it } from 'vitest';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { delayAfter, readAttempts, remainingWait, writeAttempts } from './attempts.ts';

describe('attempts', () => {
  it('grows from the third failure to five minutes', () => {
    expect([1, 2, 3, 4, 5, 9, 10, 11, 100].map(delayAfter)).toEqual([
      0, 0, 2_000, 4_000, 8_000, 128_000, 256_000, 300_000, 300_000,
    ]);
  });

  it('never asks for more than the delay, when the clock was set back', () => {
    const attempts = { failures: 4, waitUntil: 1_000_000_000 };
    expect(remainingWait(attempts, 1_000_000_000 - 3_000)).toBe(3_000);
    expect(remainingWait(attempts, 0)).toBe(4_000);
    expect(remainingWait(attempts, 1_000_000_001)).toBe(0);
  });

  it('is remembered', () => {
    const ledger = openTestLedger();
    expect(readAttempts(ledger, 'c1')).toEqual({ failures: 0, waitUntil: 0 });
    writeAttempts(ledger, 'c1', { failures: 2, waitUntil: 5 });
    writeAttempts(ledger, 'c1', { failures: 3, waitUntil: 9 });
    expect(readAttempts(ledger, 'c1')).toEqual({ failures: 3, waitUntil: 9 });
  });
});
