// Drawing at the counter: who may, that two windows never overrun a deck, and that every draw can be checked.
import * as fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { DAY_MS, type Day } from '#shared/base/month.ts';
import { seedOfDraw } from '#shared/engine/lottery/seed_chain.ts';
import { BLANK, countTickets, type Tickets } from '#shared/engine/lottery/tickets.ts';
import { type Drawn, verifyDraw } from '#shared/engine/lottery/verify_draw.ts';
import { type Catalog, catalogSchema } from '#shared/model/catalog.ts';
import { DRAW_NUMBER } from '#shared/model/draw_number.ts';
import type { LotteryLease, OpenLease } from '#shared/model/lease.ts';
import {
  answerInput,
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { CATALOG, customer } from '#tests/fixtures/branch.ts';
import { failure, value } from '#tests/fixtures/data_process.ts';
import { sealedLease } from '#tests/fixtures/sealed_lease.ts';
import { row } from '#tests/fixtures/published.ts';

vi.setConfig({ testTimeout: 60_000 });

const LOTTERY = {
  id: 'autumn',
  name: { zh: '秋日抽奖', en: 'Autumn draw' },
  validFrom: '2020-01-01',
  validTo: '2099-12-31',
  prizes: [
    { id: 'cup', name: { zh: '水杯', en: 'a cup' }, cost: 1_000, tickets: 3, total: 90 },
    { id: 'pan', name: { zh: '炒锅', en: 'a pan' }, cost: 9_000, tickets: 1, total: 30 },
  ],
  blanks: 4,
};

/** The ladder's tiers bring `count` draws each, and no gift. */
const catalogOf = (count: number): Catalog =>
  catalogSchema.parse({
    ...CATALOG,
    lotteries: [LOTTERY],
    offers: CATALOG.offers.map((offer) => ({
      ...offer,
      family: 'lottery',
      tiers: offer.tiers.map((tier) => ({
        ...tier,
        gift: null,
        draws: { lottery: 'autumn', count },
      })),
    })),
  });

function leaseOf(tickets: Tickets, changes: Partial<OpenLease> = {}): OpenLease {
  const lastSeed = randomBytes(32).toString('hex');
  return {
    id: 'L1',
    lottery: 'autumn',
    device: 'dev-1',
    validFrom: '2020-01-01' as Day,
    validTo: '2099-12-31' as Day,
    tickets,
    commitment: seedOfDraw(lastSeed, 0, countTickets(tickets)),
    lastSeed,
    ...changes,
  };
}

const dayIn = (days: number): Day =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10) as Day;

let open: BranchAtWork | null = null;
afterEach(() => open?.stop());

async function branchWith(
  leases: readonly (OpenLease | LotteryLease)[],
  count = 1,
): Promise<{ branch: BranchAtWork; clerk: Client }> {
  const customers = Array.from({ length: 120 }, (_, index) => customer(index + 1));
  const more = leases.map((lease) =>
    row('lottery-lease', lease.id, 'lastSeed' in lease ? sealedLease(lease) : lease),
  );
  const branch = await branchAtWork({ customers, catalog: catalogOf(count), more });
  open = branch;
  return { branch, clerk: await clerkAt(branch.process) };
}

/** A visit whose first sentence was answered so, finished with this prepayment. */
async function finishedVisit(
  clerk: Client,
  id: number,
  { prepaid = 10_000, answer = 'accepted' as 'accepted' | 'declined' } = {},
) {
  const visit = await startVisit(clerk, id);
  value(await clerk.send('visit.answer', answerInput(visit, answer)));
  return value(await clerk.send('visit.finish', { visit: visit.visit, prepaid, gifts: [] }));
}

/** What HQ would get, in order. */
async function drawnEvents({ hub }: BranchAtWork, clerk: Client): Promise<Drawn[]> {
  value(await clerk.send('sync.now', {}));
  return [...hub.stored.values()]
    .filter(({ kind }) => kind === 'lottery.drawn')
    .toSorted((a, b) => a.sequence - b.sequence)
    .map(({ payload }) => payload as Drawn);
}

