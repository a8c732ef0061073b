// A gift that no offer brought: a manager's PIN, a reason, once a day, and all of it on record.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import type { CommandInput } from '#shared/contract/commands.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import {
  answerInput,
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
  startVisit,
  csvOfDay,
} from '#tests/fixtures/branch_at_work.ts';
import { customer, GIFTS } from '#tests/fixtures/branch.ts';
import { failure, value } from '#tests/fixtures/data_process.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { ledgerPath } from '../device.ts';
import { auditFrom } from '../store/audit.ts';

vi.setConfig({ testTimeout: 30_000 });

let branch: BranchAtWork;
let clerk: Client;
let nextCustomer = 0;

beforeAll(async () => {
  const customers = Array.from({ length: 40 }, (_, index) => customer(index + 1));
  const gifts = GIFTS.map((gift) => ({ ...gift, allocated: 50 }));
  branch = await branchAtWork({ customers, gifts });
  clerk = await clerkAt(branch.process);
});
afterAll(() => branch.stop());

type Exception = NonNullable<CommandInput<'visit.finish'>['exception']>;
const approval = { manager: 'm1', pin: '9876' };
const umbrella: Exception = { gift: 'umbrella', reason: 'promised', words: '', approval };

/** The customer said no to the sentence, and puts on what they meant to. */
async function declined(): Promise<VisitView> {
  nextCustomer += 1;
  const view = await startVisit(clerk, nextCustomer, 5_000);
  return value(await clerk.send('visit.answer', answerInput(view, 'declined')));
}
const finish = (visit: string, exception: Exception, more: object = {}) =>
  clerk.send('visit.finish', { visit, prepaid: 5_000, gifts: [], exception, ...more });
const left = async (id = 'umbrella', of = 40): Promise<number | undefined> =>
  value(await clerk.send('gift.list', { customer: of })).find((gift) => gift.id === id)?.left;
const tiersOf = ({ proposals }: VisitView) => proposals.map(({ tier }) => tier);
const exceptionsOf = async (visit: string) => {
  const manager = await managerAt(branch.process);
  const { exceptions } = value(await manager.send('report.day', { day: null }));
  return exceptions.filter((one) => one.visit === visit);
};

