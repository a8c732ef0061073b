// The churn model from months to warnings: the hub learns from its customers, saves the model, and `score` warns with it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import { usesNothing } from '#shared/engine/known_use.ts';
import { churnReasonText } from '#shared/engine/churn/reason_text.ts';
import { churnModelSchema } from '#shared/model/churn_model.ts';
import type { Customer } from '#shared/model/customer.ts';
import { readBranch } from '#hub/db/branch.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import { readText } from '#hub/db/editions.ts';
import { churnLines, churnRefusal } from '#hub/cli/train_lines.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { loadProvince } from '#hub/demo/load_province.ts';
import { importFile } from '#hub/import/import_file.ts';
import { loadMap } from '#hub/import/load_map.ts';
import { scoreBranch } from '#hub/score/score_branch.ts';
import { trainChurn } from './train_churn.ts';

/** A busy machine takes its time over three thousand customers. */
const TIMEOUT = 300_000;

let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase();
  const options = { seed: 3, customers: 3_000, branches: 2, today: day('2026-11-21') };
  await loadProvince(db, options);
}, TIMEOUT);
afterAll(() => db.close());

async function customersOf(code: string): Promise<readonly Customer[]> {
  const all: Customer[] = [];
  for await (const batch of customerBatches(db, code, 1_000)) all.push(...batch);
  return all;
}

test('too few who left: nothing is saved, and it says so', async () => {
  const refused = await trainChurn(db, { branch: 'CD02', windows: 1 });
  if (refused.ok) throw new Error('shipped');
  expect(refused.error.type).toBe('too-few');
  expect(churnRefusal(refused.error).why).toContain('at least 100 are needed');
  expect(await readText(db, 'churn')).toBeUndefined();
});

test(
  'the model is learned, proved and saved',
  async () => {
    const steps: string[] = [];
    const trained = await trainChurn(db, {
      onProgress: (step, done, of) => void steps.push(`${step} ${done}/${of}`),
    });
    if (!trained.ok) throw new Error('refused');
    const { model, source } = trained.value;
    const saved = (await readText(db, 'churn')) ?? '';
    expect(churnModelSchema.parse(JSON.parse(saved))).toEqual(model);

    expect(source).toEqual({
      leaver: 'silence',
      customers: 3_000,
      branches: 2,
      targets: { first: '2026-08', last: '2026-10' },
    });
    expect(steps).toContain('read 3000/3000');
    expect(steps.at(-1)).toBe('prove 5/5');
    expect(model.metrics.auc).toBeGreaterThan(model.metrics.bestColumn.auc);
    expect(model.metrics.calibrationError).toBeLessThanOrEqual(model.metrics.calibrationLimit);
    expect(model.trainedAt).toBe('2026-10-31');
    const lines = churnLines(trained.value).join('\n');
    expect(lines).toMatch(/ROC AUC 0\.\d{3} \(.*\), best single column \S+ 0\.\d{3}: better/);
    expect(lines).toContain('what speaks for going silent');
  },
  TIMEOUT,
);

test(
  'scores warn with it: whoever is silent already is not warned of',
  async () => {
    const branch = await readBranch(db, 'CD01');
    if (branch === undefined) throw new Error('no branch');
    const report = await scoreBranch(db, branch);
    const model = churnModelSchema.parse(JSON.parse((await readText(db, 'churn')) ?? ''));
    expect(report.models.churn).toBe(model.version);
    const customers = await customersOf('CD01');
    const warned = customers.filter(({ score }) => (score?.churn?.chance ?? 0) >= 0.3);
    expect(warned.length).toBeGreaterThan(5);
    for (const customer of warned) {
      const { score, months } = customer;
      expect(score?.churn?.model).toBe(model.version);
      expect(score?.churn?.reasons.length).toBeGreaterThan(0);
      for (const reason of score?.churn?.reasons ?? [])
        expect(churnReasonText(reason, 'CNY').zh).not.toBe('');
      const latest = months.at(-1);
      expect(latest && usesNothing(latest, customer)).toBe(false);
    }
    const silent = customers.filter((customer) => {
      const latest = customer.months.at(-1);
      return latest !== undefined && usesNothing(latest, customer);
    });
    expect(silent.length).toBeGreaterThan(10);
    for (const { score } of silent) expect(score?.churn).toBeNull();
  },
  TIMEOUT,
);

test('real prepaid customers, as they are imported: better than any one figure', async () => {
  const map = await loadMap('prepaid_usage_4_months', 'hub/maps');
  if (!map.ok) throw new Error(map.error.type);
  const imported = await importFile(db, '../shared/data/prepaid_usage_4_months.csv', map.value, {
    apply: true,
    branch: 'IN01',
    newBranch: {
      name: { zh: '印度试点', en: 'India pilot' },
      timeZone: 'Asia/Kolkata',
      currency: 'INR',
    },
  });
  expect(imported.ok).toBe(true);
  const inForce = await readText(db, 'churn');
  const trained = await trainChurn(db, { branch: 'IN01', dryRun: true });
  if (!trained.ok) throw new Error(trained.error.type);
  expect(await readText(db, 'churn')).toBe(inForce);
  const { model, source } = trained.value;
  expect(source).toMatchObject({
    customers: 1_000,
    targets: { first: '2014-07', last: '2014-09' },
  });
  // Those who used something in one month and nothing in the next, counted in the file.
  expect(model.metrics).toMatchObject({ rows: 2_778, positives: 133 });
  expect(model.metrics.auc).toBeGreaterThan(model.metrics.bestColumn.auc + 0.05);
  // Of last month's data alone: 908 used something in month 8, of whom 41 were silent in 9. Too few to learn from.
  expect(await trainChurn(db, { branch: 'IN01', windows: 1, dryRun: true })).toMatchObject({
    ok: false,
    error: { type: 'too-few', rows: 908, positives: 41 },
  });
});
