// Audit logs at HQ: pieces that follow on each other are whole, others are noticed; who looked at whom is listed and summed.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Day } from '#shared/base/month.ts';
import { sql } from './database.ts';
import { readAuditStates, readLookUps, sumLookUps } from './look_ups.ts';
import { openTestDatabase, type TestDatabase } from './test_database.ts';
import { createTestBranch } from './test_province.ts';
import { addTestEvents, customerNumbers } from './test_visits.ts';

/** One in the morning at the branch, the day before in UTC. */
const AT = Date.UTC(2026, 10, 19, 17);
const DAY = '2026-11-20' as Day;
let db: TestDatabase;
let ids: readonly number[] = [];
let sequence = 0;

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'CD01', customers: 3 });
  await addTestEvents(db, 'CD01', []);
  ids = await customerNumbers(db, 'CD01');
});
afterAll(() => db.close());

async function comes(device: string, kind: string, payload: object, staff: string): Promise<void> {
  sequence += 1;
  await db.execute(sql`
    insert into event (id, device, branch, sequence, kind, payload, at, day, staff)
    values (gen_random_uuid(), ${device}, 'CD01', ${sequence}, ${kind},
      ${JSON.stringify(payload)}::jsonb, ${AT}, ${DAY}, ${staff})`);
}

const hash = (letter: string): string => letter.repeat(64);

const tells = (
  device: string,
  [from, through]: readonly [number, number],
  [previous, head]: readonly [string, string],
  entries: readonly object[] = [],
): Promise<void> =>
  comes(
    device,
    'look-ups.told',
    { from, through, previous: hash(previous), head: hash(head), searches: [], entries },
    'program',
  );

const stateOf = async (device: string) =>
  (await readAuditStates(db, 'CD01')).find((state) => state.device === device);

it('holds that whole which follows, and notices what was cut or written anew', async () => {
  expect(await stateOf('d1')).toMatchObject({ through: null, breaks: 0 });
  await tells('d1', [1, 4], ['0', 'a']);
  await tells('d1', [5, 9], ['a', 'b']);
  expect(await stateOf('d1')).toMatchObject({ through: 9, head: hash('b'), breaks: 0 });
  // Cut to seven rows, and begun again there.
  await tells('d1', [8, 8], ['c', 'd']);
  expect(await stateOf('d1')).toMatchObject({
    breaks: 1,
    broken: 'row 8 was told after row 9',
  });
  // Written anew with as many rows.
  await tells('d1', [9, 12], ['x', 'y']);
  expect(await stateOf('d1')).toMatchObject({ through: 12, breaks: 2 });
  await tells('d1', [13, 13], ['y', 'z']);
  expect(await stateOf('d1')).toMatchObject({ through: 13, breaks: 2 });
});

const look = (n: number, action: string, customer: number, more: object = {}) => ({
  sequence: n,
  at: AT,
  staff: 'c1',
  action,
  customer,
  ...more,
});

it('lists and sums who looked at whom, and who had no errand that day', async () => {
  const [one = 0, two = 0] = ids;
  await tells(
    'd2',
    [1, 4],
    ['0', 'a'],
    [
      look(1, 'open', one),
      look(2, 'reveal', one),
      look(3, 'open', two, { reason: '同事请查' }),
      look(4, 'open', two),
    ],
  );
  // The counter begins a visit with everybody who is opened: that alone is no errand.
  for (const customer of [one, two]) {
    await comes('d2', 'visit.started', { visit: 'v', customer }, 'c1');
  }
  // Nor is it one to end the visit as it began, or to note a sentence as not said.
  const ended = { visit: 'v', customer: two, purpose: 'top-up', prepaid: null, gifts: [] };
  await comes('d2', 'visit.finished', ended, 'c1');
  await comes('d2', 'answer.recorded', { visit: 'v', customer: two, answer: 'not-said' }, 'c1');
  await comes('d2', 'visit.finished', { ...ended, customer: one, purpose: 'bill' }, 'c1');
  expect(await sumLookUps(db, { from: DAY, to: DAY })).toEqual([
    {
      branch: 'CD01',
      staff: 'c1',
      opened: 3,
      customers: 2,
      withoutErrand: 1,
      revealed: 1,
      files: 0,
      beyond: 1,
    },
  ]);
  const account = 'A000002';
  expect(await readLookUps(db, { customer: account })).toMatchObject([
    { action: 'open', staff: 'c1', account, hasErrand: false, reason: '同事请查', day: DAY },
    { action: 'open', hasErrand: false },
  ]);
  expect(await readLookUps(db, { staff: 'm1' })).toEqual([]);
  const paid = { ...ended, prepaid: 5_000 };
  await comes('d2', 'visit.finished', paid, 'c1');
  expect(await sumLookUps(db, { from: DAY, to: DAY })).toMatchObject([{ withoutErrand: 0 }]);
  expect(await readLookUps(db, { to: '2026-11-19' as Day })).toEqual([]);
});
