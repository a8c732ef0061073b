// Of the branch's memory: who has answers, complaints or both, in order; complaints as long as the policy's rest.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Uuid, uuid7 } from '#shared/base/id.ts';
import { DAY_MS, type Instant } from '#shared/base/month.ts';
import type { EventKind, EventPayload } from '#shared/model/event.ts';
import { heardSchema } from '#shared/model/heard.ts';
import { policySchema } from '#shared/model/policy.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { createTestDevice, type TestDevice } from '#hub/learn/test_device.ts';
import { heardSource } from './sources.ts';

const NOW = Date.UTC(2026, 10, 21, 4) as Instant;
const CATALOG = {
  version: 'catalog-1',
  families: [],
  gifts: [],
  offers: [],
} as unknown as Parameters<typeof saveEditions>[1];

let db: TestDatabase;
let customers: readonly number[] = [];
let device: TestDevice;

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'CD01', customers: 12 });
  device = await createTestDevice(db, 'CD01', 'dev-1', NOW);
  const rows = await db.query<{ id: number }>(sql`select id from customer order by id`);
  customers = rows.map(({ id }) => id);
});
afterAll(() => db.close());

async function report<K extends EventKind>(
  kind: K,
  payload: EventPayload<K>,
  daysAgo: number,
): Promise<void> {
  device.record(kind, payload, (NOW - daysAgo * DAY_MS) as Instant);
  await device.send();
}
const newVisit = (): Uuid => uuid7(NOW, randomBytes(10));
const complain = (customer: number, daysAgo: number) =>
  report(
    'visit.started',
    { visit: newVisit(), customer, purpose: 'complaint', intended: null },
    daysAgo,
  );
const answer = (customer: number) =>
  report(
    'answer.recorded',
    {
      visit: newVisit(),
      customer,
      decision: newVisit(),
      offer: 'reading',
      tier: 't',
      treatment: 'a',
      answer: 'later',
      declineReason: null,
      notSaidReason: null,
      laterOn: null,
    },
    1,
  );

/** Customers of the published rows, and the days of their complaints. */
const told = async () =>
  (await heardSource(db, 'CD01', NOW)).map(([id, doc]) => {
    const heard = heardSchema.parse(doc);
    expect(id).toBe(String(heard.customer));
    return [heard.customer, heard.answers.length, heard.complaints.map(({ day }) => day)];
  });

const withRest = (complaintRestDays: number) =>
  saveEditions(
    db,
    CATALOG,
    policySchema.parse({
      version: `rest-${complaintRestDays}`,
      perWeek: 3,
      complaintRestDays,
      arrearsLimit: 5_000,
      affordableMultiple: 3,
      holdoutPercent: 5,
    }),
  );

test('one row for who answered, complained, or did both, in the order of customers', async () => {
  // Numbers of one and two digits: their order is not that of text.
  const [, second = 0, third = 0] = customers;
  const tenth = customers[9] ?? 0;
  await complain(tenth, 2);
  await complain(third, 3);
  await answer(third);
  await answer(second);
  expect(await told()).toEqual([
    [second, 1, []],
    [third, 1, ['2026-11-18']],
    [tenth, 0, ['2026-11-19']],
  ]);
});

test('complaints are told for 60 days, or as long as the policy lets a customer rest, at most a year', async () => {
  const [first = 0] = customers;
  await complain(first, 70);
  const isTold = async () => (await told()).some(([customer]) => customer === first);
  expect(await isTold()).toBe(false);
  await withRest(14);
  expect(await isTold()).toBe(false);
  await withRest(90);
  expect(await isTold()).toBe(true);
  await withRest(0);
  expect(await isTold()).toBe(false);
  const last = customers.at(-1) ?? 0;
  await complain(last, 366);
  await withRest(Number.MAX_SAFE_INTEGER);
  expect((await told()).at(-1)).toEqual([last, 0, ['2025-11-20']]);
  const before = customers.at(-2) ?? 0;
  await complain(before, 367);
  expect((await told()).map(([customer]) => customer)).not.toContain(before);
});
