// Historic, current and potential value of one customer.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { addMonths, month } from '#shared/base/month.ts';
import type { Plan, UsageMonth } from '#shared/model/customer.ts';
import type { LifetimeModel } from '#shared/model/lifetime_model.ts';
import type { RetentionPolicy } from '#shared/model/policy.ts';
import { historiesOfMonths, lifetimeOfCustomer, roomToGrow } from './lifetime.ts';

const RUNGS = [3_000, 6_000, 9_000, 16_000].map(fen);
const MODEL: LifetimeModel = {
  version: 'lifetime-2026-10-test',
  asOf: month('2026-10'),
  currency: 'CNY',
  customers: 1_000,
  logLikelihood: -1,
  purchase: { regularity: 3, r: 6, alpha: 2, a: 0.5, b: 20 },
  spend: { p: 20, q: 3, gamma: 500 },
  rungs: RUNGS,
};

/** Oldest first, ending with October 2026: what was topped up, fen; spend the same each month. */
const months = (topUps: readonly number[], spend = 5_000): UsageMonth[] =>
  topUps.map((topUp, index) => ({
    month: addMonths(month('2026-10'), index - topUps.length + 1),
    spend: fen(spend),
    voiceMinutes: 100,
    dataKb: 1_000,
    topUp: fen(topUp),
    topUpCount: topUp > 0 ? 1 : 0,
    lastTopUp: fen(topUp),
  }));
const EVERY_MONTH = Array<number>(12).fill(5_000);
const valueOf = (rows: readonly UsageMonth[], plan: Plan | null = null) =>
  lifetimeOfCustomer({ months: [...rows], plan }, MODEL, null);

describe('what the models see', () => {
  test('the first top-up starts the clock, in the middle of its month', () => {
    const seen = historiesOfMonths(months([0, 0, 50, 0, 50, 50, 0, 0]));
    expect(seen?.purchase).toEqual({ repeats: 2, lastAt: 3, age: 5.5 });
    expect(seen?.spend.count).toBe(8);
    expect(seen?.spend.meanLog).toBeCloseTo(Math.log(5_000), 12);
  });

  test('several top-ups of a month are spread over it; money without a count is one', () => {
    const [first, ...rest] = months([50, 0, 50, 0]);
    if (!first) throw new Error('no month');
    const seen = historiesOfMonths([
      { ...first, topUpCount: 2 },
      ...rest.map((row) => ({ ...row, topUpCount: 0 })),
    ]);
    expect(seen?.purchase).toEqual({ repeats: 2, lastAt: 2.25, age: 3.75 });
    const once = historiesOfMonths([{ ...first, topUpCount: 2 }, ...months([0, 0])]);
    expect(once?.purchase).toMatchObject({ repeats: 1, lastAt: 0.5 });
  });

  test('months that the source leaves out count as time; months after the last sign of life are not lived', () => {
    const rows = months([5_000, 0, 0, 5_000, 0, 0, 0]).filter((_, index) => index !== 1);
    const quiet = rows.map((row, index) =>
      index === 1 || index > 2 ? { ...row, spend: fen(0) } : row,
    );
    expect(historiesOfMonths(quiet)).toEqual({
      purchase: { repeats: 1, lastAt: 3, age: 6.5 },
      spend: { count: 2, mean: 5_000, meanLog: Math.log(5_000) },
      billed: 2 / 3,
    });
  });

  test.each([
    ['two months', months([50, 50])],
    ['none', []],
    ['never topped up', months([0, 0, 0, 0, 0, 0])],
    ['never spent', months([50, 50, 50, 50], 0)],
    ['only refunds', months([50, 50, 50, 50], -100)],
  ])('too little history says so: %s', (_, rows) => {
    expect(historiesOfMonths(rows)).toBeNull();
    expect(valueOf(rows)).toBeNull();
  });
});

describe('value', () => {
  test('a regular: a tenth of all that was spent, nearly a year ahead, and the way to the next group', () => {
    const found = valueOf(months(EVERY_MONTH));
    expect(found).toMatchObject({ historic: 6_000, model: MODEL.version });
    expect(found?.months).toBeGreaterThan(9);
    expect(found?.months).toBeLessThanOrEqual(12);
    expect(found?.current).toBeGreaterThan(9 * 480);
    expect(found?.current).toBeLessThan(12 * 510);
    expect(found?.potential).toBeGreaterThan(9 * 380);
    expect(found?.potential).toBeLessThan(12 * 420);
  });

  test('silence costs months, and with them money', () => {
    const quiet = valueOf(months([...EVERY_MONTH.slice(4), 0, 0, 0, 0]));
    const regular = valueOf(months(EVERY_MONTH));
    expect(quiet?.months).toBeLessThan((regular?.months ?? 0) * 0.6);
    expect(quiet?.current).toBeLessThan((regular?.current ?? 0) * 0.6);
    expect(quiet?.historic).toBe(regular?.historic);
  });

  test('horizon and margin are those of HQ’s policy', () => {
    const retention: RetentionPolicy = {
      horizonMonths: 6,
      marginPercent: 40,
      directCost: fen(0),
      leaningPercent: 0,
      systemCost: fen(0),
      fromChance: 40,
    };
    const customer = { months: months(EVERY_MONTH), plan: null };
    const found = lifetimeOfCustomer(customer, MODEL, { retention });
    expect(found?.historic).toBe(24_000);
    expect(found?.months).toBeLessThanOrEqual(6);
    expect(lifetimeOfCustomer(customer, MODEL, { retention: null })).toEqual(
      lifetimeOfCustomer(customer, MODEL, null),
    );
  });

  test('never negative, never more months than the horizon, never more than twice with a group alone', () => {
    const row = fc.record({
      spend: fc.integer({ min: -2_000, max: 30_000 }),
      topUp: fc.constantFrom(0, 0, 3_000, 10_000),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const found = valueOf(
          months(rows.map(({ topUp }) => topUp)).map((one, index) => ({
            ...one,
            spend: fen(rows[index]?.spend ?? 0),
          })),
        );
        if (found === null) return;
        const { historic, current, potential, months: ahead } = found;
        for (const money of [historic, current, potential]) {
          expect(Number.isSafeInteger(money)).toBe(true);
          expect(money).toBeGreaterThanOrEqual(0);
        }
        expect(ahead).toBeLessThanOrEqual(12);
        expect(potential).toBeLessThanOrEqual(current + 1);
      }),
    );
  });
});

describe('room to grow', () => {
  test.each([
    [5_000, 4_000],
    [3_100, 2_900],
    [4_400, 1_600],
    [1_000, 1_000],
    [7_400, 1_600],
    [7_600, 7_600],
    [12_000, 4_000],
    [16_000, 0],
    [90_000, 0],
  ])('from %d fen a month: %d more', (spend, room) => {
    expect(roomToGrow(spend, 0, RUNGS)).toBe(room);
  });

  test('a plan that is not used in full is room too', () => {
    expect(roomToGrow(5_000, 9_900, RUNGS)).toBe(4_900);
    expect(roomToGrow(5_000, 5_100, RUNGS)).toBe(4_000);
    expect(roomToGrow(5_000, 2_000, RUNGS)).toBe(4_000);
  });
});
