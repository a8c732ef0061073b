// Whom a window may look at: those it was shown, within HQ's budget or with a reason; and what the manager sees of it.
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { policySchema } from '#shared/model/policy.ts';
import { customer, CUSTOMERS, POLICY } from '#tests/fixtures/branch.ts';
import { branchAtWork, type BranchAtWork } from '#tests/fixtures/branch_at_work.ts';
import { failure, value } from '#tests/fixtures/data_process.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { ledgerPath } from '../device.ts';
import { auditFrom } from '../store/audit.ts';

vi.setConfig({ testTimeout: 30_000 });

const file = {
  occupation: '教师',
  hobbies: '',
  householdIncome: '',
  children: '',
  health: '',
  manager: '',
  keyDates: [],
};

let branch: BranchAtWork;
beforeAll(async () => {
  branch = await branchAtWork({
    policy: policySchema.parse({ ...POLICY, lookUps: { opens: 2, reveals: 1 } }),
    customers: [...CUSTOMERS.filter(({ id }) => id !== 3), customer(3, { household: 7, file })],
  });
});
afterAll(() => branch.stop());

/** Nothing is looked up but what the test looks up. */
async function bareAt(staff: string, pin: string): Promise<Client> {
  const client = branch.process.connectBare();
  value(await client.send('session.sign-in', { staff, pin }));
  return client;
}

let clerk: Client;
beforeEach(async () => {
  clerk = await bareAt('c1', '1234');
});

const find = async (client: Client, id: number): Promise<void> => {
  const { hits } = value(await client.send('customer.search', { text: `A${1_000_000 + id}` }));
  expect(hits.map((hit) => hit.id)).toContain(id);
};
const start = (client: Client, id: number) =>
  client.send('visit.start', { customer: id, purpose: 'bill', intended: null });
const unknown = { type: 'unknown-customer' };

/** Actions about customers, as the log has them from a row on. */
function logged(): readonly (readonly [string, number | null, unknown])[] {
  const ledger = openTestLedger({
    file: ledgerPath(branch.process.dataDir, 'dev-1'),
    key: 'b'.repeat(64),
    nativeBinding: nativeBinding(),
  });
  const rows = auditFrom(ledger, 1, 1_000);
  ledger.close();
  return rows
    .filter(({ action, customer: whom }) => action !== 'search' && whom !== null)
    .map(({ action, customer: whom, detail }) => [action, whom, detail['reason'] ?? null]);
}

it('knows no customer by number alone', async () => {
  expect(failure(await clerk.send('customer.open', { id: 1 }))).toEqual(unknown);
  expect(failure(await start(clerk, 1))).toEqual(unknown);
  expect(failure(await clerk.send('customer.serve', { id: 1 }))).toEqual(unknown);
  expect(failure(await clerk.send('gift.list', { customer: 1 }))).toEqual(unknown);
  expect(
    failure(await clerk.send('customer.consent', { id: 1, optedOut: true, visit: null })),
  ).toEqual(unknown);
  expect(
    failure(
      await clerk.send('look-ups.reason', {
        customer: 1,
        action: 'open',
        reason: 'is-here',
        words: '',
        approval: null,
      }),
    ),
  ).toEqual(unknown);
  expect(logged()).toEqual([]);
  await find(clerk, 1);
  expect(failure(await clerk.send('customer.reveal', { id: 1 }))).toEqual(unknown);
  // The family stands on the page, so that its members may be opened as well.
  expect(failure(await clerk.send('customer.open', { id: 3 }))).toEqual(unknown);
  const { family } = value(await clerk.send('customer.open', { id: 1 }));
  expect(family.map(({ id }) => id)).toEqual([3]);
  expect(value(await clerk.send('customer.open', { id: 3 })).hasFile).toBe(true);
  value(await clerk.send('gift.list', { customer: 3 }));
  // What was shown is forgotten with the session.
  value(await clerk.send('session.lock', {}));
  value(await clerk.send('session.sign-in', { staff: 'c1', pin: '1234' }));
  expect(failure(await clerk.send('customer.open', { id: 3 }))).toEqual(unknown);
});

