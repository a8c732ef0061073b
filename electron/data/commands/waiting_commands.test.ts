// Visits that wait at a counter, notes, and what was done today: in the ledger, so that nothing loses them.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { ALL_VISITS } from '#shared/contract/view_visits.ts';
import type { WaitingVisit } from '#shared/contract/view_visit.ts';
import {
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
  startVisit,
  csvOfDay,
} from '#tests/fixtures/branch_at_work.ts';
import { failure, value } from '#tests/fixtures/data_process.ts';

vi.setConfig({ testTimeout: 30_000 });

const PHONE = '13700001111';
let branch: BranchAtWork;
afterEach(() => branch.stop());

const waiting = async (client: Client): Promise<readonly WaitingVisit[]> =>
  value(await client.send('visit.waiting', {}));
const names = async (client: Client) => (await waiting(client)).map(({ visit }) => visit);

it('three visits wait through other customers, another clerk and a restart, and go on where they stood', async () => {
  branch = await branchAtWork();
  const clerk = await clerkAt(branch.process);
  const a = await startVisit(clerk, 1, 5_000);
  const b = await startVisit(clerk, 2, 3_000);
  const started = { phone: PHONE, purpose: 'bill', intended: null } as const;
  const c = value(await clerk.send('walk-in.start', started));
  // Only opened: nothing to go back to.
  await startVisit(clerk, 3, null);
  expect(await names(clerk)).toEqual([a.visit, b.visit, c.visit]);
  expect(await waiting(clerk)).toMatchObject([
    { customer: 1, purpose: 'top-up' },
    { customer: 2 },
    { customer: null, name: '137****1111', purpose: 'bill' },
  ]);
  value(await clerk.send('session.lock', {}));

  const colleague = await managerAt(branch.process);
  expect(await names(colleague)).toEqual([a.visit, b.visit, c.visit]);
  const taken = value(await colleague.send('visit.resume', { visit: b.visit }));
  expect(taken).toMatchObject({ view: { visit: b.visit, intended: 3_000 }, phone: null });
  value(await colleague.send('visit.finish', { visit: b.visit, prepaid: 3_000, gifts: [] }));

  const again = await clerkAt(await branch.restart());
  expect(await names(again)).toEqual([a.visit, c.visit]);
  const back = value(await again.send('visit.resume', { visit: a.visit }));
  expect(back.view).toMatchObject({ intended: 5_000, decision: a.decision });
  expect(back.view.proposals.map(({ sentence }) => sentence)).toEqual(
    a.proposals.map(({ sentence }) => sentence),
  );
  expect(value(await again.send('visit.resume', { visit: c.visit })).phone).toBe(PHONE);
  expect(failure(await again.send('visit.resume', { visit: b.visit }))).toEqual({
    type: 'visit-finished',
  });
});

it('a visit that is left waits no more, and one with an answer cannot be left', async () => {
  branch = await branchAtWork();
  const clerk = await clerkAt(branch.process);
  const { visit } = await startVisit(clerk, 1, 5_000);
  value(await clerk.send('visit.drop', { visit }));
  value(await clerk.send('visit.drop', { visit }));
  expect(await names(clerk)).toEqual([]);
  // To the manager it is no unfinished errand: somebody was looked up.
  const manager = await managerAt(branch.process);
  const report = value(await manager.send('report.day', { day: null }));
  expect(report).toMatchObject({ unfinished: 0, looks: [{ look: 'looked-up', visits: 1 }] });
  const filter = { ...ALL_VISITS, shown: 'looked-up' } as const;
  const { rows } = value(
    await manager.send('visits.list', { day: null, to: null, filter, offset: 0 }),
  );
  expect(rows).toMatchObject([{ visit, state: 'left' }]);
  expect(await csvOfDay(manager, report.day, 'en')).toContain('closed, nothing done');
  const done = await startVisit(clerk, 1, 5_000);
  value(await clerk.send('visit.finish', { visit: done.visit, prepaid: 5_000, gifts: [] }));
  expect(failure(await clerk.send('visit.drop', { visit: done.visit }))).toMatchObject({
    type: 'bad-input',
    field: 'visit',
  });
});

it('a visit that ends as it began is a look-up to the manager, unless something else was done for the customer', async () => {
  branch = await branchAtWork();
  const clerk = await clerkAt(branch.process);
  const finish = async (customer: number, prepaid: number | null): Promise<string> => {
    const { visit } = await startVisit(clerk, customer, 5_000);
    value(await clerk.send('visit.finish', { visit, prepaid, gifts: [] }));
    return visit;
  };
  const empty = await finish(1, null);
  await finish(2, 5_000);
  // An opt-out stands in no visit.
  value(await clerk.send('customer.consent', { id: 3, optedOut: true, visit: null }));
  await finish(3, null);
  const manager = await managerAt(branch.process);
  const report = value(await manager.send('report.day', { day: null }));
  expect(report.looks).toEqual([{ look: 'looked-up', visits: 1 }]);
  const filter = { ...ALL_VISITS, shown: 'looked-up' } as const;
  const asked = { day: null, to: null, filter, offset: 0 };
  const { rows } = value(await manager.send('visits.list', asked));
  expect(rows).toMatchObject([{ visit: empty, state: 'finished', prepaid: null }]);
});

