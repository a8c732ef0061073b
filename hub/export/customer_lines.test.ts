import { expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import { isHeldOut } from '#shared/engine/funnel/holdout.ts';
import { OUTSIDE_MODEL } from '#shared/model/customer.ts';
import { madeUpCustomers } from '#hub/simulate/customer_sources.ts';
import { exportHeader, exportLine } from './customer_lines.ts';

const BRANCH = { code: 'B-01', currency: 'CNY' } as const;

const TODAY = day('2026-11-18');
const [batch] = madeUpCustomers(1, 1, TODAY);
const customer = batch?.customers[0]?.customer;
if (!customer) throw new Error('no customer');

const cells = (line: string): Readonly<Record<string, string>> => {
  const values = line.trim().split(',');
  return Object.fromEntries(
    exportHeader(['offer_1'])
      .trim()
      .split(',')
      .map((name, at) => [name, values[at] ?? '']),
  );
};

test("a line joins what the hub knows to HQ's own account", () => {
  const score = {
    asOf: day('2026-10-31'),
    valueGroup: 'gold',
    stage: 'growing',
    risks: ['leaving', 'silent'],
    labels: [],
    consumption: null,
    behaviour: 'evening',
    churn: { chance: 0.123_46, model: 'churn-1', reasons: [] },
    lifetime: null,
  } as unknown as typeof customer.score;
  const line = exportLine(BRANCH, { ...customer, account: 'A,1', score }, TODAY, 100);
  expect(line).toContain('"A,1"');
  expect(
    cells(exportLine(BRANCH, { ...customer, account: 'A1', score }, TODAY, 100)),
  ).toMatchObject({
    offer_1: '',
    branch: 'B-01',
    account: 'A1',
    customer: String(customer.id),
    value_group: 'gold',
    consumption: '',
    risks: 'leaving silent',
    churn_chance: '0.1235',
    churn_told: 'percent',
    churn_low: '',
    churn_high: '',
    churn_model: 'churn-1',
    value_current: '',
    held_out: '1',
  });
});

test('of a chance that is not sure the line says what the counter says: of ten such customers so many', () => {
  const churn = { chance: 0.314, band: [0.2, 0.41], model: 'churn-1', reasons: [] };
  const score = { risks: [], labels: [], churn } as unknown as typeof customer.score;
  expect(cells(exportLine(BRANCH, { ...customer, score }, TODAY, 0))).toMatchObject({
    churn_chance: '0.3140',
    churn_told: 'of-ten',
    churn_low: '0.2000',
    churn_high: '0.4100',
    churn_model: 'churn-1',
  });
});

test('what a catalog would say stands behind', () => {
  expect(cells(exportLine(BRANCH, customer, TODAY, 0, ['data-pack']))['offer_1']).toBe('data-pack');
});

test("of a value of HQ's own nothing is said but that value", () => {
  const lifetime = { historic: 0, current: 36_050, potential: 0, months: 0, model: OUTSIDE_MODEL };
  const score = { risks: [], labels: [], lifetime } as unknown as typeof customer.score;
  expect(cells(exportLine(BRANCH, { ...customer, score }, TODAY, 0))).toMatchObject({
    value_historic: '',
    value_current: '360.50',
    value_potential: '',
    months_to_stay: '',
    value_model: 'outside',
  });
});

test('who is held out is who hears nothing at the counter', () => {
  const ids = Array.from({ length: 400 }, (_, index) => index + 1);
  const told = ids.filter(
    (id) => cells(exportLine(BRANCH, { ...customer, id }, TODAY, 10))['held_out'] === '1',
  );
  expect(told).toEqual(ids.filter((id) => isHeldOut(id, TODAY, 10)));
  expect(told.length).toBeGreaterThan(10);
});
