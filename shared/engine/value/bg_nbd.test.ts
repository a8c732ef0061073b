import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PurchaseParameters } from '#shared/model/lifetime_model.ts';
import {
  chanceAlive,
  expectedPurchases,
  expectedStay,
  logLikelihoodOf,
  type PurchaseHistory,
} from './bg_nbd.ts';
import { logGamma } from './special_functions.ts';

const CDNOW: PurchaseParameters = { regularity: 1, r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const parameters = fc.record({
  regularity: fc.integer({ min: 1, max: 6 }),
  r: positive(0.2, 8),
  alpha: positive(0.3, 15),
  a: positive(0.3, 6),
  b: positive(0.5, 12),
});
const histories: fc.Arbitrary<PurchaseHistory> = fc
  .tuple(fc.integer({ min: 0, max: 12 }), positive(0, 1), positive(0.5, 12))
  .map(([repeats, share, age]) => ({ repeats, lastAt: repeats === 0 ? 0 : share * age, age }));

/** Mean of `value` over p ~ Beta(a, b + x): midpoint rule on p = u^5 / (u^5 + (1 - u)^5), which tames the ends. */
function overDropout(
  { a, b }: PurchaseParameters,
  repeats: number,
  value: (p: number) => number,
): number {
  const steps = 4_000;
  const beta = b + repeats;
  const log = logGamma(a + beta) - logGamma(a) - logGamma(beta);
  let sum = 0;
  for (let i = 0; i < steps; i += 1) {
    const u = (i + 0.5) / steps;
    const [low, high] = [u ** 5, (1 - u) ** 5];
    const p = low / (low + high);
    const slope = (5 * (u * (1 - u)) ** 4) / (low + high) ** 2;
    const rest = high / (low + high);
    sum += value(p) * Math.exp(log + (a - 1) * Math.log(p) + (beta - 1) * Math.log(rest)) * slope;
  }
  return sum / steps;
}

const errorOf = (value: number, known: number): number =>
  Math.abs(value - known) / Math.max(1, Math.abs(known));
const CLOSE = 2e-4;

const gamma = (value: number): number => Math.exp(logGamma(value));
const beta = (p: number, q: number): number => (gamma(p) * gamma(q)) / gamma(p + q);

test('the likelihood of one history is that of the paper, written out', () => {
  const { r, alpha, a, b } = CDNOW;
  const [x, last, age] = [2, 30.43, 38.86];
  const rate = (gamma(r + x) * alpha ** r) / gamma(r);
  const alive = (beta(a, b + x) / beta(a, b)) * (rate / (alpha + age) ** (r + x));
  const gone = (beta(a + 1, b + x - 1) / beta(a, b)) * (rate / (alpha + last) ** (r + x));
  const found = logLikelihoodOf(CDNOW)({ repeats: x, lastAt: last, age });
  expect(found).toBeCloseTo(Math.log(alive + gone), 10);
});

test('long histories do not overflow', () => {
  const many = { repeats: 5_000, lastAt: 990, age: 1_000 };
  expect(Number.isFinite(logLikelihoodOf(CDNOW)(many))).toBe(true);
  expect(chanceAlive(CDNOW, many)).toBeLessThan(1e-9);
});

describe('chance to be alive', () => {
  test('the longer the silence after the last purchase, the smaller; regular buyers sooner', () => {
    fc.assert(
      fc.property(parameters, histories, positive(0.1, 6), (model, history, more) => {
        const now = chanceAlive(model, history);
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(1);
        const later = { ...history, age: history.age + more };
        expect(chanceAlive(model, later)).toBeLessThanOrEqual(now);
      }),
    );
    const [often, seldom] = [10, 2].map((repeats) =>
      chanceAlive(CDNOW, { repeats, lastAt: 20, age: 38 }),
    );
    expect(often).toBeLessThan(seldom ?? 0);
  });

  test('the more regular the purchases, the more a silence says', () => {
    const history = { repeats: 8, lastAt: 8, age: 12 };
    const at = (regularity: number): number =>
      chanceAlive({ regularity, r: 3, alpha: 3 / regularity, a: 0.5, b: 50 }, history);
    expect(at(2)).toBeLessThan(at(1));
    expect(at(6)).toBeLessThan(at(2) / 10);
  });

  test('without a repeat nobody can have left', () => {
    expect(chanceAlive(CDNOW, { repeats: 0, lastAt: 0, age: 38 })).toBe(1);
  });
});

describe('what is to be expected', () => {
  test('purchases: the formula is the integral over rate and dropout', () => {
    fc.assert(
      fc.property(parameters, histories, positive(0.5, 24), (model, history, time) => {
        const k = model.r + history.repeats * model.regularity;
        const u = model.alpha + history.age;
        const known = overDropout(
          model,
          history.repeats,
          (p) => -Math.expm1(-k * Math.log1p((p * time) / (u * model.regularity))) / p,
        );
        const whole = chanceAlive(model, history) * known;
        expect(errorOf(expectedPurchases(model, history, time), whole)).toBeLessThan(CLOSE);
      }),
      { numRuns: 60 },
    );
  });

  test('stay: the chance to be there, summed over the time', () => {
    fc.assert(
      fc.property(parameters, histories, positive(0.5, 24), (model, history, time) => {
        const k = model.r + history.repeats * model.regularity;
        const u = model.alpha + history.age;
        const there = (p: number): number => {
          const pace = p / (u * model.regularity);
          return -Math.expm1((1 - k) * Math.log1p(pace * time)) / (pace * (k - 1));
        };
        const whole = chanceAlive(model, history) * overDropout(model, history.repeats, there);
        expect(errorOf(expectedStay(model, history, time), whole)).toBeLessThan(CLOSE);
      }),
      { numRuns: 60 },
    );
  });

  test('more time brings more, never more stay than time; the holes of the formulas are filled', () => {
    fc.assert(
      fc.property(parameters, histories, positive(0.5, 24), (model, history, time) => {
        const stay = expectedStay(model, history, time);
        expect(stay).toBeGreaterThanOrEqual(0);
        expect(stay).toBeLessThanOrEqual(time);
        expect(expectedStay(model, history, time * 1.5)).toBeGreaterThanOrEqual(stay - 1e-7);
        expect(expectedPurchases(model, history, time * 1.5)).toBeGreaterThanOrEqual(
          expectedPurchases(model, history, time) - 1e-7,
        );
      }),
    );
    const history = { repeats: 0, lastAt: 0, age: 6 };
    const at = (r: number, a: number): number =>
      expectedStay({ regularity: 1, r, alpha: 4, a, b: 2 }, history, 12);
    expect(at(1, 1)).toBeCloseTo(at(1.001, 1.001), 2);
    expect(at(1, 0.8)).toBeCloseTo(at(1.000_01, 0.8), 3);
    expect(at(2, 1)).toBeCloseTo(at(2, 1.000_01), 3);
    const [atHole, beside] = [1, 1.000_01].map((a) =>
      expectedPurchases({ ...CDNOW, a }, { repeats: 0, lastAt: 0, age: 0 }, 39),
    );
    expect(atHole).toBeCloseTo(beside ?? 0, 4);
  });
});
