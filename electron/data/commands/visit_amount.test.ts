// Amounts beyond HQ's limits at the data process: asked back, marked when they are said again, refused when absurd.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { fen } from '#shared/base/money.ts';
import {
  answerInput,
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
  startVisit,
  csvOfDay,
} from '#tests/fixtures/branch_at_work.ts';
import { customer } from '#tests/fixtures/branch.ts';
import { failure, value } from '#tests/fixtures/data_process.ts';

vi.setConfig({ testTimeout: 30_000 });

/** Nothing is known of how they top up. */
const STRANGERS = new Set([20, 21]);

let branch: BranchAtWork;
let clerk: Client;
let nextCustomer = 0;

beforeAll(async () => {
  const customers = Array.from({ length: 40 }, (_, index) => {
    const id = index + 1;
    return customer(id, STRANGERS.has(id) ? { months: [] } : {});
  });
  branch = await branchAtWork({ customers });
  clerk = await clerkAt(branch.process);
});
afterAll(() => branch.stop());

const newVisit = (intended: number | null = null) => {
  nextCustomer += 1;
  return startVisit(clerk, nextCustomer, intended);
};
const report = async () => {
  const manager = await managerAt(branch.process);
  return value(await manager.send('report.day', { day: null }));
};

describe('the limits of a visit', () => {
  it('are five times the usual top-up, and HQ’s limit alone where that is not known', async () => {
    expect((await newVisit()).amounts).toEqual({
      usual: 5_000,
      askAbove: 25_000,
      most: 2_000_000,
    });
    expect((await startVisit(clerk, 20, null)).amounts).toEqual({
      usual: null,
      askAbove: 200_000,
      most: 2_000_000,
    });
  });
});

describe('the intended amount', () => {
  it('is taken up to the limit, and asked back above it', async () => {
    const { visit } = await newVisit();
    const change = { visit, purpose: 'top-up' as const };
    value(await clerk.send('visit.change', { ...change, intended: 25_000 }));
    expect(failure(await clerk.send('visit.change', { ...change, intended: 25_001 }))).toEqual({
      type: 'amount-unusual',
      field: 'intended',
      amount: 25_001,
      usual: 5_000,
      askAbove: 25_000,
    });
    const after = value(
      await clerk.send('visit.change', { ...change, intended: 25_001, isConfirmed: true }),
    );
    expect(after.intended).toBe(25_001);
    // Asked about once: while it stands, that amount is asked about no more, and a larger one is.
    expect(after.amounts.askAbove).toBe(25_001);
    value(await clerk.send('visit.change', { ...change, intended: 25_001 }));
    const more = await clerk.send('visit.change', { ...change, intended: 30_000 });
    expect(failure(more).type).toBe('amount-unusual');
    // A slip that was put right allows nothing.
    const back = value(await clerk.send('visit.change', { ...change, intended: 5_000 }));
    expect(back.amounts.askAbove).toBe(25_000);
    const slip = await clerk.send('visit.finish', { visit, prepaid: 25_001, gifts: [] });
    expect(failure(slip).type).toBe('amount-unusual');
  });

  it('is checked at the start of a visit too', async () => {
    nextCustomer += 1;
    const start = { customer: nextCustomer, purpose: 'top-up' as const, intended: 100_000 };
    expect(failure(await clerk.send('visit.start', start)).type).toBe('amount-unusual');
    value(await clerk.send('visit.start', { ...start, isConfirmed: true }));
  });

  it('is asked about by the limit alone for a stranger', async () => {
    const { visit } = await startVisit(clerk, 21, null);
    const change = { visit, purpose: 'top-up' as const };
    value(await clerk.send('visit.change', { ...change, intended: 200_000 }));
    const result = await clerk.send('visit.change', { ...change, intended: 200_001 });
    expect(failure(result)).toMatchObject({ type: 'amount-unusual', usual: null });
  });

  it('is refused beyond the bound, confirmed or not', async () => {
    const { visit } = await newVisit();
    for (const isConfirmed of [false, true]) {
      const result = await clerk.send('visit.change', {
        visit,
        purpose: 'top-up',
        intended: 2_000_001,
        isConfirmed,
      });
      expect(failure(result)).toEqual({
        type: 'amount-absurd',
        field: 'intended',
        most: 2_000_000,
      });
    }
  });
});

