// What HQ tells a branch of its own memory: complaints that stood, by device; and the look-ups stay small for years.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Uuid, uuid7 } from '#shared/base/id.ts';
import { type Day, dayOfInstant, type Instant, DAY_MS } from '#shared/base/month.ts';
import type { Purpose } from '#shared/model/visit.ts';
import { createTestDevice } from '#hub/learn/test_device.ts';
import { type Database, sql } from './database.ts';
import { readAnswersHeard, readComplaintsHeard } from './heard.ts';
import { openTestDatabase, type TestDatabase } from './test_database.ts';
import { createTestBranch } from './test_province.ts';

const NOON = Date.UTC(2026, 10, 21, 4) as Instant;
let db: TestDatabase;
/** Customers 1 to 6 of CD01 by account, and one of CD02. */
let own: readonly number[] = [];
let stranger = 0;

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'CD01', customers: 6 });
  await createTestBranch(db, { code: 'CD02', customers: 1 });
  const ids = async (branch: string): Promise<readonly number[]> =>
    (
      await db.query<{ id: number }>(
        sql`select id from customer where branch = ${branch} order by id`,
      )
    ).map(({ id }) => id);
  own = await ids('CD01');
  stranger = (await ids('CD02'))[0] ?? 0;
});
afterAll(() => db.close());

/** What one device reports, one event after the other. */
async function reporter(id: string, branch: string) {
  const device = await createTestDevice(db, branch, id, NOON);
  return async (
    kind: 'visit.started' | 'visit.changed',
    purpose: Purpose,
    { visit, customer, at }: { visit: Uuid; customer: number; at: number },
  ): Promise<void> => {
    device.record(kind, { visit, customer, purpose, intended: null }, at as Instant);
    await device.send();
  };
}
const newVisit = () => uuid7(NOON, randomBytes(10));

test('the last complaint that each device heard, without slips, old ones and other branches', async () => {
  const one = await reporter('dev-1', 'CD01');
  const two = await reporter('dev-2', 'CD01');
  const [first = 0, second = 0, slipped = 0, late = 0, old = 0, fine = 0] = own;
  const start = (customer: number, at: number = NOON) => ({ visit: newVisit(), customer, at });

  // Heard at both, and at one of them twice: on 21 November, and ten days before.
  await one('visit.started', 'complaint', start(first, NOON - 10 * DAY_MS));
  await one('visit.started', 'complaint', start(first));
  await two('visit.started', 'complaint', start(first, NOON - 3 * DAY_MS));
  // It came out during the visit.
  const visit = start(second);
  await two('visit.started', 'top-up', visit);
  await two('visit.changed', 'complaint', { ...visit, at: NOON + 300_000 });
  // Put right in time, once too late.
  const slip = start(slipped);
  await one('visit.started', 'complaint', slip);
  await one('visit.changed', 'bill', { ...slip, at: NOON + 59_999 });
  const tooLate = start(late);
  await one('visit.started', 'complaint', tooLate);
  await one('visit.changed', 'bill', { ...tooLate, at: NOON + 60_000 });
  await one('visit.started', 'complaint', start(old, NOON - 21 * DAY_MS));
  await one('visit.started', 'fault', start(fine));
  // A customer of another branch, and this branch's customer at another one.
  await one('visit.started', 'complaint', start(stranger));
  const other = await reporter('dev-3', 'CD02');
  await other('visit.started', 'complaint', start(fine));

  expect(await readComplaintsHeard(db, 'CD01', '2026-11-01' as Day)).toEqual([
    {
      customer: first,
      complaints: [
        { device: 'dev-1', day: '2026-11-21' },
        { device: 'dev-2', day: '2026-11-18' },
      ],
    },
    { customer: second, complaints: [{ device: 'dev-2', day: '2026-11-21' }] },
    { customer: late, complaints: [{ device: 'dev-1', day: '2026-11-21' }] },
  ]);
  const earlier = await readComplaintsHeard(db, 'CD01', '2026-10-31' as Day);
  expect(earlier.map(({ customer }) => customer)).toEqual([first, second, late, old]);
  expect(await readComplaintsHeard(db, 'CD02', '2026-10-01' as Day)).toEqual([]);
});

test('what a clock ahead of HQ says was heard when HQ heard of it', async () => {
  const [, , , , , ahead = 0] = own;
  const today = dayOfInstant(Date.now(), 'Asia/Shanghai');
  const told = { visit: newVisit(), customer: ahead, at: Date.now() + 400 * DAY_MS };
  const four = await reporter('dev-4', 'CD01');
  await four('visit.started', 'complaint', told);
  const heard = await readComplaintsHeard(db, 'CD01', '2026-11-01' as Day);
  const day = heard.find(({ customer }) => customer === ahead)?.complaints[0]?.day ?? '';
  // Midnight may pass meanwhile.
  expect([today, dayOfInstant(Date.now(), 'Asia/Shanghai')]).toContain(day);
});

test('a memory of days is looked up by index, however many events there are', async () => {
  await db.execute(sql`
    insert into event (id, device, branch, sequence, kind, payload, at, day, staff)
    select gen_random_uuid(), 'dev-2', 'CD01', 1000 + n,
      (array['visit.started', 'visit.changed', 'answer.recorded', 'visit.finished'])[1 + n % 4],
      jsonb_build_object('visit', n::text, 'customer', ${own[0] ?? 0}::bigint,
        'purpose', case when n % 100 < 2 then 'complaint' else 'top-up' end, 'laterOn', null),
      ${NOON}::bigint - n * 600000::bigint, '2026-11-21'::date - n / 144, 'c1'
    from generate_series(1, 20000) as n`);
  await db.script('analyze event');
  const plans: string[] = [];
  const explaining: Database = {
    ...db,
    async query(statement) {
      const steps = await db.query<Record<string, string>>(sql`explain ${statement}`);
      plans.push(steps.flatMap((step) => Object.values(step)).join('\n'));
      return [];
    },
  };
  await readComplaintsHeard(explaining, 'CD01', '2026-11-01' as Day);
  await readAnswersHeard(explaining, 'CD01', NOON - 2 * DAY_MS, '2026-11-14' as Day);
  expect(plans).toHaveLength(2);
  for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on event/);
  expect(plans[0]).toMatch(/complaint_of_branch/);
  expect(plans[1]).toMatch(/answer_of_branch[^]*promise_of_branch/);
});
