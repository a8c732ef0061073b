// Points: whatever is lost, late or moved, the devices of a branch never let more be spent than a customer has.
import * as fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { uuid7 } from '#shared/base/id.ts';
import type { PointsLease } from '#shared/model/lease.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { type Database, sql } from '#hub/db/database.ts';
import { noteProgress } from '#hub/db/device_report.ts';
import { notePointsAskedBack, readPointsLease, readSpentPoints } from '#hub/db/points.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { EVENT_FORMS } from '#hub/serve/event_forms.ts';
import { readWaiting } from '#hub/serve/read_waiting.ts';
import { receiveEvents } from '#hub/serve/receive_events.ts';
import { pointsLeaseSource } from '#hub/publish/sources.ts';
import { movePointsLease, renewPointsLease } from './points.ts';
import { createTestCounter, type TestCounter } from './test_counter.ts';

const POINTS = 1_000;
let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

let branches = 0;
async function newBranch(): Promise<{ readonly branch: string; readonly customer: number }> {
  branches += 1;
  const branch = `b${branches}`;
  await createTestBranch(db, { code: branch, customers: 1 });
  const [row] = await db.query<{ id: number }>(
    sql`select id from customer where branch = ${branch}`,
  );
  return { branch, customer: row?.id ?? 0 };
}

/** What a publication gives the branch of one customer's points. */
type Published = {
  readonly number: number;
  readonly points: number;
  readonly lease: PointsLease | null;
};

const publish = (branch: string, customer: number, number: number): Promise<Published> =>
  db.transaction(async (tx: Database) => {
    await renewPointsLease(tx, branch);
    const spent = (await readSpentPoints(tx, branch)).get(customer) ?? 0;
    const [row] = await pointsLeaseSource(tx, branch, 0);
    await notePointsAskedBack(tx, branch, number);
    const lease = row === undefined ? null : (row[1] as unknown as PointsLease);
    return { number, points: Math.max(0, POINTS - spent), lease };
  });

const newId = () => uuid7(Date.UTC(2026, 10, 21), randomBytes(10));

/** As the branch does it: by the lease and the points that this device has heard of, less what it spent since. */
type Spender = {
  readonly counter: TestCounter;
  heard: Published | null;
  readonly spends: {
    readonly sequence: number;
    readonly points: number;
    undone: boolean;
    readonly finish: string;
  }[];
};

function spend(spender: Spender, customer: number, points: number): void {
  const { counter, heard, spends } = spender;
  if (heard?.lease?.device !== counter.id) return;
  const { counted } = heard.lease;
  const since = spends.filter((each) => each.sequence > counted && !each.undone);
  const left = heard.points - since.reduce((sum, each) => sum + each.points, 0);
  if (left < points) return;
  const finish = newId();
  const payload = { visit: newId(), customer, finish, offer: 'points', tier: 't', points };
  counter.record('points.spent', payload);
  spends.push({ sequence: counter.sequence(), points, undone: false, finish });
}

function undoLast({ counter, spends }: Spender): void {
  const last = spends.at(-1);
  if (last === undefined || last.undone) return;
  counter.record('event.undone', { undoes: last.finish, visit: newId() });
  last.undone = true;
}

const standing = (spenders: readonly Spender[]): number =>
  spenders
    .flatMap(({ spends }) => spends)
    .filter(({ undone }) => !undone)
    .reduce((sum, { points }) => sum + points, 0);

type Step =
  | { readonly do: 'spend'; readonly who: number; readonly points: number }
  | { readonly do: 'undo' | 'report' | 'pull' | 'move'; readonly who: number }
  | { readonly do: 'publish' };

const who = fc.nat({ max: 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('spend' as const),
      who,
      points: fc.integer({ min: 1, max: 700 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom('undo', 'report', 'pull', 'pull', 'move'), who }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'publish' as const }) },
);

