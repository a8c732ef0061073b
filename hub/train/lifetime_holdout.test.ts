// Lifetime value on real prepaid customers (India 2014, four months each): June to August foretell September.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { month } from '#shared/base/month.ts';
import { historiesOfMonths } from '#shared/engine/value/lifetime.ts';
import type { UsageMonth } from '#shared/model/customer.ts';
import type { LifetimeModel } from '#shared/model/lifetime_model.ts';
import { fitLifetime } from './lifetime_fit.ts';
import { foretell } from './lifetime_holdout.ts';
import { regularityOf } from './lifetime_regularity.ts';
import { rungsOf, shapeOf } from './lifetime_shape.ts';

const FILE = '../shared/data/prepaid_usage_4_months.csv';
let records: readonly UsageMonth[][];

beforeAll(() => {
  const rows: readonly Readonly<Record<string, string>>[] = parse(readFileSync(FILE), {
    columns: true,
  });
  records = rows.map((row) =>
    [6, 7, 8, 9].map((n) => ({
      month: month(`2014-0${n}`),
      spend: fen(Math.round(Number(row[`arpu_${n}`]) * 100)),
      voiceMinutes: 0,
      dataKb: 0,
      topUp: fen(Math.round(Number(row[`total_rech_amt_${n}`]) * 100)),
      topUpCount: Number(row[`total_rech_num_${n}`]),
      lastTopUp: fen(0),
    })),
  );
});

test('spend and top-ups of the month held back are foretold much better than by the plain mean', () => {
  const found = foretell(records, 1);
  if (!found.ok) throw new Error(found.error.type);
  const { customers, spend, topUps } = found.value;
  expect(customers).toBeGreaterThan(980);
  // Rupees a customer, as docs/value.md has them.
  expect([spend.error, spend.naiveError].map((fen) => Math.round(fen / 100))).toEqual([202, 300]);
  expect(topUps.error).toBeLessThan(topUps.naiveError * 0.8);
  expect(Math.abs(spend.predicted / spend.actual - 1)).toBeLessThan(0.12);
});

test('the more months since the last top-up, the fewer to be expected; a fifth hold twice their share', () => {
  const histories = records.flatMap((months) => historiesOfMonths(months) ?? []);
  const regularity = regularityOf(records);
  // Many small top-ups, as they are needed: at random.
  expect(regularity).toBe(1);
  const fitted = fitLifetime(histories, regularity);
  if (!fitted.ok) throw new Error(fitted.error.type);
  const model: LifetimeModel = {
    version: 'prepaid',
    asOf: month('2014-09'),
    currency: 'INR',
    customers: histories.length,
    logLikelihood: fitted.value.purchase.logLikelihood,
    purchase: fitted.value.purchase.parameters,
    spend: fitted.value.spend.parameters,
    rungs: rungsOf(histories.map(({ spend, billed }) => spend.mean * billed)),
  };
  const meanStay = (silent: number): number => {
    const group = records.filter(
      (months) => months.findLastIndex(({ topUpCount }) => topUpCount !== 0) === 3 - silent,
    );
    return shapeOf(
      group.map((months) => ({ months, plan: null })),
      model,
      null,
    ).months;
  };
  const stays = [0, 1, 2].map(meanStay);
  expect(stays[0]).toBeGreaterThan(11);
  expect(stays[1]).toBeLessThan(10.5);
  expect(stays[2]).toBeLessThan(7);
  const all = shapeOf(
    records.map((months) => ({ months, plan: null })),
    model,
    null,
  );
  expect(Math.round(all.topFifth)).toBe(44);
  expect(all.bearable).toBeGreaterThan(0);
});
