// Lifetime value from the hub's customers to a model in force.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMonths, day, month, monthIndex } from '#shared/base/month.ts';
import { lifetimeOfCustomer } from '#shared/engine/value/lifetime.ts';
import { lifetimeModelSchema } from '#shared/model/lifetime_model.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import { readText } from '#hub/db/editions.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { addTestCustomers, createTestBranch } from '#hub/db/test_province.ts';
import { loadProvince } from '#hub/demo/load_province.ts';
import { repeatTestMonth, setTestCurrency, turnTestSpend } from '#hub/db/test_money.ts';
import { lifetimeLines, lifetimeRefusalText } from './lifetime_lines.ts';
import { trainLifetime } from './train_lifetime.ts';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test('refused before there are customers with a history', async () => {
  const none = await trainLifetime(db);
  expect(none).toEqual({ ok: false, error: { type: 'too-few', customers: 0 } });
  await createTestBranch(db, { code: 'T1', customers: 60 });
  const few = await trainLifetime(db);
  if (few.ok) throw new Error('trained');
  expect(lifetimeRefusalText(few.error)).toMatch(/^no lifetime model: \d+ customers/);
  expect(await readText(db, 'lifetime')).toBeUndefined();
});

test('refused where a plain mean foretells better', async () => {
  await addTestCustomers(db, 'T1', 61, 900);
  expect(await trainLifetime(db)).toEqual({ ok: false, error: { type: 'too-short', months: 3 } });
  for (const added of ['2026-07', '2026-08']) await repeatTestMonth(db, '2026-09', added);
  await turnTestSpend(db, '2026-10', 3_350);
  const trained = await trainLifetime(db);
  expect(trained).toMatchObject({ ok: false, error: { type: 'worse-than-mean' } });
  expect(trained.ok ? '' : lifetimeRefusalText(trained.error)).toMatch(
    /^no lifetime model: it foretells spend with an error of [\d.]+, a plain mean with [\d.]+$/,
  );
  expect(await readText(db, 'lifetime')).toBeUndefined();
  await turnTestSpend(db, '2026-10', 3_350);
  expect((await trainLifetime(db)).ok).toBe(true);
});

test('a province: fitted, proven on the last three months, in force, and the same again', async () => {
  await loadProvince(db, { seed: 3, customers: 2_500, branches: 2, today: day('2026-11-21') });
  // Of another money, and fewer: left out.
  await setTestCurrency(db, 'T1', 'INR');
  let seen = 0;
  const trained = await trainLifetime(db, { sample: 1_500, onProgress: (read) => (seen = read) });
  if (!trained.ok) throw new Error(lifetimeRefusalText(trained.error));
  const { model, holdout, shape } = trained.value;
  expect(seen).toBe(2_500);
  expect(trained.value.sampled).toBe(1_500);
  expect(model.asOf).toBe('2026-10');
  expect(model.currency).toBe('CNY');
  expect(holdout.months).toBe(3);
  expect(holdout.spend.error).toBeLessThan(holdout.spend.naiveError / 2);
  expect(holdout.topUps.error).toBeLessThan(holdout.topUps.naiveError);
  expect(Math.abs(holdout.spend.predicted / holdout.spend.actual - 1)).toBeLessThan(0.1);
  expect(shape.topFifth).toBeGreaterThan(20);
  expect(model.rungs.toSorted((a, b) => a - b)).toEqual(model.rungs);

  const stored = lifetimeModelSchema.parse(JSON.parse((await readText(db, 'lifetime')) ?? ''));
  expect(stored).toEqual(model);
  const again = await trainLifetime(db, { sample: 1_500 });
  expect(again.ok && again.value.model).toEqual(model);

  const lines = lifetimeLines(trained.value);
  expect(lines[0]).toContain(model.version);
  expect(lines.join('\n')).toMatch(/top fifth of the customers hold \d+\.\d% of the current value/);

  // Who has been silent for long is expected to stay for less long than who topped up last month.
  const stays = { silent: [] as number[], regular: [] as number[] };
  for await (const customers of customerBatches(db, 'CD01', 500)) {
    for (const customer of customers) {
      const lifetime = lifetimeOfCustomer(customer, model, null);
      if (lifetime === null) continue;
      const last = customer.months.findLast(({ topUpCount }) => topUpCount !== 0);
      const gap =
        monthIndex(month('2026-10')) - monthIndex(last?.month ?? addMonths(month('2026-10'), -12));
      stays[gap >= 3 ? 'silent' : 'regular'].push(lifetime.months);
    }
  }
  expect(stays.silent.length).toBeGreaterThan(20);
  expect(mean(stays.silent)).toBeLessThan(mean(stays.regular) * 0.8);
});
