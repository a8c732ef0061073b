// Prizes over many branches: whatever is late, lost or set back, no more are ever given than HQ has.
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, type Day, day } from '#shared/base/month.ts';
import { countTickets } from '#shared/engine/lottery/tickets.ts';
import type { OpenLease } from '#shared/model/lease.ts';
import { readBranch } from '#hub/db/branch.ts';
import { sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { readLentDecks } from '#hub/publish/sources.ts';
import { renewLotteryLeases } from './lottery.ts';
import { createTestCounter, type TestCounter } from './test_counter.ts';

const TOTAL = 3;
let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

/** A counter as it behaves: with the leases that it heard of, the days that it has seen, and a clock that may be set. */
type Drawer = {
  readonly counter: TestCounter;
  readonly branch: string;
  leases: readonly OpenLease[];
  lastDay: Day;
  clockShift: number;
  readonly drawn: Map<string, number>;
  prizes: number;
};

const noonOf = (on: Day): number => Date.parse(`${on}T04:00:00Z`);

function record(drawer: Drawer, today: Day): Day {
  const { counter } = drawer;
  counter.day = addDays(today, drawer.clockShift);
  if (counter.day > drawer.lastDay) drawer.lastDay = counter.day;
  return counter.day;
}

function drawIfAllowed(drawer: Drawer, today: Day, number: string): void {
  const { counter, drawn } = drawer;
  const on = addDays(today, drawer.clockShift);
  const lease = drawer.leases.find(
    ({ device, id, tickets, validFrom, validTo }) =>
      device === counter.id &&
      validFrom <= on &&
      on <= validTo &&
      drawer.lastDay <= validTo &&
      (drawn.get(id) ?? 0) < countTickets(tickets),
  );
  if (lease === undefined) return;
  record(drawer, today);
  drawn.set(lease.id, (drawn.get(lease.id) ?? 0) + 1);
  if (counter.draw(lease, number).prize !== null) drawer.prizes += 1;
}

type Step =
  | { readonly do: 'draw' | 'visit' | 'report' | 'publish' | 'renew'; readonly who: number }
  | { readonly do: 'clock'; readonly who: number; readonly days: number }
  | { readonly do: 'days'; readonly days: number };

const who = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('draw', 'draw', 'draw', 'draw', 'visit', 'report', 'renew', 'publish'),
      who,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('clock' as const),
      who,
      days: fc.constantFrom(0, 0, 0, 0, -1, -4, 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('days' as const),
      days: fc.integer({ min: 1, max: 4 }),
    }),
  },
);

let runs = 0;

/** The lottery goes on: each edition says anew until when. */
async function newEdition(lottery: string, edition: number, today: Day): Promise<void> {
  const name = { zh: '奖', en: 'prize' };
  const prizes = [{ id: 'pan', name, cost: 9_000, tickets: 2, total: TOTAL }];
  const validity = { validFrom: today, validTo: addDays(today, 2) };
  const version = `${lottery}.${edition}`;
  const doc = {
    version,
    offers: [],
    lotteries: [{ id: lottery, name, ...validity, prizes, blanks: 0 }],
  };
  await db.execute(sql`
    insert into catalog (version, doc, created_at)
    values (${version}, ${JSON.stringify(doc)}, clock_timestamp())`);
}

test('no more prizes are given than HQ has, over all branches and however long', async () => {
  let all = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 120 }), async (steps) => {
      runs += 1;
      const lottery = `lottery-${runs}`;
      let today = day('2026-11-02');
      let editions = 0;
      const drawers: Drawer[] = [];
      for (const name of ['east', 'west']) {
        await createTestBranch(db, { code: `${name}${runs}`, customers: 1 });
      }
      for (const branch of [`east${runs}`, `east${runs}`, `west${runs}`]) {
        drawers.push({
          counter: await createTestCounter(db, branch),
          branch,
          leases: [],
          lastDay: today,
          clockShift: 0,
          drawn: new Map(),
          prizes: 0,
        });
      }
      for (const each of steps) {
        if (each.do === 'days') {
          today = addDays(today, each.days);
          continue;
        }
        const drawer = drawers[each.who] as Drawer;
        const { counter, branch } = drawer;
        if (each.do === 'draw') drawIfAllowed(drawer, today, String(editions));
        if (each.do === 'clock') drawer.clockShift = each.days;
        if (each.do === 'visit') {
          record(drawer, today);
          counter.record('care.done', { care: 'c', customer: 1, outcome: 'done' });
        }
        if (each.do === 'report') await counter.report(2);
        if (each.do === 'publish' || each.do === 'renew') {
          await newEdition(lottery, (editions += 1), today);
          await db.transaction(async (tx) => {
            const document = await readBranch(tx, branch);
            if (document !== undefined) await renewLotteryLeases(tx, document, noonOf(today));
          });
        }
        if (each.do === 'renew') {
          drawer.leases = await readLentDecks(db, branch, noonOf(today));
        }
        const given = drawers.reduce((sum, { prizes }) => sum + prizes, 0);
        expect(given).toBeLessThanOrEqual(TOTAL);
      }
      all += drawers.reduce((sum, { prizes }) => sum + prizes, 0);
    }),
    // A walk is slow: the first that fails says enough.
    { numRuns: 15, endOnFailure: true },
  );
  // The walks went where it matters: about twelve prizes, so none at all is no chance.
  expect(all).toBeGreaterThan(0);
});
