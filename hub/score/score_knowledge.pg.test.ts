// What HQ sets and the branches send changes the scores: bands, labels, models, visits.
import { sql } from '#hub/db/database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { catalogSchema } from '#shared/model/catalog.ts';
import { policySchema } from '#shared/model/policy.ts';
import { readBranch } from '#hub/db/branch.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import { saveModel } from '#hub/db/editions.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { addTestEvents, customerNumbers } from '#hub/db/test_visits.ts';
import { scoreBranch } from './score_branch.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 4 });
});
afterAll(() => db.close());

async function scored() {
  const branch = await readBranch(db, 'b1');
  if (!branch) throw new Error('no branch');
  const report = await scoreBranch(db, branch);
  const customers = [];
  for await (const batch of customerBatches(db, 'b1', 100)) customers.push(...batch);
  return { report, scores: customers.map(({ score }) => score) };
}

test('before HQ set anything: defaults, no label but the head of the household, no model', async () => {
  const { report, scores } = await scored();
  expect(report.models).toEqual({ churn: null, leaver: null, lifetime: null });
  // 1971 to 1974, 30 yuan, a trickle of data; a top-up of 50 yuan in each of the months on record.
  expect(new Set(scores.map((score) => score?.consumption))).toEqual(new Set(['A2R1D1']));
  expect(new Set(scores.map((score) => score?.behaviour))).toEqual(new Set(['R3F2V2']));
  expect(new Set(scores.flatMap((score) => score?.labels ?? []))).toEqual(new Set(['family-head']));
});

test("HQ's bands, labels and models count", async () => {
  const policy = policySchema.parse({
    version: '1',
    perWeek: 3,
    complaintRestDays: 14,
    arrearsLimit: 5000,
    affordableMultiple: 3,
    holdoutPercent: 5,
    bands: {
      CNY: {
        age: [20, 50],
        arpu: [1_000, 3_000],
        dou: [1, 1_000],
        recency: [1, 2],
        frequency: [1, 2],
        value: [1_000, 5_000],
      },
    },
  });
  const catalog = catalogSchema.parse({
    version: '1',
    offers: [],
    labels: [
      { id: 'known', name: { zh: '已知', en: 'known' }, rule: "behaviourGroup == 'R3F2V3'" },
      { id: 'rich', name: { zh: '富', en: 'rich' }, rule: 'arpu3 >= 100000' },
    ],
  });
  expect((await saveEditions(db, catalog, policy)).ok).toBe(true);
  const lifetime = {
    version: 'lifetime-test',
    asOf: '2026-10',
    currency: 'CNY',
    customers: 100,
    logLikelihood: -1,
    purchase: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, regularity: 1 },
    spend: { p: 6.25, q: 3.74, gamma: 1544 },
    rungs: [fen(3_000), fen(8_000), fen(9_000), fen(16_000)],
  };
  await saveModel(db, {
    kind: 'lifetime',
    version: lifetime.version,
    doc: JSON.stringify(lifetime),
  });
  // A month that nobody told of would leave the value open.
  await db.execute(sql`
    insert into usage_month (customer, month, spend, voice_minutes, data_kb, top_up, top_up_count, last_top_up)
    select c.id, to_char(m.month, 'YYYY-MM'), 3000 + c.id % 700, 120, 2048, 5000, 1, 5000
    from customer c, generate_series('2025-12-01'::date, '2026-08-01'::date, '1 month') as m (month)
    on conflict do nothing`);
  // A model that another edition of the hub has left: it is done without.
  await saveModel(db, { kind: 'churn', version: 'old', doc: '{"version":"old"}' });
  const { report, scores } = await scored();
  expect(report.models).toEqual({ churn: null, leaver: null, lifetime: 'lifetime-test' });
  for (const score of scores) {
    expect(score).toMatchObject({ consumption: 'A3R3D2', behaviour: 'R3F2V3' });
    expect(score?.labels).toContain('known');
    expect(score?.labels).not.toContain('rich');
    expect(score?.lifetime?.model).toBe('lifetime-test');
    expect(score?.lifetime?.current).toBeGreaterThan(0);
  }
});

const id = (number: number): string =>
  `0190a0b0-0000-7000-8000-${String(number).padStart(12, '0')}`;

test('visits that the branch sent make the behaviour; what their device took back does not', async () => {
  const [first = 0, second = 0] = await customerNumbers(db, 'b1');
  const visit = (number: number, customer: number, at: string, prepaid: number | null) => ({
    id: id(number),
    kind: 'visit.finished' as const,
    payload: {
      visit: id(100 + number),
      customer,
      purpose: 'top-up',
      intended: null,
      prepaid,
      gifts: [],
    },
    at: Date.parse(at),
  });
  await addTestEvents(db, 'b1', [
    visit(1, first, '2026-05-12T02:00:00Z', null),
    visit(2, first, '2026-08-31T15:59:00Z', 2_000),
    // In the branch's own time this is September.
    visit(3, second, '2026-08-31T16:01:00Z', 2_000),
    visit(4, first, '2026-10-05T02:00:00Z', 90_000),
    {
      id: id(5),
      kind: 'event.undone',
      payload: { undoes: id(4), visit: id(104) },
      at: Date.parse('2026-10-05T02:01:00Z'),
    },
    // Of another device: it takes nothing back.
    {
      id: id(7),
      kind: 'event.undone',
      payload: { undoes: id(2), visit: id(102) },
      at: Date.parse('2026-10-05T02:02:00Z'),
      device: 'd2',
    },
    // After the last day of data: not yet.
    visit(6, second, '2026-11-02T02:00:00Z', 90_000),
  ]);
  const { scores } = await scored();
  // August is two months before October: recency 1, September 2; twice in six months; 20 yuan.
  expect(scores[0]?.behaviour).toBe('R1F1V2');
  expect(scores[1]?.behaviour).toBe('R2F1V2');
  expect(scores[2]?.behaviour).toBe('R3F2V3');
});
