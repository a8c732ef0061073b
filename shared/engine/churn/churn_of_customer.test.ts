import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { day } from '#shared/base/month.ts';
import { churnModelSchema, type LogisticModel } from '#shared/model/churn_model.ts';
import { logistic, partOfScore } from './column.ts';
import { churnOfCustomer } from './churn_of_customer.ts';
import { CHURN_FEATURES } from './features.ts';
import { churnHistory, latestCompleteMonth } from './history.ts';
import { churnReasonText } from './reason_text.ts';
import { columnOf, customerOf, modelOf, usageOf } from './test_churn.ts';

const FALLS = modelOf([
  columnOf('data-fall', -2),
  columnOf('voice-fall', -1),
  columnOf('tenure', 0),
]);

describe('the chance', () => {
  it('is that of the model', () => {
    const customer = customerOf({ months: [usageOf(8), usageOf(9), usageOf(10, { dataKb: 0 })] });
    const score = -2 - 2 * Math.log(10 / 2_058);
    expect(churnOfCustomer(customer, FALLS)?.chance).toBeCloseTo(logistic(score), 4);
  });

  it('is not told of whom the model cannot speak', () => {
    expect(churnOfCustomer(customerOf({ months: [] }), FALLS)).toBeNull();
    const silent = usageOf(10, { voiceMinutes: 0, dataKb: 0 });
    expect(churnOfCustomer(customerOf({ months: [usageOf(9), silent] }), FALLS)).toBeNull();
    expect(churnOfCustomer(customerOf({ asOf: day('2026-06-29') }), FALLS)).toBeNull();
    expect(churnOfCustomer(customerOf(), modelOf([columnOf('from-the-future', 1)]))).toBeNull();
  });

  it('is not told by a model that is not calibrated', () => {
    const metrics = { ...FALLS.metrics, calibrationError: 0.031 };
    expect(churnOfCustomer(customerOf(), FALLS)).not.toBeNull();
    expect(churnOfCustomer(customerOf(), { ...FALLS, metrics })).toBeNull();
  });
});

