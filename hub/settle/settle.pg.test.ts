// Claims out of events against rows of the log: every state, and the same figures in plain SQL.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS, type Instant } from '#shared/base/month.ts';
import { settledDaySchema } from '#shared/model/settled.ts';
import { makeOffer, makePolicy, makeTier } from '#tests/fixtures/decision.ts';
import { fen } from '#shared/base/money.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { createTestDevice, type TestDevice } from '#hub/learn/test_device.ts';
import { settledSource } from '#hub/publish/sources.ts';
import { settlementLines } from '#hub/cli/settle.ts';
import { settleAll } from './settle.ts';
import { recordVisit } from './test_visit.ts';

/** 09:00 in Shanghai. */
const AT = Date.UTC(2026, 9, 12, 1);
const MINUTE = 60_000;
let db: TestDatabase;
let device: TestDevice;
let ids: readonly number[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  const tiers = [makeTier({ id: 't100', prepay: fen(10_000) })];
  const offers = [makeOffer({ id: 'plain', promotional: true, tiers })];
  await saveEditions(db, { version: 'test', offers } as never, makePolicy());
  await createTestBranch(db, { code: 'CD01', customers: 12 });
  await createTestBranch(db, { code: 'CD02', customers: 1 });
  device = await createTestDevice(db, 'CD01', 'dev-1', AT as Instant);
  const rows = await db.query<{ id: number }>(sql`select id from customer order by id`);
  ids = rows.map(({ id }) => id);
});
afterAll(() => db.close());

const customer = (index: number): number => ids[index] ?? 0;

async function logged(
  index: number,
  serial: string,
  at: number,
  amount: number,
  more: { kind?: string; reverses?: string } = {},
): Promise<void> {
  await db.execute(sql`
    insert into top_up (customer, serial, at, until, amount, kind, reverses)
    values (${customer(index)}, ${serial}, ${at}, ${at}, ${amount}, ${more.kind ?? 'top-up'}, ${more.reverses ?? ''})`);
}

const states = async () =>
  db.query(sql`select customer, claimed, settled, state from claim order by customer, at`);

test('settled, short, not found, reversed and waiting, each by its rows; declined and undone claim nothing', async () => {
  const visit = { at: AT, intended: 5_000, prepaid: 10_000 };
  for (const index of [0, 1, 2, 3]) recordVisit(device, { ...visit, customer: customer(index) });
  recordVisit(device, { ...visit, customer: customer(4), at: AT + 3 * DAY_MS });
  recordVisit(device, { ...visit, customer: customer(5), answer: 'declined' });
  const undone = recordVisit(device, { ...visit, customer: customer(6) });
  device.record('event.undone', { undoes: undone.finish, visit: undone.visit });
  // More than the rung asks for claims no more than it asks for.
  recordVisit(device, { ...visit, customer: customer(7), prepaid: 30_000 });
  await device.send();
  expect((await settleAll(db)).branches).toMatchObject([
    { branch: 'CD01', claims: 6, waiting: 6, settled: 0, claimed: 30_000, logThrough: null },
  ]);

  await logged(0, 'a', AT - 5 * MINUTE, 10_000);
  await logged(1, 'b', AT + 5 * MINUTE, 8_000);
  await logged(3, 'c', AT, 10_000);
  await logged(3, 'd', AT + MINUTE, 10_000, { kind: 'reversal', reverses: 'c' });
  await logged(7, 'e', AT, 10_000);
  await logged(8, 'f', AT + 2 * DAY_MS, 5_000);
  const settlement = await settleAll(db);
  const claim = (index: number, settled: number, state: string) => ({
    customer: customer(index),
    claimed: 5_000,
    settled,
    state,
  });
  expect(await states()).toEqual([
    claim(0, 5_000, 'settled'),
    claim(1, 3_000, 'short'),
    claim(2, 0, 'not-found'),
    claim(3, 0, 'reversed'),
    claim(4, 0, 'waiting'),
    claim(7, 5_000, 'settled'),
  ]);
  expect(settlementLines(settlement, new Map())).toEqual([
    'CD01: 130.00 settled of 300.00 claimed in 6 visits',
    '  2 settled, 1 short, 1 not found, 1 reversed, 1 waiting; the log reaches to 2026-10-14T01:00:00.000Z',
  ]);
});

