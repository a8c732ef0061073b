// Points at the counter: who may let them be spent, how many, and that an undo gives them back.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import type { EventPayload } from '#shared/model/event.ts';
import { type Catalog, catalogSchema } from '#shared/model/catalog.ts';
import type { PointsLease } from '#shared/model/lease.ts';
import { policySchema } from '#shared/model/policy.ts';
import {
  answerInput,
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { CATALOG, customer, POLICY } from '#tests/fixtures/branch.ts';
import { failure, value } from '#tests/fixtures/data_process.ts';
import { buildChange, publishedBranch, row } from '#tests/fixtures/published.ts';

vi.setConfig({ testTimeout: 60_000 });

const HERE: PointsLease = { device: 'dev-1', deviceName: '1号柜台', counted: 0 };

/** Both tiers of the ladder cost 500 points beside the prepayment. */
const catalog: Catalog = catalogSchema.parse({
  ...CATALOG,
  offers: CATALOG.offers.map((offer) => ({
    ...offer,
    family: 'points',
    contact: { ...offer.contact, perWeek: 9, perMonth: 30 },
    tiers: offer.tiers.map((tier) => ({ ...tier, gift: null, points: 500 })),
  })),
});
const policy = policySchema.parse({
  ...POLICY,
  points: { perYuan: 2, memberDay: 28, memberDayTimes: 1, festivals: [], cost: 0 },
});

const CUSTOMERS = [1, 2, 3].map((id) => customer(id, { points: 1_200 }));

let open: BranchAtWork | null = null;
afterEach(() => open?.stop());

async function branchWith(lease: PointsLease | null): Promise<Client> {
  const more = lease === null ? [] : [row('points-lease', 'current', lease)];
  open = await branchAtWork({ customers: CUSTOMERS, catalog, policy, more });
  return clerkAt(open.process);
}

/** A sentence that costs points, accepted; not finished yet. */
async function accepted(clerk: Client, id = 1) {
  const visit = await startVisit(clerk, id);
  value(await clerk.send('visit.answer', answerInput(visit, 'accepted')));
  return visit;
}

const finish = (clerk: Client, visit: string, prepaid: number | null = 10_000) =>
  clerk.send('visit.finish', { visit, prepaid, gifts: [] });

const pointsOf = async (clerk: Client, id = 1) =>
  value(await clerk.send('customer.open', { id })).pointsHere?.balance;

describe('points', () => {
  it('are spent with the finish, tell HQ, and come back with its undo', async () => {
    const clerk = await branchWith(HERE);
    expect(await pointsOf(clerk)).toBe(1_200);
    const visit = await accepted(clerk);
    const finished = value(await finish(clerk, visit.visit));
    expect(finished.finished).toMatchObject({ pointsSpent: 500, pointsEarned: 200 });
    expect(await pointsOf(clerk)).toBe(700);
    const event = finished.finished?.event ?? '';
    const back = value(await clerk.send('visit.undo', { visit: visit.visit, event }));
    expect(back.finished).toBeNull();
    expect(await pointsOf(clerk)).toBe(1_200);
    const again = value(await finish(clerk, visit.visit));
    expect(again.finished?.pointsSpent).toBe(500);
    expect(await pointsOf(clerk)).toBe(700);

    value(await clerk.send('sync.now', {}));
    const spent = [...(open?.hub.stored.values() ?? [])].filter(
      ({ kind }) => kind === 'points.spent',
    );
    expect(spent.map(({ payload }) => (payload as EventPayload<'points.spent'>).finish)).toEqual([
      event,
      again.finished?.event,
    ]);
  });

  it('are not spent where the prepayment was not made, or the sentence not accepted', async () => {
    const clerk = await branchWith(HERE);
    const visit = await accepted(clerk);
    const short = value(await finish(clerk, visit.visit, 5_000));
    expect(short.finished).toMatchObject({ pointsSpent: 0, pointsEarned: 100 });
    const other = await startVisit(clerk, 2);
    value(await clerk.send('visit.answer', answerInput(other, 'declined')));
    expect(value(await finish(clerk, other.visit)).finished?.pointsSpent).toBe(0);
    expect(await pointsOf(clerk)).toBe(1_200);
  });

  it('are never spent beyond what there is, however many visits were told that they may be', async () => {
    const clerk = await branchWith(HERE);
    const visits = [];
    for (let count = 0; count < 3; count += 1) visits.push(await startVisit(clerk, 3));
    for (const visit of visits) {
      value(await clerk.send('visit.answer', answerInput(visit, 'accepted')));
    }
    const results = await Promise.all(visits.map(({ visit }) => finish(clerk, visit)));
    expect(results.map((result) => (result.ok ? 'spent' : result.error))).toEqual([
      'spent',
      'spent',
      { type: 'points-short', left: 200 },
    ]);
    expect(await pointsOf(clerk, 3)).toBe(200);
  });
});

describe('the lease of points', () => {
  it('is needed for a sentence that costs points', async () => {
    const clerk = await branchWith({ ...HERE, device: 'dev-2', deviceName: '2号柜台' });
    const view = value(await clerk.send('customer.open', { id: 1 }));
    expect(view.pointsHere).toMatchObject({ balance: 1_200, elsewhere: '2号柜台' });
    expect((await startVisit(clerk, 1)).proposals).toEqual([]);
  });

  it('may go to another device while the sentence is said: then nothing is recorded', async () => {
    const clerk = await branchWith(HERE);
    if (open === null) throw new Error('no branch');
    const visit = await accepted(clerk);
    const lease = row('points-lease', 'current', {
      ...HERE,
      device: 'dev-2',
      deviceName: '2号柜台',
    });
    const after = publishedBranch({ customers: CUSTOMERS, catalog, policy, more: [lease] });
    open.hub.changes = [buildChange(open.hub.keys, 2, [lease], after)];
    open.hub.latest = 2;
    value(await clerk.send('sync.now', {}));
    const refused = await finish(clerk, visit.visit);
    expect(failure(refused)).toEqual({ type: 'points-elsewhere', deviceName: '2号柜台' });
    // Without the points, and so without that prepayment, the visit can be finished all the same.
    expect(value(await finish(clerk, visit.visit, 5_000)).finished?.pointsSpent).toBe(0);
  });

  it('gone elsewhere, the answer may be taken back however late, and the visit ends', async () => {
    const clerk = await branchWith(HERE);
    if (open === null) throw new Error('no branch');
    const visit = await accepted(clerk);
    open.process.clockShift += 10 * 60_000;
    const again = { visit: visit.visit, purpose: 'top-up', intended: 5_000 } as const;
    const event = value(await clerk.send('visit.change', again)).undo?.event;
    if (event === undefined) throw new Error('no way back');
    value(await clerk.send('visit.undo', { visit: visit.visit, event }));
    expect(value(await finish(clerk, visit.visit)).finished?.pointsSpent).toBe(0);
  });

  it('counts what HQ has counted already only once', async () => {
    // HQ's 1,200 know of all events up to the thousandth.
    const clerk = await branchWith({ ...HERE, counted: 1_000 });
    const visit = await accepted(clerk);
    expect(value(await finish(clerk, visit.visit)).finished?.pointsSpent).toBe(500);
    expect(await pointsOf(clerk)).toBe(1_200);
  });

  it('is nobody’s before HQ gave it', async () => {
    const clerk = await branchWith(null);
    expect((await startVisit(clerk, 1)).proposals).toEqual([]);
  });
});
