import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { day } from '#shared/base/month.ts';
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
          const model = modelOf(
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