describe('a gift by exception', () => {
  it('goes with the PIN of a manager, counts in the stock, and comes back with an undo', async () => {
    const { visit } = await declined();
    const before = (await left()) ?? 0;
    const done = value(await finish(visit, { ...umbrella, words: ' 电话里说好的 ' }));
    expect(done.finished?.gifts).toEqual([{ name: expect.anything(), count: 1 }]);
    expect(await left()).toBe(before - 1);
    expect(await exceptionsOf(visit)).toMatchObject([
      { clerk: '李梅', manager: '赵敏', reason: 'promised', words: '电话里说好的' },
    ]);
    value(await clerk.send('visit.undo', { visit, event: done.undo?.event ?? visit }));
    expect(await left()).toBe(before);
    expect(await exceptionsOf(visit)).toEqual([]);
    // Taken back, it was not given: it may be given after all.
    value(await finish(visit, umbrella));
  });

  it('is not given twice to one customer on a day, whoever approves', async () => {
    const { visit } = await declined();
    value(await finish(visit, umbrella));
    const again = await startVisit(clerk, nextCustomer, 5_000);
    expect(failure(await finish(again.visit, umbrella))).toEqual({
      type: 'gift-given',
      gift: 'umbrella',
    });
    const choices = value(await clerk.send('gift.list', { customer: nextCustomer }));
    expect(choices.find(({ id }) => id === 'umbrella')?.isGiven).toBe(true);
  });

  it('is promised by no sentence on the same day', async () => {
    nextCustomer += 1;
    const first = await startVisit(clerk, nextCustomer, 5_000);
    expect(tiersOf(first)).toEqual(['t100']);
    value(await clerk.send('visit.answer', answerInput(first, 'not-said')));
    const done = value(await finish(first.visit, umbrella));
    expect(tiersOf(await startVisit(clerk, nextCustomer, 5_000))).toEqual(['t200']);
    // Taken back, it was not given.
    value(await clerk.send('visit.undo', { visit: first.visit, event: done.undo?.event ?? '' }));
    expect(tiersOf(await startVisit(clerk, nextCustomer, 5_000))).toEqual(['t100']);
  });

  it('is none of those that were earned in the same visit', async () => {
    nextCustomer += 1;
    const view = await startVisit(clerk, nextCustomer, 5_000);
    const [best] = view.proposals;
    value(await clerk.send('visit.answer', answerInput(view, 'accepted')));
    const result = await finish(
      view.visit,
      { ...umbrella, gift: best?.gift ?? '' },
      { prepaid: best?.prepay, gifts: [{ gift: best?.gift ?? '', count: 1 }] },
    );
    expect(failure(result).type).toBe('gift-given');
  });

  it('needs a manager, also when the one who is signed in is one', async () => {
    const { visit } = await declined();
    const by = (manager: string, pin: string): Exception => ({
      ...umbrella,
      approval: { manager, pin },
    });
    expect(failure(await finish(visit, by('c1', '1234'))).type).toBe('unknown-staff');
    expect(failure(await finish(visit, by('nobody', '9876'))).type).toBe('unknown-staff');
    const manager = await managerAt(branch.process);
    const asManager = await manager.send('visit.finish', {
      visit,
      prepaid: 5_000,
      gifts: [],
      exception: by('m1', '0000'),
    });
    expect(failure(asManager)).toMatchObject({ type: 'wrong-pin', failures: 1 });
    expect((await exceptionsOf(visit)).length).toBe(0);
    value(await finish(visit, umbrella));
  });

  it('without an exception stays refused: after a no, of another offer, below the rung', async () => {
    const { visit } = await declined();
    const result = await clerk.send('visit.finish', {
      visit,
      prepaid: 5_000,
      gifts: [{ gift: 'umbrella', count: 1 }],
    });
    expect(failure(result).type).toBe('gift-not-earned');
  });

  it('needs a reason, and own words for another one', async () => {
    const { visit } = await declined();
    const other: Exception = { ...umbrella, reason: 'other', words: '   ' };
    expect(failure(await finish(visit, other))).toMatchObject({
      type: 'bad-input',
      field: 'words',
    });
    const unknown = { ...umbrella, reason: 'because' as 'other' };
    expect(failure(await finish(visit, unknown))).toMatchObject({
      type: 'bad-input',
      field: 'exception.reason',
    });
    value(await finish(visit, { ...other, words: '老客户搬家' }));
  });

  it('is a gift of the branch, and there must be one left', async () => {
    const { visit } = await declined();
    const result = await finish(visit, { ...umbrella, gift: 'yacht' });
    expect(failure(result)).toMatchObject({ type: 'bad-input', field: 'gifts' });
  });

  it('waits after wrong PINs as the sign-in does, and counts with it', async () => {
    const { visit } = await declined();
    const guess = { ...umbrella, approval: { manager: 'm1', pin: '0000' } };
    const window = branch.process.connect();
    expect(failure(await finish(visit, guess))).toMatchObject({ type: 'wrong-pin', failures: 1 });
    const signIn = await window.send('session.sign-in', { staff: 'm1', pin: '1111' });
    expect(failure(signIn)).toMatchObject({ type: 'wrong-pin', failures: 2 });
    expect(failure(await finish(visit, guess))).toEqual({
      type: 'wrong-pin',
      failures: 3,
      retryAfterMs: 2_000,
    });
    // The right one waits as well, here and at the sign-in.
    expect(failure(await finish(visit, umbrella)).type).toBe('wait');
    const locked = await window.send('session.sign-in', { staff: 'm1', pin: '9876' });
    expect(failure(locked).type).toBe('wait');
    await new Promise((resolve) => {
      setTimeout(resolve, 2_100);
    });
    value(await finish(visit, umbrella));
  });

  it('is in the file for the spreadsheet, and each try in the audit log', async () => {
    const { visit } = await declined();
    value(await finish(visit, { ...umbrella, reason: 'other', words: '=老客户' }));
    const manager = await managerAt(branch.process);
    const { day } = value(await manager.send('report.day', { day: null }));
    const text = await csvOfDay(manager, day, 'zh-CN');
    const line = text.split('\r\n').find((each) => each.includes('=老客户')) ?? '';
    expect(line).toMatch(/,赵敏,其他: =老客户,,,$/);
    await branch.restart();
    clerk = await clerkAt(branch.process);
    const ledger = openTestLedger({
      file: ledgerPath(branch.process.dataDir, 'dev-1'),
      key: 'b'.repeat(64),
      nativeBinding: nativeBinding(),
    });
    const tries = auditFrom(ledger, 1, 1_000).filter(({ action }) => action.startsWith('approve'));
    ledger.close();
    expect(new Set(tries.map(({ action }) => action))).toEqual(
      new Set(['approve', 'approve-failed']),
    );
    expect(new Set(tries.map(({ staff }) => staff))).toEqual(new Set(['m1']));
    // Without the time: its digits may hold any four.
    expect(JSON.stringify(tries.map((one) => ({ ...one, at: 0 })))).not.toMatch(/9876|0000/);
  });
});
