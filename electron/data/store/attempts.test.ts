// The growing delay after wrong PINs, and what is owed of it.
import { describe, expect, it } from 'vitest';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { delayAfter, readAttempts, writeAttempts } from './attempts.ts';

const C1 = { id: 'c1', releases: 0 };

describe('attempts', () => {
  it('grows from the third failure to five minutes', () => {
    expect([1, 2, 3, 4, 5, 9, 10, 11, 100].map(delayAfter)).toEqual([
      0, 0, 2_000, 4_000, 8_000, 128_000, 256_000, 300_000, 300_000,
    ]);
  });

  it('is remembered', () => {
    const ledger = openTestLedger();
    expect(readAttempts(ledger, C1)).toEqual({ failures: 0, owed: 0 });
    writeAttempts(ledger, C1, { failures: 2, owed: 0 });
    writeAttempts(ledger, C1, { failures: 3, owed: 2_000 });
    expect(readAttempts(ledger, C1)).toEqual({ failures: 3, owed: 2_000 });
    expect(readAttempts(ledger, { ...C1, releases: 1 })).toEqual({ failures: 0, owed: 0 });
  });
});
