import { expect, test } from 'vitest';
import { yuanToFen } from '#shared/base/money.ts';
import { day, type Instant } from '#shared/base/month.ts';
import type { DayReport } from '#shared/contract/view_report.ts';
import type { Figures } from '#shared/model/figures.ts';
import {
  acceptance,
  clerkRows,
  giftRows,
  isEmptyDay,
  offerRows,
  percentText,
  stockWord,
} from './report_rows.ts';

const figures = (said: number, accepted: number, claimed: number): Figures => ({
  visits: said,
  prepaid: yuanToFen(claimed + 100),
  claimed: yuanToFen(claimed),
  said,
  accepted,
  care: 0,
});

const empty: DayReport = {
  day: day('2026-11-21'),
  computedAt: 0 as Instant,
  total: figures(0, 0, 0),
  weekBefore: null,
  byClerk: [],
  byOffer: [],
  byHour: [],
  line: [],
  gifts: [],
  unusual: [],
  exceptions: [],
  looks: [],
  unfinished: 0,
  devices: [],
  restated: null,
  corrections: [],
  closed: null,
  unsent: 0,
  oldestUnsent: null,
  returned: [],
};

test('a rate needs something said', () => {
  expect(percentText(acceptance(0, 0))).toBe('—');
  expect(percentText(acceptance(42, 13))).toBe('31%');
  expect(percentText(acceptance(3, 0))).toBe('0%');
});

test('rows carry an id, a name in the language and the rate', () => {
  const report: DayReport = {
    ...empty,
    byClerk: [{ staff: 's1', name: '王芳', ...figures(4, 1, 50) }],
    byOffer: [
      {
        offer: 'gift',
        name: { zh: '存费送礼', en: 'Prepay for a gift' },
        said: 4,
        accepted: 1,
        later: 1,
        declined: 2,
        hasIt: 0,
        notSaid: 3,
        claimed: yuanToFen(50),
        isCare: false,
      },
      {
        offer: 'greeting',
        name: { zh: '生日问候', en: 'Birthday' },
        said: 2,
        accepted: 1,
        later: 0,
        declined: 1,
        hasIt: 0,
        notSaid: 0,
        claimed: yuanToFen(0),
        isCare: true,
      },
    ],
  };
  expect(clerkRows(report)).toMatchObject([{ id: 's1', name: '王芳', rate: 0.25 }]);
  expect(offerRows(report, 'en')).toMatchObject([
    { id: 'gift', name: 'Prepay for a gift', rate: 0.25, notSaid: 3 },
    // Care has a rate of its own: how much of it was welcome.
    { id: 'greeting', isCare: true, rate: 0.5 },
  ]);
  expect(isEmptyDay(report)).toBe(false);
  expect(isEmptyDay(empty)).toBe(true);
});

const gift = (id: string, left: number, drawnToday: number) => ({
  id,
  name: { zh: id, en: id },
  left,
  here: left,
  drawnToday,
  lastsDays: null,
});

test('stock is told in words, and what runs out stands first', () => {
  expect(stockWord(0, 0)).toBe('out');
  expect(stockWord(-1, 3)).toBe('out');
  expect(stockWord(5, 0)).toBe('low');
  expect(stockWord(9, 10)).toBe('low');
  expect(stockWord(10, 10)).toBe('enough');
  const rows = giftRows(
    { ...empty, gifts: [gift('oil', 80, 2), gift('cup', 4, 1), gift('rice', 0, 3)] },
    'zh-CN',
  );
  expect(rows.map((row) => row.id)).toEqual(['rice', 'cup', 'oil']);
});