test('late rows and late visits restate a day, which says what it was before', async () => {
  await logged(2, 'late', AT + MINUTE, 10_000);
  const came = recordVisit(device, {
    at: AT,
    intended: 5_000,
    prepaid: 10_000,
    customer: customer(9),
  });
  await device.send();
  const { restated } = await settleAll(db);
  expect(restated).toEqual([{ branch: 'CD01', day: '2026-10-12' }]);
  const rows = await settledSource(db, 'CD01', AT + 5 * DAY_MS);
  const [first, second] = rows.map(([, doc]) => settledDaySchema.parse(doc));
  expect(rows.map(([id]) => id)).toEqual(['2026-10-12', '2026-10-15']);
  expect(first).toMatchObject({ logThrough: null, before: { claims: 5, settled: 13_000 } });
  // By which visits it is another, the day says too.
  const [paid] = await db.query<{ visit: string }>(
    sql`select visit from claim where customer = ${customer(2)}`,
  );
  expect(first?.before?.changed).toEqual([paid?.visit, came.visit].toSorted());
  expect(first?.claims).toHaveLength(6);
  expect(second).toMatchObject({ logThrough: AT + 2 * DAY_MS, before: null });
  expect(await settledSource(db, 'CD02', AT)).toEqual([]);
  // The same again says nothing new, and the day still says what it was.
  expect((await settleAll(db)).restated).toEqual([]);
  expect(await settledSource(db, 'CD01', AT + 5 * DAY_MS)).toEqual(rows);
});

test('an amount that was named after the yes, or when the sentence was on the screen, claims nothing', async () => {
  const at = AT - 6 * DAY_MS;
  const late = { at, intended: null, prepaid: 10_000, customer: customer(11) };
  recordVisit(device, { ...late, named: { after: 'answer', intended: 1_000 } });
  recordVisit(device, { ...late, named: { after: 'sentence', intended: 1_000 } });
  recordVisit(device, { ...late, named: { after: 'nothing', intended: 1_000 } });
  await device.send();
  await settleAll(db);
  expect(await db.query(sql`select claimed from claim where customer = ${customer(11)}`)).toEqual([
    { claimed: 9_000 },
  ]);
});

test('a day whose only claim was taken away still says what it said, and by which visit it changed', async () => {
  const at = AT - 4 * DAY_MS;
  const visit = recordVisit(device, {
    at,
    intended: 5_000,
    prepaid: 10_000,
    customer: customer(10),
  });
  await logged(10, 'lone', at, 10_000);
  await device.send();
  await settleAll(db);
  const taken = { undoes: visit.finish, visit: visit.visit };
  device.record('event.undone', taken, (at + 1_000) as Instant);
  await device.send();
  const day = '2026-10-08';
  expect((await settleAll(db)).restated).toEqual([{ branch: 'CD01', day }]);
  const rows = new Map(await settledSource(db, 'CD01', AT + 5 * DAY_MS));
  expect(settledDaySchema.parse(rows.get(day))).toEqual({
    day,
    logThrough: null,
    before: { claims: 1, settled: 5_000, changed: [visit.visit] },
    claims: [],
  });
});

test('what is settled in a simple case is what a join finds', async () => {
  const [sums] = await db.query<{ settled: number }>(sql`
    select sum(least((f.payload ->> 'prepaid')::bigint, 10000) - (f.payload ->> 'intended')::bigint) as settled
    from event f
    where f.kind = 'visit.finished'
      and exists (select from event n where n.kind = 'answer.recorded' and n.payload ->> 'visit' = f.payload ->> 'visit'
        and n.payload ->> 'answer' = 'accepted')
      and exists (select from top_up t where t.customer = (f.payload ->> 'customer')::bigint
        and t.kind = 'top-up' and t.amount >= 10000 and abs(t.at - f.at) < 3600000
        and not exists (select from top_up r where r.reverses = t.serial))
      and not exists (select from event u where u.kind = 'event.undone' and u.payload ->> 'undoes' = f.id::text)`);
  const [stored] = await db.query<{ settled: number }>(
    sql`select sum(settled) as settled from claim where state = 'settled'`,
  );
  expect(stored).toEqual(sums);
  expect(stored?.settled).toBe(15_000);
});
