// A yes whose money never came teaches that it was heard, not that it was taken.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { DAY_MS, type Instant } from '#shared/base/month.ts';
import { makeOffer, makePolicy, makeTier } from '#tests/fixtures/decision.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { settleAll } from '#hub/settle/settle.ts';
import { recordVisit } from '#hub/settle/test_visit.ts';
import { type Learning, learnBeliefs } from './learn.ts';
import { createTestDevice } from './test_device.ts';

const AT = Date.UTC(2026, 9, 12, 1);
let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase();
  const tiers = [makeTier({ id: 't100', prepay: fen(10_000) })];
  const offers = [makeOffer({ id: 'plain', promotional: true, tiers })];
  await saveEditions(db, { version: 'test', offers } as never, makePolicy());
  await createTestBranch(db, { code: 'CD01', customers: 4 });
});
afterAll(() => db.close());

const yes = ({ treatments }: Learning) => treatments.map((each) => [each.said, each.yes]);

test('settled goes before accepted, once the log reaches past the visit', async () => {
  const device = await createTestDevice(db, 'CD01', 'dev-1', AT as Instant);
  const ids = await db.query<{ id: number }>(sql`select id from customer order by id`);
  const [paid = 0, never = 0, later = 0] = ids.map(({ id }) => id);
  const visit = { intended: 5_000, prepaid: 10_000 };
  recordVisit(device, { ...visit, customer: paid, at: AT });
  recordVisit(device, { ...visit, customer: never, at: AT });
  recordVisit(device, { ...visit, customer: later, at: AT + 9 * DAY_MS });
  await device.send();
  const before = await learnBeliefs(db);
  expect([yes(before), before.unsettled]).toEqual([[[3, 3]], 0]);

  for (const at of [AT, AT + 3 * DAY_MS]) {
    await db.execute(sql`
      insert into top_up (customer, serial, at, until, amount) values (${paid}, ${`s${at}`}, ${at}, ${at}, 10000)`);
  }
  await settleAll(db);
  const after = await learnBeliefs(db);
  expect([yes(after), after.unsettled, after.isNew]).toEqual([[[3, 2]], 1, true]);
});
