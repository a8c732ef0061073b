// What HQ found of the claims in the operator's log, visit by visit at the branch: listed, and worth a look where nothing came.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { fen } from '#shared/base/money.ts';
import type { VisitsShown } from '#shared/contract/view_visits.ts';
import { ALL_VISITS } from '#shared/contract/view_visits.ts';
import type { SettledDay, SettledState } from '#shared/model/settled.ts';
import { customer } from '#tests/fixtures/branch.ts';
import {
  answerInput,
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { value } from '#tests/fixtures/data_process.ts';
import { buildChange, publishedBranch, row } from '#tests/fixtures/published.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const CUSTOMERS = Array.from({ length: 8 }, (_, index) => customer(index + 1));
let branch: BranchAtWork;
let clerk: Client;
let manager: Client;

beforeAll(async () => {
  branch = await branchAtWork({ customers: CUSTOMERS });
  clerk = await clerkAt(branch.process);
  manager = await managerAt(branch.process);
});
afterAll(() => branch.stop());

async function claimed(id: number): Promise<string> {
  const visit = await startVisit(clerk, id, 5_000);
  value(await clerk.send('visit.answer', answerInput(visit, 'accepted')));
  value(await clerk.send('visit.finish', { visit: visit.visit, prepaid: fen(10_000), gifts: [] }));
  return visit.visit;
}

const report = async () => value(await manager.send('report.day', { day: null }));
const list = async (shown: VisitsShown, staff: string | null = null) =>
  value(
    await manager.send('visits.list', {
      day: null,
      to: null,
      filter: { ...ALL_VISITS, shown, staff },
      offset: 0,
    }),
  );
const visitsOf = async (shown: VisitsShown) =>
  (await list(shown)).rows.map(({ visit }) => visit).toSorted();

/** HQ publishes what it found of the day's claims. */
async function publish(
  found: readonly [string, SettledState, number][],
  { before = null, unpaid }: Partial<Pick<SettledDay, 'before' | 'unpaid'>> = {},
): Promise<void> {
  const { day } = await report();
  const settled = row('settled', day, {
    day,
    logThrough: null,
    before,
    ...(unpaid !== undefined && { unpaid }),
    claims: found.map(([visit, state, amount]) => ({
      visit,
      staff: 'c1',
      offer: 'plain',
      claimed: 5_000,
      settled: amount,
      state,
    })),
  });
  const after = publishedBranch({ customers: CUSTOMERS, more: [settled] });
  branch.hub.latest += 1;
  branch.hub.changes = [buildChange(branch.hub.keys, branch.hub.latest, [settled], after)];
  value(await manager.send('sync.now', {}));
}

it('each figure opens its visits, and what did not come is worth a look', async () => {
  const visits: string[] = [];
  for (const id of [1, 2, 3, 4, 5, 6]) visits.push(await claimed(id));
  const [came = '', some = '', none = '', back = '', waits = '', void_ = ''] = visits;
  expect((await report()).looks.map(({ look }) => look)).not.toContain('not-settled');
  value(
    await manager.send('visit.correct', {
      visit: void_,
      correction: { what: 'void' },
      reason: 'never was',
      approval: { manager: 'm1', pin: '9876' },
    }),
  );
  value(await manager.send('sync.now', {}));
  const pushed: string[] = [];
  const stop = manager.onPush(({ topic }) => pushed.push(topic));
  await publish([
    [came, 'settled', 5_000],
    [some, 'short', 2_000],
    [none, 'not-found', 0],
    [back, 'reversed', 0],
    [waits, 'waiting', 0],
    [void_, 'not-found', 0],
  ]);
  // An open page asks again.
  await vi.waitFor(() => expect(pushed).toContain('ledger'));
  stop();
  // A manager has looked at what is void.
  expect((await report()).looks).toContainEqual({ look: 'not-settled', visits: 2 });
  expect(await visitsOf('not-settled')).toEqual([none, back].toSorted());
  // HQ counted the void one when it looked: the figure opens what it counts.
  const { total } = value(await manager.send('report.settled', { day: null }));
  expect(total?.states['not-found']).toBe(2);
  expect(await visitsOf('not-found')).toEqual([none, void_].toSorted());
  expect(await visitsOf('came')).toEqual([came, some].toSorted());
  for (const state of ['settled', 'short', 'reversed', 'waiting'] as const) {
    expect([state, (await list(state)).total]).toEqual([state, total?.states[state]]);
  }
  const rows = (await list('came', 'c1')).rows.map(({ settled }) => settled);
  expect(rows).toEqual([
    { state: 'short', amount: 2_000 },
    { state: 'settled', amount: 5_000 },
  ]);
  expect((await list('came', 'm1')).total).toBe(0);
});

it('a day that is settled otherwise than before opens the visits by which it is', async () => {
  const ids = (await list('claimed')).rows.map(({ visit }) => visit);
  const [came = '', late = ''] = ids;
  await publish(
    [
      [came, 'settled', 5_000],
      [late, 'settled', 5_000],
    ],
    {
      before: { claims: 2, settled: fen(5_000), changed: [late, 'taken-back-since'] },
      unpaid: [came],
    },
  );
  const { total } = value(await manager.send('report.settled', { day: null }));
  expect(total?.before).toEqual({ claims: 2, settled: 5_000, changed: 2 });
  expect(await visitsOf('settled-changed')).toEqual([late]);
  // Money that the log does not have is worth a look, also where nothing is claimed for it.
  expect((await report()).looks).toContainEqual({ look: 'not-paid', visits: 1 });
  expect(await visitsOf('not-paid')).toEqual([came]);
});
