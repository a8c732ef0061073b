// The sums of days against the same in plain SQL over the raw events, as events come in piece by piece.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { DAY_MS, type Instant } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import { makeOffer, makePolicy, makeTier } from '#tests/fixtures/decision.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { type Database, sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { createTestDevice, type TestDevice } from '#hub/learn/test_device.ts';
import { followAllVisits, followVisits } from './follow_visits.ts';
import { recordAnyVisit, RUNGS } from './test_branch_days.ts';
import { plainSums } from './test_plain_sums.ts';

/** 09:00 in Shanghai. */
const AT = Date.UTC(2026, 9, 12, 1);
const VISITS = 150;

let db: TestDatabase;
const devices: Record<string, readonly [TestDevice, TestDevice]> = {};
let customers: readonly number[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  const offers = Object.entries(RUNGS).map(([id, asks]) =>
    makeOffer({
      id,
      promotional: asks !== null,
      tiers: [makeTier({ id: 't', prepay: fen(asks ?? 0) })],
    }),
  );
  await saveEditions(db, { version: 'test', offers } as never, makePolicy());
  for (const code of ['b1', 'b2']) {
    await createTestBranch(db, { code, customers: 3 });
    devices[code] = [
      await createTestDevice(db, code, `${code}-1`, AT as Instant),
      await createTestDevice(db, code, `${code}-2`, AT as Instant),
    ];
  }
  customers = (await db.query<{ id: number }>(sql`select id from customer order by id`)).map(
    ({ id }) => id,
  );
});
afterAll(() => db.close());

const sums = (on: Database) =>
  on.query(sql`
    select branch, day, visits, unfinished, prepaid, claimed, said, accepted, care from branch_day
    order by branch collate "C", day`);

async function addVisits(code: string, seed: number): Promise<void> {
  const [own, other] = devices[code] ?? [];
  if (own === undefined || other === undefined) throw new Error(code);
  const random = createRandom(seed);
  for (let n = 0; n < VISITS; n += 1) {
    const at = AT + (n % 3) * DAY_MS + n * 60_000;
    const pair = n % 2 === 0 ? { own, other } : { own: other, other: own };
    recordAnyVisit(pair, customers[n % customers.length] ?? 0, at, random);
  }
  // Half of what the first device recorded comes a round later.
  await other.send();
}

test('equal the plain sums after every round, and again when all has come', async () => {
  for (const [code, seed] of [
    ['b1', 11],
    ['b2', 12],
  ] as const) {
    await addVisits(code, seed);
    await followAllVisits(db);
    expect(await sums(db)).toEqual(await plainSums(db));
    await devices[code]?.[0].send();
    await followAllVisits(db);
    expect(await sums(db)).toEqual(await plainSums(db));
  }
  const all = await plainSums(db);
  const total = (of: (row: (typeof all)[number]) => number): number =>
    all.reduce((sum, row) => sum + of(row), 0);
  expect(all.length).toBeGreaterThan(5);
  expect(total(({ claimed }) => claimed)).toBeGreaterThan(20_000);
  expect(total(({ care }) => care)).toBeGreaterThan(10);
  expect(total(({ unfinished }) => unfinished)).toBeGreaterThan(10);
});

test('nothing is left to do when nothing came, and a few visits at a time come to the same', async () => {
  expect(await followVisits(db)).toBe(0);
  const before = await sums(db);
  await db.execute(sql`delete from visit_line`);
  await db.execute(sql`delete from branch_day`);
  await db.execute(sql`
    insert into stale_visit (branch, visit)
    select distinct branch, payload ->> 'visit' from event where payload ->> 'visit' is not null`);
  while ((await followVisits(db, 7)) > 0);
  expect(await sums(db)).toEqual(before);
});

test('the lines name no customer', async () => {
  const columns = await db.query<{ name: string }>(sql`
    select column_name as name from information_schema.columns where table_name in ('visit_line', 'branch_day')`);
  expect(columns.map(({ name }) => name)).not.toContain('customer');
  const [row] = await db.query<{ found: number }>(sql`
    select count(*) as found from visit_line
    where answers::text like '%customer%' or answers::text like '%138%' or gifts::text like '%customer%'`);
  expect(row?.found).toBe(0);
});
