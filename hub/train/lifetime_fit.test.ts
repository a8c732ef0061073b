// Both models on the buyers of CDNOW, on whom they were published.
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom, type Random } from '#shared/base/random.ts';
import {
  chanceAlive,
  expectedPurchases,
  logLikelihoodOf,
  type PurchaseHistory,
} from '#shared/engine/value/bg_nbd.ts';
import { expectedSpend, type SpendHistory } from '#shared/engine/value/gamma_gamma.ts';
import type { PurchaseParameters, SpendParameters } from '#shared/model/lifetime_model.ts';
import { type Fit, fitPurchases, fitSpend } from './lifetime_fit.ts';
import { type Buyer, HOLDOUT_WEEKS, readBuyers, readSummary } from './test_cdnow.ts';

const summary = readSummary();
const published: readonly PurchaseHistory[] = summary.map(([, x = 0, last = 0, age = 0]) => ({
  repeats: x,
  lastAt: last,
  age,
}));
const spends = (buyers: readonly Buyer[]): readonly SpendHistory[] =>
  buyers
    .filter(({ repeats }) => repeats > 0)
    .map(({ repeats, mean }) => ({ count: repeats, mean, meanLog: null }));

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
const likelihoodAt = (parameters: PurchaseParameters): number =>
  sum(published.map(logLikelihoodOf(parameters)));

const NEW: PurchaseHistory = { repeats: 0, lastAt: 0, age: 0 };

let buyers: readonly Buyer[];
let purchase: Fit<PurchaseParameters>;
let spend: Fit<SpendParameters>;

beforeAll(() => {
  buyers = readBuyers();
  const fits = [fitPurchases(published, 1), fitSpend(spends(buyers))] as const;
  if (!fits[0].ok || !fits[1].ok) throw new Error('no fit');
  purchase = fits[0].value;
  spend = fits[1].value;
});

test('the summary follows from the text, all 2,357 buyers of it', () => {
  const derived = buyers.map(({ id, repeats, lastAt, age, mean }) => [
    id,
    repeats,
    lastAt.toFixed(2),
    age.toFixed(2),
    mean,
  ]);
  expect(derived).toHaveLength(2_357);
  for (const [index, [id, x, lastAt, age, mean]] of summary.entries()) {
    const own = derived[index] ?? [];
    expect(own.slice(0, 4)).toEqual([id, x, lastAt?.toFixed(2), age?.toFixed(2)]);
    expect(Math.abs(Number(own[4]) - (mean ?? 0))).toBeLessThan(0.005_001);
  }
});

describe('BG/NBD (Fader, Hardie and Lee 2005)', () => {
  test('the parameters to three digits after the point, the log-likelihood to one', () => {
    const { r, alpha, a, b } = purchase.parameters;
    expect([r, alpha, a, b].map((value) => value.toFixed(3))).toEqual([
      '0.243',
      '4.414',
      '0.793',
      '2.426',
    ]);
    expect(purchase.logLikelihood.toFixed(1)).toBe('-9582.4');
  });

  test('the first buyer is expected 1.226 times in the next 39 weeks', () => {
    const [first] = published;
    if (!first) throw new Error('no buyer');
    expect(expectedPurchases(purchase.parameters, first, 39)).toBeCloseTo(1.226, 3);
  });

  test('the order of the customers does not matter; nobody who came back: no fit', () => {
    const thinned = published.filter((_, index) => index % 4 === 0);
    const once = fitPurchases(thinned, 1);
    const again = fitPurchases(thinned.toReversed(), 1);
    if (!once.ok || !again.ok) throw new Error('no fit');
    expect(again.value.parameters.r).toBeCloseTo(once.value.parameters.r, 4);
    expect(again.value.parameters.b).toBeCloseTo(once.value.parameters.b, 2);
    const never = published.map(({ age }) => ({ repeats: 0, lastAt: 0, age }));
    expect(fitPurchases(never, 1)).toEqual({ ok: false, error: { type: 'no-repeats' } });
  });

  test('no small step away from the maximum is likelier', () => {
    const best = likelihoodAt(purchase.parameters);
    expect(best).toBeCloseTo(purchase.logLikelihood, 6);
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      for (const factor of [0.999, 1.001]) {
        const moved = { ...purchase.parameters, [name]: purchase.parameters[name] * factor };
        expect(likelihoodAt(moved)).toBeLessThan(best);
      }
    }
  });

  test('by week 78 all repeat purchases are foretold four percent short, as in the paper', () => {
    expect(HOLDOUT_WEEKS).toBe(39);
    const actual = sum(buyers.map(({ repeats, bought }) => repeats + bought));
    const foretold = sum(
      buyers.map(({ age }) => expectedPurchases(purchase.parameters, NEW, age + HOLDOUT_WEEKS)),
    );
    expect(actual).toBe(4_339);
    expect(foretold / actual).toBeGreaterThan(0.955);
    expect(foretold / actual).toBeLessThan(0.965);
  });

  test('weeks 40 to 78 by purchases in weeks 1 to 39: the actual means of the paper, and near them', () => {
    const groups = [0, 1, 2, 3, 4, 5, 6, 7].map((x) =>
      buyers.filter(({ repeats }) => Math.min(repeats, 7) === x),
    );
    const actual = groups.map((group) => sum(group.map(({ bought }) => bought)) / group.length);
    const foretold = groups.map(
      (group) =>
        sum(group.map((buyer) => expectedPurchases(purchase.parameters, buyer, HOLDOUT_WEEKS))) /
        group.length,
    );
    expect(actual.map((value) => value.toFixed(3))).toEqual([
      '0.237',
      '0.697',
      '1.393',
      '1.560',
      '2.532',
      '2.947',
      '3.862',
      '6.359',
    ]);
    for (const [x, value] of foretold.entries()) {
      expect(Math.abs(value - (actual[x] ?? 0))).toBeLessThan(0.37);
    }
    expect(foretold.toSorted((a, b) => a - b)).toEqual(foretold);
  });
});

