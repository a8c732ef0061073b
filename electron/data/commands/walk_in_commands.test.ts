// A walk-in at one counter: served by the phone alone, undone, reported, and found again when the list has the customer.
import { afterEach, expect, it, vi } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import type { Client } from '#electron/port/client.ts';
import type { CommandInput } from '#shared/contract/commands.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import { customer, CUSTOMERS } from '#tests/fixtures/branch.ts';
import {
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
  csvOfDay,
} from '#tests/fixtures/branch_at_work.ts';
import { failure, value } from '#tests/fixtures/data_process.ts';
import { buildPack, publishedBranch } from '#tests/fixtures/published.ts';

vi.setConfig({ testTimeout: 30_000 });

const PHONE = '13700001111';
let branch: BranchAtWork;
afterEach(() => branch.stop());

const arrive = async (clerk: Client, phone = PHONE): Promise<VisitView> =>
  value(await clerk.send('walk-in.start', { phone, purpose: 'top-up', intended: null }));

/** The visit as the clerk's keys make it: the amount, then the money. */
async function serve(clerk: Client, { visit }: VisitView, amount = 5_000): Promise<VisitView> {
  value(await clerk.send('visit.change', { visit, purpose: 'top-up', intended: amount }));
  return value(await clerk.send('visit.finish', { visit, prepaid: amount, gifts: [] }));
}

/** What HQ publishes next. */
async function publish(...added: readonly ReturnType<typeof customer>[]): Promise<void> {
  const { hub } = branch;
  const number = hub.latest + 1;
  const published = publishedBranch({ customers: [...CUSTOMERS, ...added] });
  hub.pack = buildPack({ keys: hub.keys, number, published });
  hub.latest = number;
  hub.oldest = number;
}

it('is served and finished without a sentence, masked, and can be undone', async () => {
  branch = await branchAtWork();
  const clerk = await clerkAt(branch.process);
  const view = await arrive(clerk, '+86 137-0000-1111');
  expect(view).toMatchObject({
    customer: null,
    phone: '137****1111',
    proposals: [],
    silence: null,
    finished: null,
    undo: null,
  });
  const done = await serve(clerk, view);
  expect(done.finished).toMatchObject({ prepaid: 5_000, uplift: null, gifts: [] });
  expect(done.undo?.kind).toBe('finish');
  const input = { visit: view.visit, event: done.undo?.event ?? '' };
  const open = value(await clerk.send('visit.undo', input));
  expect([open.finished, open.intended]).toEqual([null, 5_000]);
  expect(failure(await clerk.send('visit.undo', input))).toEqual({ type: 'already-undone' });
  expect((await serve(clerk, open, 10_000)).finished?.prepaid).toBe(10_000);
  const late = await clerk.send('visit.change', {
    visit: view.visit,
    purpose: 'bill',
    intended: null,
  });
  expect(failure(late)).toEqual({ type: 'visit-finished' });
});

it('takes a whole number that the list does not have, gives no gift and has no sentence to answer', async () => {
  branch = await branchAtWork();
  const clerk = await clerkAt(branch.process);
  const start = (phone: string) =>
    clerk.send('walk-in.start', { phone, purpose: 'top-up', intended: null });
  expect(failure(await start('1370000111'))).toMatchObject({ type: 'bad-input', field: 'phone' });
  const [first] = CUSTOMERS;
  expect(failure(await start(first?.phone ?? ''))).toEqual({ type: 'known-phone' });
  const { visit } = await arrive(clerk);
  const gifts = [{ gift: 'umbrella', count: 1 }];
  const given = await clerk.send('visit.finish', { visit, prepaid: 10_000, gifts });
  expect(failure(given)).toEqual({ type: 'gift-not-earned', gift: 'umbrella' });
  const answer = await clerk.send('visit.answer', {
    visit,
    decision: visit,
    offer: 'prepay-gift',
    tier: 't100',
    treatment: 'plain',
    answer: 'accepted',
    declineReason: null,
    notSaidReason: null,
    laterOn: null,
  });
  expect(failure(answer)).toEqual({ type: 'unknown-visit' });
});

it('outlives a restart, and is in the day of the manager', async () => {
  branch = await branchAtWork();
  const begun = await arrive(await clerkAt(branch.process));
  await branch.restart();
  await serve(await clerkAt(branch.process), begun);
  const manager = await managerAt(branch.process);
  const report = value(await manager.send('report.day', { day: null }));
  expect(report.total).toMatchObject({ visits: 1, prepaid: 5_000, claimed: 0, said: 0 });
  const text = await csvOfDay(manager, report.day, 'en');
  expect(text).toContain('not in the list,top-up,finished,50.00,50.00');
  expect(text).not.toContain(PHONE);
});

it('is corrected by a manager: the money, or all of it', async () => {
  branch = await branchAtWork();
  const clerk = await clerkAt(branch.process);
  const { visit } = await serve(clerk, await arrive(clerk));
  const manager = await managerAt(branch.process);
  const correct = (correction: CommandInput<'visit.correct'>['correction']) =>
    manager.send('visit.correct', {
      visit,
      correction,
      reason: 'one nought too many',
      approval: { manager: 'm1', pin: '9876' },
    });
  const total = async () => value(await manager.send('report.day', { day: null })).total;
  value(await correct({ what: 'finish', prepaid: 500, gifts: [] }));
  expect(await total()).toMatchObject({ visits: 1, prepaid: 500 });
  value(await correct({ what: 'void' }));
  expect(await total()).toMatchObject({ visits: 0, prepaid: 0 });
});

it('shows with the customer once the list has them, unless somebody else has the number too', async () => {
  branch = await branchAtWork();
  const clerk = await clerkAt(branch.process);
  const served = await serve(clerk, await arrive(clerk));
  const complains = await arrive(clerk);
  const { visit } = complains;
  value(await clerk.send('visit.change', { visit, purpose: 'complaint', intended: null }));
  value(await clerk.send('visit.finish', { visit, prepaid: null, gifts: [] }));
  const day = value(await clerk.send('care.list', {})).day;

  await publish(customer(900, { phone: PHONE, since: null }));
  value(await clerk.send('sync.now', {}));
  await vi.waitFor(async () => value(await clerk.send('customer.open', { id: 900 })), 10_000);
  const view = value(await clerk.send('customer.open', { id: 900 }));
  expect(view.walkIns).toEqual([
    { visit, at: expect.any(Number), purpose: 'complaint', prepaid: null },
    { visit: served.visit, at: expect.any(Number), purpose: 'top-up', prepaid: fen(5_000) },
  ]);
  expect(view.lastComplaint).toBe(day);
  const next = { customer: 900, purpose: 'top-up' as const, intended: 5_000 };
  expect(value(await clerk.send('visit.start', next)).silence?.code).toBe('complaint');

  await publish(customer(900, { phone: PHONE }), customer(901, { phone: PHONE }));
  value(await clerk.send('sync.now', {}));
  await vi.waitFor(async () => value(await clerk.send('customer.open', { id: 901 })), 10_000);
  expect(value(await clerk.send('customer.open', { id: 900 })).walkIns).toEqual([]);
});

it('is not the customer’s who got the number later', async () => {
  branch = await branchAtWork();
  const clerk = await clerkAt(branch.process);
  await serve(clerk, await arrive(clerk));
  await publish(customer(900, { phone: PHONE, since: '2099-01-01' as Day }));
  value(await clerk.send('sync.now', {}));
  await vi.waitFor(async () => value(await clerk.send('customer.open', { id: 900 })), 10_000);
  expect(value(await clerk.send('customer.open', { id: 900 })).walkIns).toEqual([]);
});