it('the list of visits goes by the time that it shows: who waited and was served last comes first', async () => {
  branch = await branchAtWork();
  const clerk = await clerkAt(branch.process);
  const waited = await startVisit(clerk, 1, 5_000);
  const served = await startVisit(clerk, 2, 5_000);
  const open = await startVisit(clerk, 3, 5_000);
  for (const { visit } of [served, waited]) {
    await pause(5);
    value(await clerk.send('visit.finish', { visit, prepaid: 5_000, gifts: [] }));
  }
  const manager = await managerAt(branch.process);
  const asked = { day: null, to: null, filter: ALL_VISITS, offset: 0 };
  const { rows } = value(await manager.send('visits.list', asked));
  const order = rows.map(({ visit }) => visit);
  expect(order).toEqual([waited.visit, served.visit, open.visit]);
});

it('a consent taken back meanwhile mutes the visit that waited', async () => {
  branch = await branchAtWork();
  const clerk = await clerkAt(branch.process);
  const { visit, proposals } = await startVisit(clerk, 1, 5_000);
  expect(proposals.some(({ promotional }) => promotional)).toBe(true);
  value(await clerk.send('customer.consent', { id: 1, optedOut: true, visit: null }));
  const { view } = value(await clerk.send('visit.resume', { visit }));
  expect(view.proposals.some(({ promotional }) => promotional)).toBe(false);
});

it('a note is read with the customer, by every clerk, until it is taken back', async () => {
  branch = await branchAtWork();
  const clerk = await clerkAt(branch.process);
  const { visit } = await startVisit(clerk, 1, null);
  const notes = value(await clerk.send('note.write', { visit, text: '  女儿下午来办  ' }));
  expect(notes).toMatchObject([{ visit, text: '女儿下午来办', isOwn: true }]);
  // A note alone makes a visit worth going back to.
  expect(await names(clerk)).toEqual([visit]);
  expect(value(await clerk.send('visit.resume', { visit })).view.notes).toEqual(notes);
  const manager = await managerAt(await branch.restart());
  const [note] = value(await manager.send('customer.open', { id: 1 })).notes;
  expect(note).toMatchObject({ text: '女儿下午来办' });
  const removed = { visit, note: note?.event ?? '' };
  expect(value(await manager.send('note.remove', removed))).toEqual([]);
  expect(value(await manager.send('customer.open', { id: 1 })).notes).toEqual([]);
  expect(failure(await manager.send('note.remove', removed))).toMatchObject({ field: 'note' });
});

it('what the customer did today stands on the card, and what was undone does not', async () => {
  branch = await branchAtWork();
  const clerk = await clerkAt(branch.process);
  const { visit } = await startVisit(clerk, 1, 5_000);
  const done = value(await clerk.send('visit.finish', { visit, prepaid: 5_000, gifts: [] }));
  const today = async () => value(await clerk.send('customer.open', { id: 1 })).doneToday;
  expect(await today()).toMatchObject([
    { visit, purpose: 'top-up', prepaid: 5_000, gifts: [], deviceName: null },
  ]);
  value(await clerk.send('visit.undo', { visit, event: done.undo?.event ?? '' }));
  expect(await today()).toEqual([]);
});

it('a complaint keeps its reason, in the list and in the file; a reason of another purpose is refused', async () => {
  branch = await branchAtWork();
  const clerk = await clerkAt(branch.process);
  const start = { customer: 1, purpose: 'complaint', intended: null } as const;
  const { visit } = value(await clerk.send('visit.start', start));
  const finish = { visit, prepaid: null, gifts: [] };
  const moving = { reason: 'moving', words: '' } as const;
  expect(failure(await clerk.send('visit.finish', { ...finish, matter: moving }))).toMatchObject({
    type: 'bad-input',
    field: 'matter',
  });
  const matter = { reason: 'charge', words: ' 多扣了5元 ' } as const;
  value(await clerk.send('visit.finish', { ...finish, matter }));
  const manager = await managerAt(branch.process);
  const { day, rows } = value(
    await manager.send('visits.list', { day: null, to: null, filter: ALL_VISITS, offset: 0 }),
  );
  expect(rows[0]?.matter).toEqual({ reason: 'charge', words: '多扣了5元' });
  expect(await csvOfDay(manager, day, 'zh-CN')).toContain('费用有疑问: 多扣了5元');
});