describe('the reasons', () => {
  it('are the strongest first, one of a subject, three at most', () => {
    const customer = customerOf({
      since: day('2026-06-01'),
      lastComplaint: day('2026-09-12'),
      months: [usageOf(8), usageOf(9), usageOf(10, { voiceMinutes: 50, dataKb: 200 * 1_024 })],
    });
    const model = modelOf([
      columnOf('voice-fall', -1),
      columnOf('voice-low', 0.01),
      columnOf('data-fall', -3),
      columnOf('tenure', 1),
      columnOf('complaint', 0.1),
    ]);
    const churn = churnOfCustomer(customer, model);
    expect(churn?.reasons).toEqual([
      { code: 'data-fall', value: 90, since: '2026-09' },
      { code: 'complaint', value: 49, since: '2026-09' },
      { code: 'tenure', value: 4, since: null },
    ]);
  });

  it('come from features that raise the chance, and have words; the chance is a share', () => {
    const amount = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(amount, amount, amount, amount), { maxLength: 12 }),
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 20, maxLength: 20 }),
        fc.constantFrom(null, day('2026-09-30'), day('2026-12-31')),
        (uses, weights, contractEnd) => {
          const months = uses.map(([voice, data, spend, topUp], at) =>
            usageOf(Math.max(1, 11 - uses.length + at), {
              voiceMinutes: voice,
              dataKb: data * 1_024,
              spend: fen(spend * 100),
              topUp: fen(topUp * 100),
              topUpCount: Math.ceil(topUp / 100),
            }),
          );
          const customer = customerOf({ months: months.slice(-10), contractEnd });
          const model: LogisticModel = modelOf(
            CHURN_FEATURES.map(({ code }, at) => columnOf(code, weights[at] ?? 0)),
          );
          const churn = churnOfCustomer(customer, model);
          const last = latestCompleteMonth(customer);
          const history = last === null ? null : churnHistory(customer, last);
          if (churn === null || history === null) return;
          expect(churn.chance).toBeGreaterThanOrEqual(0);
          expect(churn.chance).toBeLessThanOrEqual(1);
          expect(churn.reasons.length).toBeLessThanOrEqual(3);
          const pushes = churn.reasons.map(({ code }) => {
            const column = model.columns.find((each) => each.code === code);
            const feature = CHURN_FEATURES.find((each) => each.code === code);
            if (!column || !feature) throw new Error(code);
            return partOfScore(feature.value(history), column);
          });
          for (const push of pushes) expect(push).toBeGreaterThan(0);
          expect(pushes).toEqual(pushes.toSorted((a, b) => b - a));
          for (const reason of churn.reasons) {
            const text = churnReasonText(reason, 'CNY');
            for (const words of [text.zh, text.en])
              expect(words).not.toMatch(
                /NaN|null|undefined|habits have changed|使用习惯|前些时候|earlier months/,
              );
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

const term = (code: string, cuts: number[], values: number[], blank = 0) => ({
  code,
  blank,
  cuts,
  values,
});

describe('the additive model', () => {
  const { metrics, calibration } = FALLS;
  const proof = {
    auc: [0.88, 0.92],
    brier: [0.04, 0.06],
    calibrationError: [0, 0.02],
    largestGap: { tenth: 2, gap: 0.01, range: [-0.01, 0.03] },
    fit: { statistic: 9, p: 0.5 },
    word: 'calibrated',
    bands: [{ from: 0, low: 0, high: 1 }],
  } as const;
  const model = churnModelSchema.parse({
    kind: 'additive',
    version: 'churn-additive',
    trainedAt: '2026-10-31',
    intercept: -2,
    terms: [
      term('tenure', [6, 24], [1.5, 0.25, -1]),
      term('complaint', [30, 90], [0.75, 0.5, 0.1], -0.25),
      term('silent-months', [1], [0, 2]),
    ],
    pairs: [
      {
        codes: ['tenure', 'complaint'],
        cuts: [[12], [60]],
        values: [
          [0, 0, 0],
          [0.25, 0.5, 0],
          [-0.25, 0, 0.125],
        ],
      },
    ],
    calibration,
    metrics: { ...metrics, proof },
  });
  const newcomer = customerOf({ since: day('2026-06-01'), lastComplaint: day('2026-09-12') });

  it('adds up its terms, a pair by both figures, a blank by its own part', () => {
    // Tenure 4, a complaint 49 days ago: 1.5 + 0.5, and 0.5 of both together.
    expect(churnOfCustomer(newcomer, model)?.chance).toBeCloseTo(logistic(-2 + 2.5), 4);
    // Long with us and no complaint on record: -1 - 0.25, and -0.25 together.
    expect(churnOfCustomer(customerOf(), model)?.chance).toBeCloseTo(logistic(-3.5), 4);
  });

  it('gives the terms that raise the chance as reasons, strongest first', () => {
    expect(churnOfCustomer(newcomer, model)?.reasons).toEqual([
      { code: 'tenure', value: 4, since: null },
      { code: 'complaint', value: 49, since: '2026-09' },
    ]);
  });

  it('says what such customers really did where it is not sure of the chance', () => {
    const bands = [
      { from: 0.5, low: 0.43219, high: 0.71 },
      { from: 0.1, low: 0.07, high: 0.24 },
      { from: 0, low: 0, high: 0.04 },
    ];
    const rough = churnModelSchema.parse({
      ...model,
      metrics: { ...metrics, proof: { ...proof, word: 'rough', bands } },
    });
    expect(churnOfCustomer(newcomer, rough)?.band).toEqual([0.4322, 0.71]);
    expect(churnOfCustomer(customerOf(), rough)?.band).toEqual([0, 0.04]);
    expect(churnOfCustomer(newcomer, model)).not.toHaveProperty('band');
  });

  it('is silent when its chances are off, or it knows what this engine does not', () => {
    const off = { ...model, metrics: { ...metrics, proof: { ...proof, word: 'off' as const } } };
    expect(churnOfCustomer(newcomer, churnModelSchema.parse(off))).toBeNull();
    const other = { ...model, terms: [term('from-the-future', [], [1])], pairs: [] };
    expect(churnOfCustomer(newcomer, churnModelSchema.parse(other))).toBeNull();
  });
});