test('two devices of a branch together never let more be spent than the customer has', async () => {
  let spent = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      const { branch, customer } = await newBranch();
      const spenders: Spender[] = [];
      for (let count = 0; count < 2; count += 1) {
        spenders.push({ counter: await createTestCounter(db, branch), heard: null, spends: [] });
      }
      let published = await publish(branch, customer, 1);
      let clock = Date.UTC(2026, 10, 21);
      for (const each of steps) {
        clock += 40_000;
        if (each.do === 'publish') {
          published = await publish(branch, customer, published.number + 1);
          continue;
        }
        const spender = spenders[each.who] as Spender;
        const { counter } = spender;
        if (each.do === 'spend') spend(spender, customer, each.points);
        if (each.do === 'undo') undoLast(spender);
        if (each.do === 'report') await counter.report(1);
        if (each.do === 'move')
          await movePointsLease(db, { branch, device: counter.id, force: false });
        if (each.do === 'pull') {
          // A round: what there is to report, then what follows the number that the device has.
          await counter.report();
          await noteProgress(db, counter.id, spender.heard?.number ?? 0, clock);
          // A visit is finished while the round goes on, and is reported with the next one.
          spend(spender, customer, 100);
          spender.heard = published;
          await noteProgress(db, counter.id, published.number, clock + 100);
        }
        expect(standing(spenders)).toBeLessThanOrEqual(POINTS);
      }
      spent += standing(spenders);
    }),
    { numRuns: 20 },
  );
  // The walks went where it matters.
  expect(spent).toBeGreaterThan(20 * 100);
});

test('the points that were published are less what stands of the spends that were reported', async () => {
  const { branch, customer } = await newBranch();
  const counter = await createTestCounter(db, branch);
  const spender: Spender = { counter, heard: await publish(branch, customer, 1), spends: [] };
  expect(spender.heard).toMatchObject({
    points: POINTS,
    lease: { device: counter.id, counted: 0 },
  });
  spend(spender, customer, 300);
  spend(spender, customer, 200);
  expect(await publish(branch, customer, 2)).toMatchObject({
    points: POINTS,
    lease: { counted: 0 },
  });
  await counter.report();
  expect(await publish(branch, customer, 3)).toMatchObject({ points: 500, lease: { counted: 2 } });
  undoLast(spender);
  await counter.report();
  expect(await publish(branch, customer, 4)).toMatchObject({ points: 700, lease: { counted: 3 } });
});

test('HQ’s own figures have in them what was spent up to their day, and reported by then', async () => {
  const { branch, customer } = await newBranch();
  const counter = await createTestCounter(db, branch);
  const spender: Spender = { counter, heard: await publish(branch, customer, 1), spends: [] };
  spend(spender, customer, 300);
  await counter.report();
  const figuresOf = async (asOf: string): Promise<number> => {
    await db.execute(sql`update customer set as_of = ${asOf} where id = ${customer}`);
    return (await publish(branch, customer, 2)).points;
  };
  expect(await figuresOf('2026-11-20')).toBe(700);
  // Of the day of the spend or later; but what came in after that day they cannot know.
  expect(await figuresOf('2199-12-31')).toBe(1_000);
  await db.execute(sql`update event set day = '2020-01-05' where device = ${counter.id}`);
  expect(await figuresOf('2020-01-05')).toBe(700);
});

test('a gap in what a device reported stops the counting; what was put aside does not, unless it gave away', async () => {
  const { branch, customer } = await newBranch();
  const counter = await createTestCounter(db, branch);
  const countedAfter = async (): Promise<number | undefined> =>
    (await publish(branch, customer, 2)).lease?.counted;
  counter.record('care.done', { care: 'c', customer, outcome: 'done' });
  counter.record('from.the.future', {});
  counter.record('care.done', { care: 'c', customer, outcome: 'done' });
  const held = counter.outbox.splice(1, 1);
  await counter.report();
  expect(await countedAfter()).toBe(1);
  counter.outbox.push(...held);
  await counter.report();
  expect(await countedAfter()).toBe(3);
  counter.record('points.spent', { malformed: true });
  counter.record('care.done', { care: 'c', customer, outcome: 'done' });
  await counter.report();
  expect(await countedAfter()).toBe(3);
});