it('takes a visit that nobody opened for a look-up, once', async () => {
  const before = logged().length;
  const other = await bareAt('c2', '2345');
  await find(other, 4);
  value(await start(other, 4));
  value(await start(other, 4));
  await find(other, 6);
  value(await other.send('customer.open', { id: 6 }));
  const { visit } = value(await start(other, 6));
  expect(logged().slice(before)).toEqual([
    ['open', 4, null],
    ['open', 6, null],
  ]);
  // Whose visit waits, or is on a list, is shown by that.
  const next = await bareAt('c2', '2345');
  expect(failure(await next.send('customer.open', { id: 4 }))).toEqual(unknown);
  const waiting = value(await next.send('visit.waiting', {}));
  expect(waiting.map((one) => one.customer)).toContain(4);
  value(await next.send('customer.open', { id: 4 }));
  const last = await bareAt('c2', '2345');
  value(await last.send('visit.resume', { visit }));
  value(await last.send('customer.open', { id: 6 }));
});

it('serves in one answer: the page, and the visit as it would have begun behind it, one look-up', async () => {
  const before = logged().length;
  const other = await bareAt('c2', '2345');
  await find(other, 6);
  const { customer: page, visit } = value(await other.send('customer.serve', { id: 6 }));
  expect(logged().slice(before)).toEqual([['open', 6, null]]);
  expect(page).toEqual(value(await other.send('customer.open', { id: 6 })));
  const again = value(
    await other.send('visit.start', { customer: 6, purpose: 'top-up', intended: null }),
  );
  const ids = { visit: visit.visit, decision: visit.decision };
  expect({ ...again, ...ids }).toEqual(visit);
  expect(value(await other.send('visit.resume', { visit: visit.visit })).view).toEqual(visit);
  // Beyond the budget neither is told, and nothing begins.
  await find(other, 2);
  expect(failure(await other.send('customer.serve', { id: 2 }))).toMatchObject({
    type: 'opens-beyond',
  });
  const waiting = value(await other.send('visit.waiting', {}));
  expect(waiting.map((one) => one.customer)).not.toContain(2);
});

it('gives the file apart from the phone, each of whom was opened', async () => {
  const manager = await bareAt('m1', '9876');
  await find(manager, 3);
  expect(failure(await manager.send('customer.file', { id: 3 }))).toEqual(unknown);
  value(await manager.send('customer.open', { id: 3 }));
  const before = logged().length;
  expect(value(await manager.send('customer.file', { id: 3 }))).toEqual(file);
  expect(logged().slice(before)).toEqual([['file', 3, null]]);
  expect(failure(await manager.send('customer.reveal', { id: 3 }))).toEqual({
    type: 'reveals-beyond',
    used: 1,
    most: 1,
    needsManager: false,
  });
});

const because = (client: Client, whom: number, changes: object = {}) =>
  client.send('look-ups.reason', {
    customer: whom,
    action: 'open',
    reason: 'on-the-phone',
    words: '',
    approval: null,
    ...changes,
  });