describe('Gamma-Gamma (Fader and Hardie 2013)', () => {
  test('p 6.25, q 3.74, gamma 15.44 on the 946 who came back', () => {
    expect(spends(buyers)).toHaveLength(946);
    const { p, q, gamma } = spend.parameters;
    expect([p, q, gamma].map((value) => value.toFixed(2))).toEqual(['6.25', '3.74', '15.44']);
  });

  test('means rounded to the cent move gamma by less than a cent', () => {
    const rounded = fitSpend(
      summary
        .filter(([, x = 0]) => x > 0)
        .map(([, x = 0, , , mean = 0]) => ({ count: x, mean, meanLog: null })),
    );
    if (!rounded.ok) throw new Error('no fit');
    expect(rounded.value.parameters.gamma).toBeCloseTo(spend.parameters.gamma, 1);
  });

  test('what the first two buyers will pay: drawn from their own means towards that of all', () => {
    const [first, second] = spends(buyers);
    if (!first || !second) throw new Error('no buyers');
    expect(expectedSpend(spend.parameters, first)).toBeCloseTo(24.66, 1);
    expect(expectedSpend(spend.parameters, second)).toBeCloseTo(18.91, 1);
  });
});

describe('customers made by lot', () => {
  test('regular ones, three steps to a purchase: who left is found, and the fit knows the lot', () => {
    const truth: PurchaseParameters = { regularity: 3, r: 3, alpha: 1, a: 1, b: 9 };
    const random = createRandom(7);
    const made = Array.from({ length: 1_500 }, () => drawCustomer(truth, 12, random));
    const fitted = fitPurchases(
      made.map(({ history }) => history),
      3,
    );
    if (!fitted.ok) throw new Error('no fit');
    const { r, alpha, a, b } = fitted.value.parameters;
    expect(r).toBeGreaterThan(2.6);
    expect(r).toBeLessThan(3.4);
    expect(r / alpha).toBeCloseTo(3, 0);
    expect(a / (a + b)).toBeCloseTo(0.1, 1);
    // Of ten groups by their chance, each has about as many that are still there.
    const byChance = made
      .map(({ history, isAlive }) => ({
        chance: chanceAlive(fitted.value.parameters, history),
        isAlive,
      }))
      .toSorted((x, y) => x.chance - y.chance);
    for (let group = 0; group < 10; group += 1) {
      const members = byChance.slice(group * 150, (group + 1) * 150);
      const foretold = members.reduce((sum, { chance }) => sum + chance, 0) / 150;
      const share = members.filter(({ isAlive }) => isAlive).length / 150;
      expect(Math.abs(foretold - share)).toBeLessThan(0.12);
    }
    expect(byChance[0]?.chance).toBeLessThan(0.01);
  });

  test('payments tell how much those of one customer differ; their means alone hardly do', () => {
    const random = createRandom(11);
    const made = Array.from({ length: 2_000 }, () => {
      const scale = 100 / drawGamma(3, random);
      const payments = Array.from({ length: 9 }, () => drawGamma(8, random) * scale);
      const mean = payments.reduce((sum, one) => sum + one, 0) / 9;
      const meanLog = payments.reduce((sum, one) => sum + Math.log(one), 0) / 9;
      return { count: 9, mean, meanLog };
    });
    const fitted = fitSpend(made);
    if (!fitted.ok) throw new Error('no fit');
    const { p, q, gamma } = fitted.value.parameters;
    expect(Math.abs(p / 8 - 1)).toBeLessThan(0.05);
    expect(Math.abs(q / 3 - 1)).toBeLessThan(0.12);
    expect(Math.abs(gamma / 100 - 1)).toBeLessThan(0.15);
  });
});

/** Sum of exponentials: shape a whole number. */
function drawGamma(shape: number, random: Random): number {
  let sum = 0;
  for (let i = 0; i < shape; i += 1) sum -= Math.log(1 - random());
  return sum;
}

/** Followed for up to `time` from the first purchase on; joined at a random moment of it. Whole r, a and b. */
function drawCustomer(
  { regularity, r, alpha, a, b }: PurchaseParameters,
  time: number,
  random: Random,
): { readonly history: PurchaseHistory; readonly isAlive: boolean } {
  const rate = drawGamma(r, random) / alpha;
  const [leaving, staying] = [drawGamma(a, random), drawGamma(b, random)];
  const dropout = leaving / (leaving + staying);
  const age = time * (0.3 + 0.7 * random());
  let [repeats, lastAt] = [0, 0];
  for (;;) {
    const next = lastAt + drawGamma(regularity, random) / rate;
    if (next > age) return { history: { repeats, lastAt, age }, isAlive: true };
    repeats += 1;
    lastAt = next;
    if (random() < dropout) return { history: { repeats, lastAt, age }, isAlive: false };
  }
}