describe('lottery.show', () => {
  it('shows prizes, the dearest first, the odds, and the fingerprint of the next draw', async () => {
    const lease = leaseOf({ cup: 3, pan: 1, [BLANK]: 4 });
    const { clerk } = await branchWith([lease]);
    expect(value(await clerk.send('lottery.show', { lottery: 'autumn' }))).toEqual({
      lottery: 'autumn',
      name: LOTTERY.name,
      prizes: [
        { id: 'pan', name: LOTTERY.prizes[1]?.name, left: 1 },
        { id: 'cup', name: LOTTERY.prizes[0]?.name, left: 3 },
      ],
      blanks: 4,
      lease: 'L1',
      nextDraw: 1,
      commitment: lease.commitment,
      winners: [],
    });
    const other = await clerk.send('lottery.show', { lottery: 'spring' });
    expect(failure(other)).toEqual({ type: 'no-ticket' });
  });

  it('knows no lease of another device, of another time, or one that a later day has ended', async () => {
    const tickets = { cup: 3 };
    const { branch, clerk } = await branchWith([
      leaseOf(tickets, { id: 'other', device: 'dev-2' }),
      leaseOf(tickets, { id: 'ended', validTo: '2021-01-01' as Day }),
      leaseOf(tickets, { id: 'later', validFrom: '2099-01-01' as Day }),
    ]);
    const show = () => clerk.send('lottery.show', { lottery: 'autumn' });
    expect(failure(await show())).toEqual({ type: 'no-ticket' });
    // A clock set to the years of the lease does not bring it back, once the ledger knows later days.
    await startVisit(clerk, 1);
    branch.process.clockShift = Date.parse('2020-06-01') - Date.now();
    expect(failure(await show())).toEqual({ type: 'no-ticket' });
    branch.process.clockShift = 0;
  });
});

describe('a clock that ran 800 days ahead', () => {
  it('is said while it is off, and closes no deck once HQ was heard', async () => {
    const lease = leaseOf({ cup: 3 }, { validTo: dayIn(30) });
    const { branch, clerk } = await branchWith([lease]);
    const show = () => clerk.send('lottery.show', { lottery: 'autumn' });
    branch.hub.fault = () => 'drop';
    branch.process.clockShift = 800 * DAY_MS;
    await startVisit(clerk, 1);
    branch.process.clockShift = 0;
    // HQ has not seen it: perhaps the days of before are the wrong ones.
    expect(failure(await show())).toEqual({ type: 'no-ticket' });
    branch.hub.fault = null;
    branch.process.clockShift = 800 * DAY_MS;
    const status = value(await clerk.send('sync.now', {}));
    expect(status).toMatchObject({ line: 'online', unsent: 0 });
    expect(Math.round((status.clockAhead ?? 0) / DAY_MS)).toBe(800);
    branch.process.clockShift = 0;
    expect(value(await clerk.send('sync.now', {})).clockAhead).toBeNull();
    expect(value(await show())).toMatchObject({ lease: 'L1', nextDraw: 1 });
    // A day that HQ has reached ends what ended by it, whatever the clock says then.
    await startVisit(clerk, 2);
    value(await clerk.send('sync.now', {}));
    branch.process.clockShift = -40 * DAY_MS;
    expect(value(await show())).toMatchObject({ lease: 'L1' });
    branch.process.clockShift = 0;
  });

  it('is said when it is a day behind', async () => {
    const { branch, clerk } = await branchWith([]);
    branch.process.clockShift = -DAY_MS;
    const { clockAhead } = value(await clerk.send('sync.now', {}));
    expect(Math.round((clockAhead ?? 0) / DAY_MS)).toBe(-1);
    branch.process.clockShift = 0;
  });
});

