// A gift's day of running out, by what went in the last two weeks or since the branch began.
import { expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import { lastsDays, paceFrom } from './gift_pace.ts';

const TODAY = day('2026-11-29');

test('two weeks’ pace, and of a branch that is younger its own', () => {
  expect(paceFrom(TODAY)).toBe('2026-11-16');
  const since = (first: string | null) => ({
    day: TODAY,
    first: first === null ? null : day(first),
  });
  expect(lastsDays(30, 28, since('2026-11-16'))).toBe(15);
  // Ten a day since the day before yesterday.
  expect(lastsDays(30, 30, since('2026-11-27'))).toBe(3);
  expect(lastsDays(30, 10, since('2026-11-29'))).toBe(3);
  expect(lastsDays(0, 5, since('2026-11-16'))).toBe(0);
  expect(lastsDays(30, 0, since('2026-11-16'))).toBeNull();
  expect(lastsDays(30, 0, since(null))).toBeNull();
});
