import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '#shared/base/month.ts';
import { type Care, careSchema } from '#shared/model/care.ts';
import { policySchema } from '#shared/model/policy.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { careSource } from './sources.ts';

/** 22 November in Shanghai, still the 21st in Greenwich. */
const NOW = Date.UTC(2026, 10, 21, 20);
const CATALOG = {
  version: 'catalog-1',
  families: [],
  gifts: [],
  offers: [],
} as unknown as Parameters<typeof saveEditions>[1];
const policyWith = (care: object | null) =>
  policySchema.parse({
    version: care === null ? 'without' : 'with',
    perWeek: 3,
    complaintRestDays: 14,
    arrearsLimit: 5_000,
    affordableMultiple: 3,
    holdoutPercent: 5,
    care,
  });

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'CD01', customers: 30 });
});
afterAll(() => db.close());

test('nothing before HQ has a policy of care', async () => {
  expect(await careSource(db, 'CD01', NOW)).toEqual([]);
  await saveEditions(db, CATALOG, policyWith(null));
  expect(await careSource(db, 'CD01', NOW)).toEqual([]);
});

test('a week back and 45 days ahead of the branch’s own day, in the order of ids', async () => {
  // Contracts of every third customer end on 2026-12-31: reminders on 14 and 15 November and 1 December.
  const care = { keyDateDays: 3, expiryDays: [47, 46, 30], visitEveryDays: 90 };
  await saveEditions(db, CATALOG, policyWith(care));
  const rows = await careSource(db, 'CD01', NOW);
  const docs = rows.map(([, doc]) => careSchema.parse(doc));
  expect(new Set(docs.map(({ due }) => due))).toEqual(new Set(['2026-11-15', '2026-12-01']));
  expect(rows).toHaveLength(20);
  const ids = rows.map(([id]) => id);
  expect(ids).toEqual(docs.map(({ id }: Care) => id));
  expect(ids.toSorted()).toEqual(ids);
  expect(await careSource(db, 'CD01', NOW + 3_600_000)).toEqual(rows);
  expect(await careSource(db, 'CD01', NOW + DAY_MS)).toHaveLength(10);
  expect(await careSource(db, 'CD02', NOW)).toEqual([]);
});