it('goes on beyond the budget with a reason for each, and far beyond with a manager', async () => {
  // Two were opened by this clerk above.
  const before = logged().length;
  for (const id of [100, 101, 102, 103]) await find(clerk, id);
  const beyond = { type: 'opens-beyond', used: 2, most: 2, needsManager: false };
  expect(failure(await clerk.send('customer.open', { id: 100 }))).toEqual(beyond);
  expect(failure(await start(clerk, 100))).toEqual(beyond);
  expect(failure(await because(clerk, 100, { reason: 'other', words: '  ' }))).toMatchObject({
    type: 'bad-input',
    field: 'words',
  });
  value(await because(clerk, 100));
  expect(failure(await clerk.send('customer.open', { id: 101 }))).toEqual(beyond);
  value(await clerk.send('customer.open', { id: 100 }));
  value(await start(clerk, 100));
  // A reason is for one look-up.
  expect(failure(await clerk.send('customer.open', { id: 101 }))).toMatchObject({ used: 3 });
  value(await because(clerk, 101, { reason: 'other', words: '同事请查' }));
  value(await start(clerk, 101));
  expect(logged().slice(before)).toEqual([
    ['open', 100, 'on-the-phone'],
    ['open', 101, '同事请查'],
  ]);

  const far = { type: 'opens-beyond', used: 4, most: 2, needsManager: true };
  expect(failure(await because(clerk, 102))).toEqual(far);
  const wrong = { manager: 'm1', pin: '0000' };
  expect(failure(await because(clerk, 102, { approval: wrong })).type).toBe('wrong-pin');
  expect(failure(await because(clerk, 102, { approval: { manager: 'c2', pin: '2345' } }))).toEqual({
    type: 'unknown-staff',
  });
  expect(failure(await clerk.send('customer.open', { id: 102 }))).toEqual(far);
  value(await because(clerk, 102, { approval: { manager: 'm1', pin: '9876' } }));
  value(await clerk.send('customer.open', { id: 102 }));
  value(await clerk.send('customer.open', { id: 103 }));
  // What was counted before a restart is counted after it.
  await branch.restart();
  clerk = await bareAt('c1', '1234');
  await find(clerk, 104);
  expect(failure(await clerk.send('customer.open', { id: 104 }))).toEqual(beyond);
});

it('tells the manager, and nobody else, who looked at whom without an errand', async () => {
  expect(failure(await clerk.send('look-ups.day', { day: null })).type).toBe('forbidden');
  const manager = await bareAt('m1', '9876');
  await find(clerk, 102);
  const { visit } = value(await start(clerk, 102));
  value(await clerk.send('visit.finish', { visit, prepaid: null, gifts: [] }));
  // A visit that ends as it began, a top-up without money, was none.
  const waiting = value(await clerk.send('visit.waiting', {}));
  const empty = waiting.find((one) => one.customer === 101)?.visit ?? '';
  const began = { visit: empty, purpose: 'top-up', intended: null } as const;
  value(await clerk.send('visit.change', began));
  value(await clerk.send('visit.finish', { visit: empty, prepaid: null, gifts: [] }));

  const { day, staff } = value(await manager.send('look-ups.day', { day: null }));
  expect(staff.find((row) => row.staff === 'c1')).toEqual({
    staff: 'c1',
    name: '李梅',
    searches: 7,
    opened: 6,
    withoutErrand: 5,
    revealed: 0,
    files: 0,
    beyond: 3,
  });
  expect(staff.map((row) => row.staff)).toEqual(['c1', 'c2', 'm1']);
  const asked = { day, staff: 'c1', offset: 0 } as const;
  expect(failure(await clerk.send('look-ups.list', { ...asked, shown: 'opened' })).type).toBe(
    'forbidden',
  );
  const beyond = value(await manager.send('look-ups.list', { ...asked, shown: 'beyond' }));
  expect(beyond.total).toBe(3);
  expect(beyond.rows).toMatchObject([
    { action: 'open', reason: 'on-the-phone', approvedBy: '赵敏', hasErrand: true },
    { action: 'open', reason: '同事请查', approvedBy: null, hasErrand: false },
    { action: 'open', reason: 'on-the-phone', approvedBy: null, hasErrand: false },
  ]);
  const opened = value(await manager.send('look-ups.list', { ...asked, shown: 'opened' }));
  expect(opened.rows.at(-1)?.customer).toEqual({ name: '张*丰', phone: '138****6688' });
  const searches = value(await manager.send('look-ups.list', { ...asked, shown: 'searches' }));
  expect(searches.rows[0]).toMatchObject({ action: 'search', hits: 1, customer: null });
  expect(value(await manager.send('look-ups.day', { day: '2026-01-05' })).staff).toEqual([]);
});
