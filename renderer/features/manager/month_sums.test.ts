import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { day } from '#shared/base/month.ts';
import type { MonthDay } from '#shared/contract/view_report.ts';
import { byWeek, byWeekday } from './month_sums.ts';

const of = (on: string, visits: number): MonthDay => ({
  day: day(on),
  figures: {
    visits,
    prepaid: fen(visits * 100),
    claimed: fen(visits),
    said: 1,
    accepted: 0,
    care: 0,
  },
  unfinished: 0,
  isClosed: false,
  isRestated: false,
});

/** A Sunday, the Monday after it, and the Monday a week later. */
const DAYS = [of('2026-11-01', 1), of('2026-11-02', 2), of('2026-11-09', 4)];

test('weeks go from Monday to Sunday, and are named by their days of the month', () => {
  expect(byWeek(DAYS).map(({ from, to, figures }) => [from, to, figures.visits])).toEqual([
    ['2026-11-01', '2026-11-01', 1],
    ['2026-11-02', '2026-11-02', 2],
    ['2026-11-09', '2026-11-09', 4],
  ]);
});

test('weekdays add up over the weeks, Monday first', () => {
  expect(byWeekday(DAYS).map(({ weekday, figures }) => [weekday, figures.prepaid])).toEqual([
    ['1', 600],
    ['7', 100],
  ]);
});
