// What was stored is found by every usual way of writing it, and nothing else is found as such.
import { expect, test } from 'vitest';
import { checkFinding } from '#tests/fixtures/find_check.ts';

test('1,000 people are found in every way of writing their numbers and names, and nobody else', () => {
  const { searches, misses } = checkFinding(1_000, 3);
  expect(searches).toBeGreaterThan(50_000);
  expect(misses.slice(0, 10)).toEqual([]);
}, 120_000);

// Few names leave gaps between the first and the last.
test('in ten branches of 40 people too', () => {
  const misses = Array.from({ length: 10 }, (_, at) => checkFinding(40, 15 + at).misses).flat();
  expect(misses).toEqual([]);
}, 120_000);
