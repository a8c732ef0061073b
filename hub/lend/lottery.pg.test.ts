// Decks of tickets: each device one, republishing changes none, and never more prizes out than HQ has.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY_MS, type Day } from '#shared/base/month.ts';
import { countTickets } from '#shared/engine/lottery/tickets.ts';
import type { OpenLease } from '#shared/model/lease.ts';
import { readBranch } from '#hub/db/branch.ts';
import { sql } from '#hub/db/database.ts';
import { readLeases } from '#hub/db/lease.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { lotteryStatus } from './lottery_status.ts';
import { verifyEvent, verifyLottery, verifySlip } from './verify_lottery.ts';
import { readLentDecks } from '#hub/publish/sources.ts';
import { givenAway, renewLotteries, renewLotteryLeases } from './lottery.ts';
import { createTestCounter, type TestCounter } from './test_counter.ts';

const NOW = Date.UTC(2026, 10, 21, 4);
let db: TestDatabase;
let counters: { readonly east: TestCounter; readonly west: TestCounter; readonly far: TestCounter };

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 1 });
  await createTestBranch(db, { code: 'b2', customers: 1 });
  counters = {
    east: await createTestCounter(db, 'b1'),
    west: await createTestCounter(db, 'b1'),
    far: await createTestCounter(db, 'b2'),
  };
});
afterAll(() => db.close());

let lotteries = 0;
/** Each test its own lottery, so that decks of others are not in the way. */
async function newLottery(changes: { total?: number; blanks?: number } = {}): Promise<string> {
  lotteries += 1;
  const id = `lottery-${lotteries}`;
  const { total = 7, blanks = 2 } = changes;
  const name = { zh: '奖', en: 'prize' };
  const prizes = [{ id: 'pan', name, cost: 9_000, tickets: 3, total }];
  const validity = { validFrom: '2026-11-01', validTo: '2026-11-30' };
  const version = `2026.11.${lotteries}`;
  const doc = { version, offers: [], lotteries: [{ id, name, ...validity, prizes, blanks }] };
  await db.execute(sql`
    insert into catalog (version, doc, created_at)
    values (${version}, ${JSON.stringify(doc)}, clock_timestamp())`);
  return id;
}

const renew = (branch: string, now = NOW): Promise<void> =>
  db.transaction(async (tx) => {
    const document = await readBranch(tx, branch);
    if (document !== undefined) await renewLotteryLeases(tx, document, now);
  });

/** As the branch would get them. */
async function leasesOf(branch: string, lottery: string, now = NOW): Promise<OpenLease[]> {
  const lent = await readLentDecks(db, branch, now);
  return lent.filter((each) => each.lottery === lottery);
}

const leaseOf = async (counter: TestCounter, branch: string, lottery: string, now = NOW) => {
  const lease = (await leasesOf(branch, lottery, now)).find(({ device }) => device === counter.id);
  if (lease === undefined) throw new Error('no lease');
  return lease;
};

const out = async (lottery: string): Promise<number> =>
  givenAway(await readLeases(db), lottery).get('pan') ?? 0;

let lottery: string;
beforeEach(async () => {
  lottery = await newLottery();
});

test('branches that are published at once lend no prize twice', async () => {
  // Two devices ask for three each of four.
  lottery = await newLottery({ total: 4 });
  await Promise.all(['b1', 'b2', 'b1', 'b2'].map((branch) => renewLotteries(db, branch, NOW)));
  expect(await out(lottery)).toBe(4);
});

test('each device of the branch gets one deck, and keeps it over any number of publications', async () => {
  await renew('b1');
  const leases = await leasesOf('b1', lottery);
  expect(leases.map(({ device }) => device).toSorted()).toEqual(
    [counters.east.id, counters.west.id].toSorted(),
  );
  expect(leases[0]).toMatchObject({
    tickets: { '-': 2, pan: 3 },
    validFrom: '2026-11-01',
    validTo: '2026-11-30',
  });
  expect(leases[0]?.lastSeed).not.toBe(leases[1]?.lastSeed);
  await renew('b1', NOW + DAY_MS);
  expect(await leasesOf('b1', lottery)).toEqual(leases);
  expect(await leasesOf('b2', lottery)).toEqual([]);
});

test('all decks together never hold more than HQ has, over all branches', async () => {
  await renew('b1');
  expect(await out(lottery)).toBe(6);
  await renew('b2');
  const [last] = await leasesOf('b2', lottery);
  // One prize of two is left, and half of the blanks: the odds stay.
  expect(last?.tickets).toEqual({ '-': 1, pan: 1 });
  expect(await out(lottery)).toBe(7);
  // None is left: a deck of blanks would be no lottery.
  const late = await createTestCounter(db, 'b2');
  await renew('b2');
  expect((await leasesOf('b2', lottery)).map(({ device }) => device)).not.toContain(late.id);
  expect(await out(lottery)).toBe(7);
});