test('moving the lease asks it back first; by force it goes at once', async () => {
  const { branch, customer } = await newBranch();
  const [first, second] = [
    await createTestCounter(db, branch),
    await createTestCounter(db, branch),
  ];
  expect((await publish(branch, customer, 1)).lease?.device).toBe(first.id);
  const move = (device: string, force = false) => movePointsLease(db, { branch, device, force });
  expect(await move(first.id)).toEqual({ ok: false, error: { type: 'is-holder' } });
  expect(await move('nobody')).toEqual({
    ok: false,
    error: { type: 'unknown-device', devices: [first.id, second.id] },
  });
  expect(await move(second.id)).toMatchObject({ value: { state: 'asked-back' } });
  // Nobody has it until the holder is known to have heard.
  expect((await publish(branch, customer, 2)).lease).toBeNull();
  const start = Date.UTC(2026, 10, 21);
  await noteProgress(db, first.id, 1, start);
  await noteProgress(db, first.id, 1, start + 120_000);
  expect((await publish(branch, customer, 3)).lease).toBeNull();
  await noteProgress(db, first.id, 3, start + 180_000);
  expect((await publish(branch, customer, 4)).lease).toBeNull();
  await noteProgress(db, first.id, 3, start + 245_000);
  expect((await publish(branch, customer, 5)).lease?.device).toBe(second.id);
  expect(await move(first.id, true)).toMatchObject({ value: { state: 'given' } });
  expect((await publish(branch, customer, 6)).lease?.device).toBe(first.id);
  // Asked back, and left where it was after all.
  await move(second.id);
  expect(await move(first.id)).toMatchObject({ value: { state: 'given' } });
  expect(await readPointsLease(db, branch)).toMatchObject({ holder: first.id, next: null });
  expect((await publish(branch, customer, 7)).lease?.device).toBe(first.id);
});

test('what the holder told and this hub cannot read yet may have been spends: the lease waits for it', async () => {
  const { branch, customer } = await newBranch();
  const [first, second] = [
    await createTestCounter(db, branch),
    await createTestCounter(db, branch),
  ];
  await publish(branch, customer, 1);
  await movePointsLease(db, { branch, device: second.id, force: false });
  await publish(branch, customer, 2);
  first.record('points.lent', { customer, points: 300 });
  await receiveEvents(db, { id: first.id, branch }, first.outbox, {
    protocol: PROTOCOL_VERSION + 1,
  });
  const start = Date.UTC(2026, 10, 21);
  await noteProgress(db, first.id, 2, start);
  await noteProgress(db, first.id, 2, start + 120_000);
  expect((await publish(branch, customer, 3)).lease).toBeNull();
  const later = {
    ...EVENT_FORMS,
    protocol: PROTOCOL_VERSION + 1,
    payloads: new Map([...EVENT_FORMS.payloads, ['points.lent', [z.looseObject({})]]]),
  };
  expect(await readWaiting(db, later)).toEqual({ read: 1, putAside: 0 });
  expect((await publish(branch, customer, 4)).lease?.device).toBe(second.id);
});

test('points rest after a ledger lost entries, until the operator’s figures are of a later day', async () => {
  const { branch, customer } = await newBranch();
  const counter = await createTestCounter(db, branch);
  const counted = async (): Promise<number | undefined> =>
    (await publish(branch, customer, 2)).lease?.counted;
  const figuresOf = (asOf: string) =>
    db.execute(sql`update customer set as_of = ${asOf} where branch = ${branch}`);
  counter.record('care.done', { care: 'c', customer, outcome: 'done' });
  for (let lost = 2; lost <= 4; lost += 1) counter.record('points.spent', { lost });
  counter.outbox.splice(1);
  counter.record('ledger.mended', {
    cause: 'damaged',
    kept: 1,
    lost: [{ from: 2, through: 4 }],
    lookUps: 0,
  });
  await counter.report();
  await figuresOf('2026-11-21');
  expect(await counted()).toBe(1);
  await figuresOf('2026-11-22');
  expect(await counted()).toBe(5);
});
