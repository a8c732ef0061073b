// The groups on real people: 1,000 prepaid customers of India and 5,433 of Beijing, each in one group of each model.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Currency } from '#shared/base/money.ts';
import { factsOfCustomer } from '#shared/engine/facts/facts.ts';
import { bandsOf, consumptionGroup } from '#shared/engine/groups/bands.ts';
import type { Customer } from '#shared/model/customer.ts';
import { readBranch } from '#hub/db/branch.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import { readGroups } from '#hub/db/group.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { importFile } from '#hub/import/import_file.ts';
import { loadMap } from '#hub/import/load_map.ts';
import { scoreBranch, type ScoreReport } from './score_branch.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

async function scoreFile(
  code: string,
  mapName: string,
  currency: Currency,
  timeZone: string,
): Promise<ScoreReport> {
  const map = await loadMap(mapName, 'hub/maps');
  if (!map.ok) throw new Error(JSON.stringify(map.error));
  const imported = await importFile(db, `../shared/data/${mapName}.csv`, map.value, {
    apply: true,
    branch: code,
    newBranch: { name: { zh: code, en: code }, timeZone, currency },
  });
  if (!imported.ok) throw new Error(JSON.stringify(imported.error));
  const branch = await readBranch(db, code);
  if (!branch) throw new Error('no branch');
  return scoreBranch(db, branch);
}

async function customersOf(code: string): Promise<readonly Customer[]> {
  const all: Customer[] = [];
  for await (const batch of customerBatches(db, code, 1_000)) all.push(...batch);
  return all;
}

const sumOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((a, b) => a + b, 0);

/** Neither file says how old anybody is: to see the bands of spend and data, all are taken to be forty. */
const asForty = (customer: Customer, currency: Currency): string | null => {
  const facts = factsOfCustomer(customer, 1, customer.asOf);
  return consumptionGroup({ ...facts, age: 40 }, bandsOf(null, currency));
};

/** Shares of the bands of one letter, lowest first. */
function bandShares(codes: readonly (string | null)[], letter: string): readonly number[] {
  const bands = ['1', '2', '3'].map(
    (band) => codes.filter((code) => code?.includes(letter + band)).length,
  );
  expect(bands.reduce((a, b) => a + b, 0)).toBe(codes.length);
  return bands.map((count) => count / codes.length);
}

describe('the 1,000 prepaid customers', () => {
  let report: ScoreReport;
  let customers: readonly Customer[] = [];
  beforeAll(async () => {
    report = await scoreFile('IN01', 'prepaid_usage_4_months', 'INR', 'Asia/Kolkata');
    customers = await customersOf('IN01');
  });

  test('each is in one group of behaviour, and in one of value but where a bundle decides; nobody is in one by consumption', async () => {
    // The file tells of no bundle: with one, 56 of them would be in the full-service group.
    expect(sumOf(report.counts.group)).toBe(944);
    expect(sumOf(report.counts.behaviour)).toBe(1_000);
    expect(sumOf(report.counts.consumption)).toBe(0);
    const groups = await readGroups(db, 'IN01');
    for (const [kind, all] of [
      ['value', 944],
      ['behaviour', 1_000],
    ]) {
      const sizes = groups.filter((group) => group.kind === kind).map(({ size }) => size);
      expect(sizes.reduce((a, b) => a + b, 0)).toBe(all);
    }
  });

  test('no band is empty and none holds nearly all', () => {
    const behaviour = customers.map(({ score }) => score?.behaviour ?? null);
    // 949 topped up in September: of these recency says little.
    expect(bandShares(behaviour, 'R')[2]).toBeCloseTo(0.949, 3);
    for (const letter of ['F', 'V']) {
      for (const share of bandShares(behaviour, letter)) {
        expect(share).toBeGreaterThan(0.2);
        expect(share).toBeLessThan(0.5);
      }
    }
    const codes = customers.map((customer) => asForty(customer, 'INR'));
    for (const share of bandShares(codes, 'R')) {
      expect(share).toBeGreaterThan(0.25);
      expect(share).toBeLessThan(0.4);
    }
    const [none = 0, some = 0, much = 0] = bandShares(codes, 'D');
    expect(none).toBeGreaterThan(0.6);
    expect(some).toBeGreaterThan(0.1);
    expect(much).toBeGreaterThan(0.1);
  });
});

describe('the 5,433 customers of Beijing', () => {
  let report: ScoreReport;
  let customers: readonly Customer[] = [];
  beforeAll(async () => {
    report = await scoreFile('BJ01', 'cmcc_beijing_voice', 'CNY', 'Asia/Shanghai');
    customers = await customersOf('BJ01');
  });

  test('each is in one value group but where a bundle decides; without ages and top-ups nobody is put in the others', async () => {
    expect(sumOf(report.counts.group)).toBe(4_445);
    expect(report.counts.group.size).toBe(4);
    expect(sumOf(report.counts.consumption)).toBe(0);
    expect(sumOf(report.counts.behaviour)).toBe(0);
    const groups = await readGroups(db, 'BJ01');
    expect(groups.map(({ kind }) => kind)).toEqual(Array(4).fill('value'));
    expect(groups.map(({ size }) => size).reduce((a, b) => a + b, 0)).toBe(4_445);
  });

  test('spend and data fall into thirds, more or less', () => {
    const codes = customers.map((customer) => asForty(customer, 'CNY'));
    for (const letter of ['R', 'D']) {
      for (const share of bandShares(codes, letter)) {
        expect(share).toBeGreaterThan(0.25);
        expect(share).toBeLessThan(0.46);
      }
    }
  });
});