describe('the prepaid amount', () => {
  it('is asked back at the finish, of any purpose that takes money', async () => {
    nextCustomer += 1;
    const bill = value(
      await clerk.send('visit.start', { customer: nextCustomer, purpose: 'bill', intended: null }),
    );
    for (const { visit } of [await newVisit(5_000), bill]) {
      const finish = { visit, prepaid: 60_000, gifts: [] };
      expect(failure(await clerk.send('visit.finish', finish))).toMatchObject({
        type: 'amount-unusual',
        field: 'prepaid',
        usual: 5_000,
      });
      value(await clerk.send('visit.finish', { ...finish, isConfirmed: true }));
    }
  });

  it('is not asked about again when it is what was meant', async () => {
    nextCustomer += 1;
    const { visit } = value(
      await clerk.send('visit.start', {
        customer: nextCustomer,
        purpose: 'top-up',
        intended: 50_000,
        isConfirmed: true,
      }),
    );
    value(await clerk.send('visit.finish', { visit, prepaid: 50_000, gifts: [] }));
    expect((await report()).unusual.filter((row) => row.visit === visit)).toMatchObject([
      { field: 'prepaid', amount: 50_000, usual: 5_000 },
    ]);
  });

  it('is refused beyond the bound', async () => {
    const { visit } = await newVisit(5_000);
    const finish = { visit, prepaid: 9_999_900, gifts: [], isConfirmed: true };
    expect(failure(await clerk.send('visit.finish', finish)).type).toBe('amount-absurd');
  });

  it('of an accepted rung needs no question', async () => {
    const view = await newVisit(5_000);
    value(await clerk.send('visit.answer', answerInput(view, 'accepted')));
    const prepaid = view.proposals[0]?.prepay ?? 0;
    expect(prepaid).toBeGreaterThan(5_000);
    value(await clerk.send('visit.finish', { visit: view.visit, prepaid, gifts: [] }));
  });
});

describe('the mark', () => {
  it('stands on the manager’s page with both figures, once a visit, and goes with an undo', async () => {
    const view = await newVisit(5_000);
    const { visit } = view;
    value(
      await clerk.send('visit.change', {
        visit,
        purpose: 'top-up',
        intended: 40_000,
        isConfirmed: true,
      }),
    );
    const own = async () => (await report()).unusual.filter((row) => row.visit === visit);
    expect(await own()).toEqual([
      {
        visit,
        at: expect.any(Number),
        clerk: '李梅',
        customer: { name: expect.stringContaining('*'), phone: expect.stringContaining('****') },
        field: 'intended',
        amount: 40_000,
        usual: 5_000,
        askAbove: 25_000,
      },
    ]);
    const done = value(
      await clerk.send('visit.finish', { visit, prepaid: 50_000, gifts: [], isConfirmed: true }),
    );
    expect(await own()).toMatchObject([{ field: 'prepaid', amount: 50_000 }]);
    const event = done.undo?.event ?? done.visit;
    value(await clerk.send('visit.undo', { visit, event }));
    expect(await own()).toMatchObject([{ field: 'intended', amount: 40_000 }]);
    value(await clerk.send('visit.change', { visit, purpose: 'top-up', intended: 5_000 }));
    expect(await own()).toEqual([]);
  });

  it('goes when a manager corrects the amount to an ordinary one', async () => {
    const { visit } = await newVisit(5_000);
    const end = { visit, prepaid: 50_000, gifts: [], isConfirmed: true };
    value(await clerk.send('visit.finish', end));
    const marks = async () => (await report()).unusual.filter((row) => row.visit === visit);
    expect(await marks()).toMatchObject([{ amount: 50_000 }]);
    const manager = await managerAt(branch.process);
    value(
      await manager.send('visit.correct', {
        visit,
        correction: { what: 'finish', prepaid: 5_000, gifts: [] },
        reason: '多打了一个 0',
        approval: { manager: 'm1', pin: '9876' },
      } as never),
    );
    manager.detach();
    expect(await marks()).toEqual([]);
  });

  it('is in the file for the spreadsheet', async () => {
    const manager = await managerAt(branch.process);
    const { visit } = await newVisit(5_000);
    const finish = { visit, prepaid: 77_700, gifts: [], isConfirmed: true };
    value(await clerk.send('visit.finish', finish));
    const { day } = await report();
    const text = await csvOfDay(manager, day, 'zh-CN');
    const [head = '', ...lines] = text.split('\r\n');
    const cells = lines.find((line) => line.includes('777.00'))?.split(',') ?? [];
    const columns = head.split(',');
    expect(cells[columns.indexOf('金额已核对')]).toBe('是');
    expect(cells[columns.indexOf('平常充值(元)')]).toBe('50.00');
  });

  it('is not in the event of an ordinary amount', async () => {
    const before = (await report()).unusual.length;
    const { visit } = await newVisit(5_000);
    value(await clerk.send('visit.finish', { visit, prepaid: fen(25_000), gifts: [] }));
    expect((await report()).unusual).toHaveLength(before);
  });
});