test('a deck that is used up is settled, and the next one comes with the next publication', async () => {
  await renew('b1');
  const lease = await leaseOf(counters.east, 'b1', lottery);
  for (let draw = 1; draw < countTickets(lease.tickets); draw += 1) {
    counters.east.draw(lease, String(draw));
  }
  await counters.east.report();
  await renew('b1');
  expect((await leaseOf(counters.east, 'b1', lottery)).id).toBe(lease.id);
  counters.east.draw(lease, '99');
  await counters.east.report();
  await renew('b1');
  const next = await leaseOf(counters.east, 'b1', lottery);
  expect(next.id).not.toBe(lease.id);
  expect(next.tickets).toEqual({ '-': 1, pan: 1 });
  expect(await out(lottery)).toBe(7);
  expect(await verifyLottery(db, lease.id)).toEqual({
    ok: true,
    value: { leases: 1, draws: 5, faults: [] },
  });
});

test('what was not drawn comes back when the time is over, but only of devices that told all', async () => {
  await renew('b1');
  const { east, west } = counters;
  const drawn = east.draw(await leaseOf(east, 'b1', lottery), '5');
  const given = drawn.prize === null ? 0 : 1;
  const over = Date.UTC(2026, 11, 2, 4);
  await renew('b1', over);
  expect(await out(lottery)).toBe(6);
  expect(await leasesOf('b1', lottery, over)).toEqual([]);
  // West's event of December came, but one before it did not: a draw may be in it.
  for (const counter of [east, west]) {
    counter.record('visit.started', {
      visit: counter.id,
      customer: 1,
      purpose: 'bill',
      intended: null,
    });
  }
  for (const counter of [east, west]) {
    counter.day = '2026-12-02' as Day;
    counter.record('care.done', { care: 'c1', customer: 1, outcome: 'done' });
  }
  const [missing] = west.outbox.splice(0, 1);
  expect(missing).toBeDefined();
  await west.report();
  await east.report();
  await renew('b1', over);
  expect(await out(lottery)).toBe(given + 3);
  for (const counter of [east, west]) counter.day = '2026-11-21' as Day;
});

test('an event of a clock that ran ahead ends no deck, neither at once nor when its day comes', async () => {
  await renew('b2');
  const { far } = counters;
  const lent = await out(lottery);
  const over = Date.UTC(2026, 11, 2, 4);
  const visitOf = async (day: string, on: string): Promise<void> => {
    far.day = day as Day;
    far.record('care.done', { care: 'c2', customer: 1, outcome: 'done' });
    await far.report(undefined, on as Day);
    far.day = '2026-11-21' as Day;
  };
  await visitOf('2026-12-02', '2026-11-21');
  await renew('b2', over);
  expect(await out(lottery)).toBe(lent);
  await visitOf('2026-12-02', '2026-12-02');
  await renew('b2', over);
  expect(await out(lottery)).toBe(lent - 3);
});

test('HQ sees what is given, lent and left', async () => {
  await renew('b2');
  const lease = await leaseOf(counters.far, 'b2', lottery);
  const prizes = ['1', '2'].map((number) => counters.far.draw(lease, number).prize);
  await counters.far.report();
  const given = prizes.filter((prize) => prize !== null).length;
  const [status] = await lotteryStatus(db, NOW);
  const gone = await out(lottery);
  expect(status?.prizes[0]).toMatchObject({ total: 7, given, lent: gone - given, left: 7 - gone });
  expect(status?.leases.find(({ id }) => id === lease.id)).toMatchObject({
    tickets: 5,
    drawn: 2,
    state: 'open',
  });
});

test('a draw that was tampered with is named, whether HQ finds it or a customer brings the slip', async () => {
  await renew('b2');
  const lease = await leaseOf(counters.far, 'b2', lottery);
  const good = counters.far.draw(lease, '1');
  const forged = { ...counters.far.draw(lease, '2'), draw: 2, prize: 'car' };
  counters.far.outbox.pop();
  const event = counters.far.record('lottery.drawn', forged);
  const stray = counters.far.record('lottery.drawn', { ...good, lease: 'made-up' });
  await counters.far.report();
  const found = await verifyLottery(db);
  if (!found.ok) throw new Error(found.error.type);
  expect(found.value.faults).toMatchObject([
    { lease: lease.id, draw: 2, event, detail: expect.stringContaining('gave car') },
    { lease: 'made-up', event: stray, detail: expect.stringContaining('never leased') },
  ]);
  expect(await verifyEvent(db, event)).toMatchObject({ value: { faults: [{ draw: 2 }] } });

  const slip = { ...good, fingerprint: lease.commitment };
  expect(await verifySlip(db, JSON.stringify(slip))).toMatchObject({ value: { faults: [] } });
  expect(await verifySlip(db, JSON.stringify(good))).toMatchObject({ value: { faults: [] } });
  for (const wrong of [
    { ...slip, prize: slip.prize === null ? 'pan' : null },
    { ...slip, fingerprint: 'f'.repeat(64) },
    { ...slip, tickets: {} },
  ]) {
    const checked = await verifySlip(db, JSON.stringify(wrong));
    expect(checked.ok && checked.value.faults.length > 0).toBe(true);
  }
  expect(await verifySlip(db, '{')).toMatchObject({ error: { type: 'bad-slip' } });
  expect(await verifySlip(db, JSON.stringify({ ...good, lease: 'other' }))).toEqual({
    ok: false,
    error: { type: 'unknown-lease' },
  });
});
