// Each kind of visit worth a look is listed with its figures; ordinary visits are in none.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomBytes } from 'node:crypto';
import { uuid7 } from '#shared/base/id.ts';
import { fen } from '#shared/base/money.ts';
import { type Day, DAY_MS, type Instant } from '#shared/base/month.ts';
import { makeOffer, makePolicy, makeTier } from '#tests/fixtures/decision.ts';
import { lookLines } from '#hub/cli/look.ts';
import { createTestDevice, type TestDevice } from '#hub/learn/test_device.ts';
import { settleAll } from '#hub/settle/settle.ts';
import { recordVisit } from '#hub/settle/test_visit.ts';
import { saveEditions } from './catalog.ts';
import { sql } from './database.ts';
import { countLooks, type Look, lookAt } from './look.ts';
import { openTestDatabase, type TestDatabase } from './test_database.ts';
import { createTestBranch } from './test_province.ts';

const AT = Date.UTC(2026, 9, 12, 1);
const HOUR = 3_600_000;
const MINUTE = 60_000;
let db: TestDatabase;
let device: TestDevice;
let ids: readonly number[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  const tiers = [makeTier({ id: 't100', prepay: fen(10_000) })];
  const offers = [makeOffer({ id: 'plain', promotional: true, tiers })];
  await saveEditions(db, { version: 'test', offers } as never, makePolicy());
  await createTestBranch(db, { code: 'CD01', customers: 20 });
  device = await createTestDevice(db, 'CD01', 'dev-1', AT as Instant);
  ids = (await db.query<{ id: number }>(sql`select id from customer order by id`)).map(
    ({ id }) => id,
  );
});
afterAll(() => db.close());

const looked = async (look: Look) =>
  (await lookAt(db, {})).flatMap((one) => (one.look === look ? [[one.visit, one.figures]] : []));

const customer = (index: number): number => ids[index] ?? 0;

