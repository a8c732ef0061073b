import { afterAll, beforeAll, expect, test } from 'vitest';
import { day, dayOfInstant } from '#shared/base/month.ts';
import { factsOfCustomer } from '#shared/engine/facts/facts.ts';
import type { VisitHabit } from '#shared/engine/groups/bands.ts';
import { scoreCustomer } from '#shared/engine/score/score_customer.ts';
import type { Branch } from '#shared/model/branch.ts';
import type { Customer } from '#shared/model/customer.ts';
import { groupSchema } from '#shared/model/group.ts';
import { readBranch } from '#hub/db/branch.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import { readGroups } from '#hub/db/group.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { setTestBalance } from '#hub/db/test_province.ts';
import { loadProvince } from '#hub/demo/load_province.ts';
import { visitsOfCustomer } from '#hub/demo/visits.ts';
import { scoreBranch } from './score_branch.ts';

let db: TestDatabase;
let city: Branch;

const VISITS_OF_SEED = 3;

beforeAll(async () => {
  db = await openTestDatabase();
  const options = { seed: VISITS_OF_SEED, customers: 1_800, branches: 2, today: day('2026-11-21') };
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

/** Visits of the demo province in the twelve months to the last day of data, found once more by hand. */
function habitOf(customer: Customer): VisitHabit | null {
  const visits = visitsOfCustomer(customer, VISITS_OF_SEED);
  if (visits.length === 0) return null;
  const paid = visits.flatMap(({ prepaid }) => prepaid ?? []);
  const last = Math.max(...visits.map(({ at }) => at));
  return {
    last: dayOfInstant(last, 'Asia/Shanghai'),
    count: visits.length,
    months: 12,
    meanPrepaid:
      paid.length === 0 ? null : Math.round(paid.reduce((a, b) => a + b, 0) / paid.length),
  };
}

const total = (customer: Customer, of: 'topUp' | 'spend'): number =>
  customer.months.reduce((sum, row) => sum + (row[of] ?? 0), 0);

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
        id === customer.id || ((household ?? 0) > 0 && household === customer.household),
    );
    const home = {
      size: members.length,
      isHead: members.length > 1 && headOf(members) === customer.id,
      visits: habitOf(customer),
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
  const homes = new Set(customers.flatMap(({ household }) => household || [])).size;
  expect(report.counts.label.get('family-head')).toBe(heads);
  expect(heads).toBeGreaterThan(homes * 0.95);
  expect(sumOf(report.counts.stage)).toBe(customers.length);
  expect(sumOf(report.counts.group)).toBe(customers.length);
  expect(sumOf(report.counts.consumption)).toBe(customers.length);
  expect(sumOf(report.counts.behaviour)).toBe(
    customers.filter(({ score }) => score?.behaviour !== null).length,
  );
  expect(report.models).toEqual({ churn: null, leaver: null, lifetime: null });
});

const mean = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length;
const sumOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((a, b) => a + b, 0);

test('every group has a portrait: sizes add up, means and habits are those of its customers', async () => {
  const report = await scoreBranch(db, city);
  const customers = await customersOf('CD01');
  const groups = await readGroups(db, 'CD01');
  for (const group of groups) expect(() => groupSchema.parse(group)).not.toThrow();
  const counted = { value: 'group', consumption: 'consumption', behaviour: 'behaviour' } as const;
  for (const [kind, name] of Object.entries(counted)) {
    const found = groups.filter((group) => group.kind === kind);
    expect(new Map(found.map(({ code, size }) => [code, size]))).toEqual(report.counts[name]);
  }
  const group = groups.find(({ kind, code }) => kind === 'value' && code === 'basic');
  const members = customers.filter(({ score }) => score?.valueGroup === 'basic');
  const facts = members.map((each) => factsOfCustomer(each, 1, each.asOf));
  expect(group).toMatchObject({
    name: { zh: '基础型', en: 'basic' },
    size: members.length,
    of: customers.length,
    asOf: '2026-10-31',
    age: Math.round(mean(facts.map(({ age }) => age)) * 10) / 10,
    arpu3: Math.round(mean(facts.map(({ arpu3 }) => arpu3))),
    churn: null,
  });
  expect(group?.holdings[0]).toEqual({
    code: 'caller-id',
    share:
      Math.round(1e4 * mean(facts.map((each) => Number(each.holdings?.includes('caller-id'))))) /
      1e4,
  });
  const times = members.flatMap((each) =>
    visitsOfCustomer(each, VISITS_OF_SEED).map(({ at }) => new Date(at + 8 * 3_600_000)),
  );
  const share = (holds: (at: Date) => boolean): number => times.filter(holds).length / times.length;
  expect(group?.weekdays?.[2]).toBeCloseTo(
    share((at) => at.getUTCDay() === 3),
    4,
  );
  expect(group?.dayparts?.[0]).toBeCloseTo(
    share((at) => at.getUTCHours() < 11),
    4,
  );
  expect(group?.dayparts?.[2]).toBeCloseTo(
    share((at) => at.getUTCHours() >= 14 && at.getUTCHours() < 18),
    4,
  );
  // Under 30 visits no habit is claimed.
  expect(groups.some(({ weekdays }) => weekdays === null)).toBe(true);
});

test('a second time changes nothing; other branches are left alone', async () => {
  await scoreBranch(db, city);
  expect((await scoreBranch(db, city)).changed).toBe(0);
  expect((await customersOf('CD02')).every(({ score }) => score === null)).toBe(true);
  const [first] = await customersOf('CD01');
  await setTestBalance(db, first?.account ?? '', 1);
  expect((await scoreBranch(db, city)).changed).toBe(0);
});
