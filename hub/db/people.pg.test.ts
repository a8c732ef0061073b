// What counters record of their people, taken up by HQ in whichever order it comes, and what HQ does about it.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readStaff } from './branch.ts';
import { sql } from './database.ts';
import { blockStaff, giveOnePin, readStaffOverview, releaseStaff } from './staff.ts';
import { openTestDatabase, type TestDatabase } from './test_database.ts';
import { createTestBranch } from './test_province.ts';
import { addTestEvents } from './test_visits.ts';

const FIRST = 'scrypt$16384$8$1$AA==$AA==';
const AT = Date.UTC(2026, 10, 20);
let db: TestDatabase;
let sequence = 0;

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'CD01', customers: 0 });
  await db.execute(sql`update branch set is_demo = false`);
  await addTestEvents(db, 'CD01', []);
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.execute(sql`delete from event`);
  await db.execute(sql`
    update staff set later_hash = null, later_is_own = false, releases = 0, released_at = null,
      is_blocked = false, block_event = null`);
  sequence = 0;
});

const nameOf = (hash: string): string => createHash('sha256').update(hash).digest('hex');
const own = (letter: string): string => `scrypt$16384$8$1$own$${letter}`;
const idOf = (n: number): string => `019f0000-0000-7000-8000-${String(n).padStart(12, '0')}`;

async function comes(
  n: number,
  kind: string,
  payload: object,
  staff = 'c1',
  device = 'd1',
): Promise<void> {
  sequence += 1;
  await db.execute(sql`
    insert into event (id, device, branch, sequence, kind, payload, at, day, staff)
    values (${idOf(n)}, ${device}, 'CD01', ${sequence}, ${kind}, ${JSON.stringify(payload)}::jsonb,
      ${AT + n}, '2026-11-20', ${staff})`);
}

const clerk = async () => (await readStaff(db, 'CD01')).find(({ id }) => id === 'c1');
const seen = async () => (await readStaffOverview(db, 'CD01')).find(({ id }) => id === 'c1');

it('takes an own PIN for the one it replaces, and follows a later one that came first', async () => {
  expect(await clerk()).toMatchObject({ pinHash: FIRST, isFirstPin: true });
  await comes(2, 'pin.chosen', { replaces: nameOf(own('a')), pinHash: own('b') }, 'c1', 'd2');
  expect(await clerk()).toMatchObject({ pinHash: FIRST, isFirstPin: true });
  await comes(1, 'pin.chosen', { replaces: nameOf(FIRST), pinHash: own('a') });
  expect(await clerk()).toMatchObject({ pinHash: own('b'), isFirstPin: false });
});

it('takes no choice that replaces what HQ has given anew, and none in a circle', async () => {
  await comes(1, 'pin.chosen', { replaces: nameOf(FIRST), pinHash: own('a') });
  await db.execute(sql`update staff set pin_hash = 'scrypt$16384$8$1$AA==$BB==' where id = 'c1'`);
  expect(await clerk()).toMatchObject({
    pinHash: 'scrypt$16384$8$1$AA==$BB==',
    isFirstPin: true,
    releases: 1,
  });
  await comes(2, 'pin.chosen', { replaces: nameOf(own('a')), pinHash: own('b') });
  expect(await clerk()).toMatchObject({ isFirstPin: true });
  await comes(3, 'pin.chosen', { replaces: nameOf(own('x')), pinHash: own('y') });
  await comes(4, 'pin.chosen', { replaces: nameOf(own('y')), pinHash: own('x') });
  await giveOnePin(db, 'CD01', 'c1', own('x'), AT);
  await comes(5, 'pin.chosen', { replaces: nameOf(own('x')), pinHash: own('y') });
  expect((await clerk())?.isFirstPin).toBe(false);
  await db.execute(sql`update staff set pin_hash = ${FIRST} where id = 'c1'`);
});

it("keeps an own PIN when HQ's file says again what it said", async () => {
  await comes(1, 'pin.chosen', { replaces: nameOf(FIRST), pinHash: own('a') });
  await db.execute(sql`update staff set name = '李小梅', pin_hash = ${FIRST} where id = 'c1'`);
  expect(await clerk()).toMatchObject({ pinHash: own('a'), isFirstPin: false });
});

const block = (isBlocked: boolean) => ({
  member: 'c1',
  isBlocked,
  reason: '离职',
  approvedBy: 'm1',
});

it('takes the newest word of who is barred; HQ counts over all before', async () => {
  await comes(2, 'staff.blocked', block(true), 'm1');
  await comes(1, 'staff.blocked', block(false), 'm1', 'd2');
  expect(await clerk()).toMatchObject({ isBlocked: true, blockEvent: idOf(2) });
  expect(await seen()).toMatchObject({ isBlocked: true, blockedBy: 'm1', reason: '离职' });
  expect(await blockStaff(db, 'CD01', 'c1', false)).toBe(true);
  expect(await clerk()).toMatchObject({ isBlocked: false, blockEvent: idOf(2) });
  await comes(3, 'staff.blocked', block(true), 'm1');
  expect(await clerk()).toMatchObject({ isBlocked: true, blockEvent: idOf(3) });
});

it('knows where somebody is locked out, until a manager or HQ releases', async () => {
  const locked = { member: 'c1', failures: 10, isLocked: true };
  await comes(1, 'pins.wrong', locked, 'program');
  await comes(2, 'pins.wrong', locked, 'program', 'd2');
  expect((await seen())?.lockedAt).toEqual(['d1', 'd2']);
  await comes(3, 'pins.released', { member: 'c1', approvedBy: 'm1' }, 'm1');
  expect((await seen())?.lockedAt).toEqual(['d2']);
  expect(await releaseStaff(db, 'CD01', 'c1', AT + 10)).toBe(true);
  expect((await seen())?.lockedAt).toEqual([]);
  expect(await clerk()).toMatchObject({ releases: 1 });
  expect(await releaseStaff(db, 'CD01', 'nobody', AT)).toBe(false);
});