describe('lottery.draw', () => {
  it('draws, shows the seed, and the next fingerprint is that seed; winners are masked', async () => {
    const lease = leaseOf({ cup: 2 });
    const { branch, clerk } = await branchWith([lease]);
    const visit = await finishedVisit(clerk, 1);
    expect(visit.draws).toEqual({ lottery: 'autumn', left: 1 });
    const drawn = value(await clerk.send('lottery.draw', { visit: visit.visit, number: '0088' }));
    expect(drawn).toMatchObject({
      lease: 'L1',
      draw: 1,
      number: '0088',
      seed: seedOfDraw(lease.lastSeed, 1, 2),
      prize: { id: 'cup', name: { zh: '水杯' } },
      left: 0,
      lottery: { nextDraw: 2, commitment: drawn.seed, prizes: [{ id: 'cup', left: 1 }], blanks: 0 },
    });
    expect(drawn.lottery.winners).toMatchObject([{ name: '陈*', prize: { en: 'a cup' } }]);
    expect(verifyDraw(lease, await drawnEvents(branch, clerk))).toEqual([]);
  });

  it('cannot be of a deck whose seed HQ sealed for another window, whatever the row says', async () => {
    const lease = leaseOf({ cup: 2 });
    const { branch, clerk } = await branchWith([sealedLease(lease, 'c'.repeat(64))]);
    const visit = await finishedVisit(clerk, 1);
    const refused = await clerk.send('lottery.draw', { visit: visit.visit, number: '0088' });
    expect(failure(refused)).toMatchObject({ type: 'bug' });
    expect(await drawnEvents(branch, clerk)).toEqual([]);
  });

  it('is for a finished visit whose accepted tier was paid for, and for so many draws only', async () => {
    const { clerk } = await branchWith([leaseOf({ cup: 9 })], 2);
    const draw = (visit: string) => clerk.send('lottery.draw', { visit, number: '1' });
    const open1 = await startVisit(clerk, 1);
    expect(failure(await draw(open1.visit))).toEqual({ type: 'no-draw' });
    expect(failure(await draw(open1.decision))).toEqual({ type: 'unknown-visit' });
    const refused = [{ prepaid: 9_999 }, { answer: 'declined' as const }];
    for (const [index, terms] of refused.entries()) {
      const visit = await finishedVisit(clerk, 10 + index, terms);
      expect(visit.draws).toBeNull();
      expect(failure(await draw(visit.visit))).toEqual({ type: 'no-draw' });
    }
    const { visit } = await finishedVisit(clerk, 3);
    expect(value(await draw(visit)).left).toBe(1);
    expect(value(await draw(visit)).left).toBe(0);
    expect(failure(await draw(visit))).toEqual({ type: 'no-draw' });
  });

  it('says when no ticket is left, and goes on with the next deck', async () => {
    const { clerk } = await branchWith([leaseOf({ cup: 2 })], 2);
    // Both were promised draws while there were tickets: whoever draws first has them.
    const first = await finishedVisit(clerk, 1);
    const late = await finishedVisit(clerk, 2);
    value(await clerk.send('lottery.draw', { visit: first.visit, number: '1' }));
    value(await clerk.send('lottery.draw', { visit: first.visit, number: '2' }));
    const none = await clerk.send('lottery.draw', { visit: late.visit, number: '3' });
    expect(failure(none)).toEqual({ type: 'no-ticket' });
    const shown = value(await clerk.send('lottery.show', { lottery: 'autumn' }));
    expect(shown).toMatchObject({ nextDraw: 3, prizes: [{ left: 0 }], blanks: 0 });
    await open?.stop();

    const two = await branchWith([leaseOf({ cup: 1 }), leaseOf({ pan: 1 }, { id: 'L2' })], 2);
    const again = await finishedVisit(two.clerk, 1);
    const leases: string[] = [];
    for (const number of ['1', '1']) {
      const drawn = await two.clerk.send('lottery.draw', { visit: again.visit, number });
      leases.push(value(drawn).lease);
    }
    expect(leases).toEqual(['L1', 'L2']);
  });

  it('shuts the way back to before the finish', async () => {
    const { clerk } = await branchWith([leaseOf({ cup: 2 })]);
    const finished = await finishedVisit(clerk, 1);
    const event = finished.undo?.event;
    if (event === undefined) throw new Error('nothing to undo');
    value(await clerk.send('lottery.draw', { visit: finished.visit, number: '1' }));
    const undo = await clerk.send('visit.undo', { visit: finished.visit, event });
    expect(failure(undo)).toEqual({ type: 'already-drawn' });
  });

  it('goes on where it was after a restart', async () => {
    const { branch, clerk } = await branchWith([leaseOf({ cup: 2 })], 2);
    const { visit } = await finishedVisit(clerk, 1);
    value(await clerk.send('lottery.draw', { visit, number: '1' }));
    await branch.restart();
    const again = await clerkAt(branch.process);
    const drawn = value(await again.send('lottery.draw', { visit, number: '2' }));
    expect(drawn).toMatchObject({ draw: 2, left: 0 });
  });
});

describe('two windows on one deck', () => {
  it('never overrun it: draws are 1, 2, 3 ... without a gap, and each of them checks', async () => {
    const lease = leaseOf({ cup: 9, pan: 3, [BLANK]: 18 });
    const { branch, clerk } = await branchWith([lease], 10);
    const windows = [
      clerk,
      await clerkAt(branch.process, 'c2', '2345'),
      await clerkAt(branch.process),
    ];
    const visits: string[] = [];
    for (let id = 1; id <= 6; id += 1) visits.push((await finishedVisit(clerk, id)).visit);
    let before = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            window: fc.nat({ max: windows.length - 1 }),
            visit: fc.nat({ max: visits.length - 1 }),
            number: fc.stringMatching(DRAW_NUMBER),
          }),
          { maxLength: 12 },
        ),
        async (calls) => {
          // All at once: no call waits for another.
          const results = await Promise.all(
            calls.map(({ window, visit, number }) =>
              windows[window]?.send('lottery.draw', { visit: visits[visit] ?? '', number }),
            ),
          );
          const refusals = results.flatMap((result) =>
            result === undefined || result.ok ? [] : [result.error.type],
          );
          expect(['no-draw', 'no-ticket']).toEqual(expect.arrayContaining(refusals));
          const drawn = results.flatMap((result) =>
            result?.ok === true ? [result.value.draw] : [],
          );
          const expected = Array.from({ length: drawn.length }, (_, index) => before + index + 1);
          expect(drawn.toSorted((a, b) => a - b)).toEqual(expected);
          before += drawn.length;
        },
      ),
      { numRuns: 25 },
    );
    const events = await drawnEvents(branch, clerk);
    expect(events.length).toBe(before);
    expect(before).toBeGreaterThan(20);
    expect(before).toBeLessThanOrEqual(30);
    expect(verifyDraw(lease, events)).toEqual([]);
  });
});