test('each kind is listed with its figures, and ordinary visits are not', async () => {
  const usual = { facts: { usualTopUp: 5_000 } };
  const visit = { intended: 5_000, prepaid: 10_000, inputs: usual };
  recordVisit(device, { ...visit, customer: customer(0), at: AT });
  const little = recordVisit(device, {
    ...visit,
    customer: customer(1),
    at: AT + HOUR,
    intended: 2_000,
  });
  const gift = recordVisit(device, {
    ...visit,
    customer: customer(2),
    at: AT + 2 * HOUR,
    answer: 'declined',
    gifts: [{ gift: 'umbrella', count: 2 }],
  });
  // Corrected to less than was asked for, and the gift stays out.
  const { visit: lessened, finish } = recordVisit(device, {
    ...visit,
    customer: customer(19),
    at: AT + 2 * HOUR + 6 * MINUTE,
    asks: 10_000,
    gifts: [{ gift: 'umbrella', count: 1 }],
  });
  device.record('visit.corrected', {
    visit: lessened,
    customer: customer(19),
    corrects: finish,
    becomes: {
      visit: lessened,
      customer: customer(19),
      purpose: 'top-up',
      intended: fen(5_000),
      prepaid: fen(5_000),
      gifts: [{ gift: 'umbrella', count: 1 }],
    },
    reason: 'fifty',
    approvedBy: 'm1',
  });
  // Points pay for it.
  recordVisit(device, {
    ...visit,
    customer: customer(14),
    at: AT + 2 * HOUR + 12 * MINUTE,
    asks: null,
    gifts: [{ gift: 'umbrella', count: 1 }],
    finish: { prepaid: null, intended: null },
  });
  const slip = recordVisit(device, { ...visit, customer: customer(3), at: AT + 3 * HOUR });
  device.record('event.undone', { undoes: slip.finish, visit: slip.visit });
  const open = uuid7(AT, randomBytes(10));
  device.record('visit.started', {
    visit: open,
    customer: customer(4),
    purpose: 'bill',
    intended: null,
  });
  const late = (AT + 9 * DAY_MS) as Instant;
  const left = uuid7(late, randomBytes(10));
  const words = { visit: left, customer: customer(18) };
  device.record('visit.started', { ...words, purpose: 'top-up', intended: null }, late);
  device.record('visit.dropped', words, late);
  const asked = { purpose: 'top-up', intended: null } as const;
  const finishEmpty = (index: number): string => {
    const at = (AT + 4 * HOUR + index * 10 * MINUTE) as Instant;
    const begun = { visit: uuid7(at, randomBytes(10)), customer: customer(index), ...asked };
    device.record('visit.started', begun, at);
    device.record('visit.finished', { ...begun, prepaid: null, gifts: [] }, at);
    return begun.visit;
  };
  // An opt-out is an errand that stands in no visit.
  const empty = finishEmpty(12);
  finishEmpty(13);
  device.record(
    'consent.changed',
    { visit: null, customer: customer(13), optedOut: true },
    AT as Instant,
  );
  const burst = Array.from({ length: 7 }, (_, index) =>
    recordVisit(device, {
      ...visit,
      customer: customer(5 + index),
      at: AT + 5 * HOUR + index * 20_000,
      answer: 'declined',
      prepaid: 5_000,
    }),
  );
  const letGo = recordVisit(device, {
    ...visit,
    customer: customer(16),
    at: AT + 6 * HOUR,
    answer: 'declined',
    gifts: [{ gift: 'umbrella', count: 1 }],
    finish: {
      exception: { gift: 'umbrella', manager: 'm1', reason: 'apology', words: null },
      askedBack: { usual: fen(5_000), askAbove: fen(9_000) },
    },
  });
  const never = recordVisit(device, { ...visit, customer: customer(17), at: AT + 8 * HOUR });
  device.record('visit.corrected', {
    visit: never.visit,
    customer: customer(17),
    corrects: never.visit,
    becomes: null,
    reason: 'never was',
    approvedBy: 'm1',
  });
  const phone = '13800138000';
  const walkIns: string[] = [];
  for (let n = 0; n < 6; n += 1) {
    const at = (AT + 7 * HOUR + n * 20_000) as Instant;
    const words = {
      visit: uuid7(at, randomBytes(10)),
      phone,
      purpose: 'top-up',
      intended: null,
    } as const;
    walkIns.push(words.visit);
    device.record('walk-in.started', words, at);
    device.record('walk-in.finished', { ...words, prepaid: fen(5_000) }, at);
  }
  recordVisit(device, {
    ...visit,
    customer: customer(15),
    at: AT + 9 * DAY_MS,
    answer: 'declined',
  });
  await device.send();
  for (const [index, at] of [AT, AT + 3 * DAY_MS].entries()) {
    await db.execute(sql`
      insert into top_up (customer, serial, at, until, amount)
      values (${customer(0)}, ${`s${index}`}, ${at + MINUTE}, ${at + MINUTE}, 10000)`);
  }
  await settleAll(db);

  expect(await looked('meant-little')).toEqual([[little.visit, [2_000, 5_000, 8_000]]]);
  expect(await looked('not-settled')).toEqual([[little.visit, [8_000]]]);
  // Claimed or not, money that the log does not have is told once.
  expect(await looked('not-paid')).toEqual([
    [gift.visit, [10_000]],
    [lessened, [5_000]],
    ...burst.map((one) => [one.visit, [5_000]]),
    [letGo.visit, [10_000]],
  ]);
  expect(await looked('gift-unpaid')).toEqual([
    [gift.visit, [2, 10_000]],
    [lessened, [1, 5_000]],
  ]);
  expect(await looked('many-at-once')).toEqual([
    [burst[0]?.visit, [7]],
    [walkIns[0], [6]],
  ]);
  expect(await looked('exception')).toEqual([[letGo.visit, [1, 10_000]]]);
  expect(await looked('unusual')).toEqual([[letGo.visit, [10_000, 5_000]]]);
  expect(await looked('corrected')).toEqual([
    [lessened, [1]],
    [never.visit, [1]],
  ]);
  expect(await looked('taken-back')).toEqual([[slip.visit, [1, 0]]]);
  expect(await looked('not-finished')).toEqual([[slip.visit, []]]);
  // The one that was left is of the last day; the others are older.
  expect((await looked('looked-up')).map(([id]) => id).toSorted()).toEqual(
    [left, open, empty].toSorted(),
  );
  const all = await lookAt(db, {});
  expect(await lookAt(db, { branch: 'CD02' })).toEqual([]);
  expect(await lookAt(db, { branch: 'CD01', to: '2026-10-31' as Day })).toEqual(all);
  expect(await lookAt(db, { from: '2026-11-01' as Day })).toEqual([]);
  const counted = await countLooks(db, { from: '2026-10-01' as Day, to: '2026-10-31' as Day });
  for (const { look, branch, visits } of counted) {
    expect([look, branch, visits]).toEqual([
      look,
      'CD01',
      all.filter((one) => one.look === look).length,
    ]);
  }
  expect(counted).toHaveLength(new Set(all.map(({ look }) => look)).size);
  const notSettled = all.filter((one) => one.look === 'not-settled');
  const lines = lookLines('not-settled', notSettled, 3, new Map());
  expect(lines[1]).toBe('  CD01 c1: 1');
  expect(lines[2]).toContain('claimed 80.00');
});
