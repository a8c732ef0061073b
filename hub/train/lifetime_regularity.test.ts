import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { addMonths, month } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import type { UsageMonth } from '#shared/model/customer.ts';
import { regularityOf } from './lifetime_regularity.ts';

const record = (counts: readonly number[]): UsageMonth[] =>
  counts.map((topUpCount, index) => ({
    month: addMonths(month('2025-01'), index),
    spend: fen(5_000),
    voiceMinutes: 0,
    dataKb: 0,
    topUp: fen(topUpCount * 5_000),
    topUpCount,
    lastTopUp: fen(0),
  }));

/** A year of someone who tops up after every `steps` exponential steps, about `perMonth` times a month. */
function drawRecord(steps: number, perMonth: number, random: () => number): UsageMonth[] {
  const counts = Array<number>(12).fill(0);
  for (let at = -24; at < 12;) {
    for (let step = 0; step < steps; step += 1) at -= Math.log(1 - random()) / (steps * perMonth);
    const index = Math.floor(at);
    if (index >= 0 && index < 12) counts[index] = (counts[index] ?? 0) + 1;
  }
  return record(counts);
}

test.each([1, 2, 4, 6])('customers made with %d steps are told by their variance', (steps) => {
  const random = createRandom(steps);
  const records = Array.from({ length: 4_000 }, (_, index) =>
    drawRecord(steps, 1.2 + (index % 3), random),
  );
  expect(Math.abs(regularityOf(records) - steps)).toBeLessThanOrEqual(steps < 3 ? 0 : 1);
});

test('the silence at the end does not count; with nothing to go by, at random', () => {
  const left = [record([2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0])];
  expect(regularityOf(left)).toBe(6);
  expect(regularityOf([])).toBe(1);
  expect(regularityOf([record([1, 0, 1]), record([0, 0, 0, 0, 0, 0])])).toBe(1);
});
