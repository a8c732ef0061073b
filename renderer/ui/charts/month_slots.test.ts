import { expect, test } from 'vitest';
import { ZERO_FEN } from '#shared/base/money.ts';
import { month } from '#shared/base/month.ts';
import type { UsageMonth } from '#shared/model/customer.ts';
import { monthSlots } from './month_slots.ts';

const usage = (text: string): UsageMonth => ({
  month: month(text),
  spend: ZERO_FEN,
  voiceMinutes: 0,
  dataKb: 0,
  topUp: ZERO_FEN,
  topUpCount: 0,
  lastTopUp: ZERO_FEN,
});

test('a hole in the months stays a hole', () => {
  const slots = monthSlots(
    ['2025-11', '2025-12', '2026-02', '2026-03', '2026-04'].map((text) => usage(text)),
  );
  expect(slots.map((slot) => slot.month)).toEqual([
    '2025-11',
    '2025-12',
    '2026-01',
    '2026-02',
    '2026-03',
    '2026-04',
  ]);
  expect(slots.map((slot) => slot.usage !== null)).toEqual([true, true, false, true, true, true]);
});

test('few months are padded on the old side, many cut to the newest twelve', () => {
  expect(monthSlots([usage('2026-01')]).map((slot) => slot.month)).toEqual([
    '2025-08',
    '2025-09',
    '2025-10',
    '2025-11',
    '2025-12',
    '2026-01',
  ]);
  const gapped = monthSlots([usage('2024-01'), usage('2026-01')]);
  expect(gapped).toHaveLength(12);
  expect(gapped.at(-1)?.usage).not.toBeNull();
  expect(gapped[0]?.month).toBe('2025-02');
});

test('nobody has no months', () => {
  expect(monthSlots([])).toEqual([]);
});
