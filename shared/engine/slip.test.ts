// What counts as a complaint, and what was a slip of the clerk.
import { expect, test } from 'vitest';
import type { Instant } from '#shared/base/month.ts';
import { isSlip, type PurposeChange, SLIP_MS } from './slip.ts';

const AT = 1_795_000_000_000;
const after = (ms: number, purpose: PurposeChange['purpose']): PurposeChange => ({
  at: (AT + ms) as Instant,
  purpose,
});

test.each<[string, readonly PurposeChange[], boolean]>([
  ['never changed', [], false],
  ['put right within the minute', [after(SLIP_MS - 1, 'top-up')], true],
  ['changed a minute later', [after(SLIP_MS, 'top-up')], false],
  ['being put right', [after(1_000, null)], true],
  ['said again', [after(1_000, 'complaint')], false],
  ['said again, then put right', [after(1_000, 'complaint'), after(2_000, 'bill')], true],
  ['put right, then said again', [after(1_000, 'bill'), after(2_000, 'complaint')], true],
  ['changed too late, twice', [after(SLIP_MS, 'bill'), after(SLIP_MS + 1, 'other')], false],
  ['put right by a clock that was set back', [after(-3_600_000, 'bill')], true],
])('%s', (_name, changes, expected) => {
  expect(isSlip({ at: AT as Instant }, changes)).toBe(expected);
});
