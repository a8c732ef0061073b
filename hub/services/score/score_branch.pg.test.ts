import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import { scoreCustomer } from '#shared/engine/score/score_customer.ts';
import type { Branch } from '#shared/model/branch.ts';
import type { Customer } from '#shared/model/customer.ts';
import { readBranch } from '../../db/branch.ts';
import { customerBatches } from '../../db/customer_documents.ts';
import { openTestDatabase, type TestDatabase } from '../../db/test_database.ts';
import { setTestBalance } from '../../db/test_province.ts';
import { loadProvince } from '../demo/load_province.ts';
import { scoreBranch } from './score_branch.ts';

let db: TestDatabase;
let city: Branch;

beforeAll(async () => {
  db = await openTestDatabase();
  const options = { seed: 3, customers: 1_500, branches: 2, today: day('2026-11-21') };
  await loadProvince(db, options);
  const branch = await readBranch(db, 'CD01');
  if (!branch) throw new Error('no branch');
  city = branch;
});
afterAll(() => db.close());

async function customersOf(code: string): Promise<readonly Customer[]> {
  const all: Customer[] = [];
  for await (const batch of customerBatches(db, code, 700)) all.push(...batch);
  return all;
}

const total = (customer: Customer, of: 'topUp' | 'spend'): number =>
  customer.months.reduce((sum, row) => sum + row[of], 0);

/** Who tops up the most, then spends the most, then came first: once more, in another way. */
function headOf(members: readonly Customer[]): number {
  const ordered = members.toSorted(
    (a, b) =>
      total(b, 'topUp') - total(a, 'topUp') || total(b, 'spend') - total(a, 'spend') || a.id - b.id,
  );
  return ordered[0]?.id ?? 0;
}

test('every customer gets the score of the pure function, heads of households as they pay', async () => {
  const report = await scoreBranch(db, city);
  const customers = await customersOf('CD01');
  expect(report).toMatchObject({
    branch: 'CD01',
    customers: customers.length,
    changed: customers.length,
  });
  for (const customer of customers) {
    const members = customers.filter(
      ({ household, id }) =>
        id === customer.id || (household !== null && household === customer.household),
    );
    const home = {
      size: members.length,
      isHead: members.length > 1 && headOf(members) === customer.id,
    };
    expect(customer.score).toEqual(
      scoreCustomer(customer, home, {
        currency: 'CNY',
        policy: null,
        labels: null,
        churn: null,
        lifetime: null,
      }),
    );
  }
  const heads = customers.filter(({ score }) => score?.labels.includes('family-head')).length;
  const homes = new Set(customers.flatMap(({ household }) => household ?? [])).size;
  expect(report.counts.label.get('family-head')).toBe(heads);
  expect(heads).toBeGreaterThan(homes * 0.95);
  const stages = [...report.counts.stage.values()].reduce((a, b) => a + b, 0);
  expect(stages).toBe(customers.length);
});

test('a second time changes nothing; other branches are left alone', async () => {
  await scoreBranch(db, city);
  expect((await scoreBranch(db, city)).changed).toBe(0);
  expect((await customersOf('CD02')).every(({ score }) => score === null)).toBe(true);
  const [first] = await customersOf('CD01');
  await setTestBalance(db, first?.account ?? '', 1);
  expect((await scoreBranch(db, city)).changed).toBe(0);
});
