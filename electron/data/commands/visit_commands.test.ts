// The rules of a visit: what may be answered, finished and undone, and that it survives a restart.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DAY_MS } from '#shared/base/month.ts';
import type { Client } from '#electron/port/client.ts';
import { ALL_VISITS } from '#shared/contract/view_visits.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import {
  answerInput,
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { customer } from '#tests/fixtures/branch.ts';
import { failure, value } from '#tests/fixtures/data_process.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let branch: BranchAtWork;
let clerk: Client;
let nextCustomer = 1;

beforeAll(async () => {
  const customers = Array.from({ length: 60 }, (_, index) => customer(index + 1));
  branch = await branchAtWork({ customers });
  clerk = await clerkAt(branch.process);
});
afterAll(() => branch.stop());

/** Each test its own customer, so that contact policy keeps out of the way. */
const visit = (intended: number | null = 5_000) => {
  nextCustomer += 1;
  return startVisit(clerk, nextCustomer, intended);
};

describe('visit.start', () => {
  it('proposes the next rung above what the customer meant to prepay', async () => {
    expect((await visit(5_000)).proposals.map(({ tier }) => tier)[0]).toBe('t100');
    expect((await visit(10_000)).proposals.map(({ tier }) => tier)[0]).toBe('t200');
  });

  it('gives a verdict on every offer', async () => {
    expect((await visit()).verdicts.map(({ offer }) => offer)).toContain('prepay-gift');
  });

  it('is muted by a complaint', async () => {
    nextCustomer += 1;
    const view = value(
      await clerk.send('visit.start', {
        customer: nextCustomer,
        purpose: 'complaint',
        intended: null,
      }),
    );
    expect(view.proposals).toEqual([]);
    expect(view.silence?.code).toBe('complaint');
  });

  it('knows its customers only', async () => {
    const result = await clerk.send('visit.start', {
      customer: 99_999,
      purpose: 'bill',
      intended: null,
    });
    expect(failure(result)).toEqual({ type: 'unknown-customer' });
  });
});

describe('visit.change', () => {
  it('decides anew and keeps what was answered', async () => {
    const first = await visit(5_000);
    value(await clerk.send('visit.answer', answerInput(first, 'accepted')));
    const second = value(
      await clerk.send('visit.change', {
        visit: first.visit,
        purpose: 'top-up',
        intended: 10_000,
      }),
    );
    expect(second.decision).not.toBe(first.decision);
    expect(second.intended).toBe(10_000);
    expect(second.proposals[0]?.tier).toBe('t200');
    expect(second.undo?.kind).toBe('answer');
    expect(failure(await clerk.send('visit.answer', answerInput(first, 'accepted'))).type).toBe(
      'unknown-proposal',
    );
  });

  it('turns to silence when it becomes a complaint', async () => {
    const { visit: id } = await visit();
    const changed = value(
      await clerk.send('visit.change', { visit: id, purpose: 'complaint', intended: null }),
    );
    expect(changed.silence?.code).toBe('complaint');
  });
});

describe('visit.answer', () => {
  it.each(['accepted', 'later', 'declined', 'has-it', 'not-said'] as const)(
    'records %s once',
    async (answer) => {
      const view = await visit();
      const answered = value(await clerk.send('visit.answer', answerInput(view, answer)));
      expect(answered.proposals[0]?.answered).toMatchObject({
        answer,
        laterOn: answer === 'later' ? '2099-01-01' : null,
      });
      const again = await clerk.send('visit.answer', answerInput(view, answer));
      expect(failure(again).type).toBe('already-answered');
    },
  );

  it.each([
    ['declined', { declineReason: null }, 'declineReason'],
    ['accepted', { declineReason: 'thinking' }, 'declineReason'],
    ['not-said', { notSaidReason: null }, 'notSaidReason'],
    ['accepted', { notSaidReason: 'queue' }, 'notSaidReason'],
    ['later', { laterOn: null }, 'laterOn'],
    ['has-it', { laterOn: '2099-01-01' }, 'laterOn'],
    ['later', { by: 'display' }, 'by'],
    ['not-said', { by: 'display' }, 'by'],
  ] as const)('%s with %o is bad input', async (answer, changes, field) => {
    const view = await visit();
    const result = await clerk.send('visit.answer', answerInput(view, answer, changes));
    expect(failure(result)).toMatchObject({ type: 'bad-input', field });
  });

  it.each(['accepted', 'declined'] as const)('keeps that %s came by touch', async (answer) => {
    const view = await visit();
    const touched = await clerk.send(
      'visit.answer',
      answerInput(view, answer, { by: 'display' as const }),
    );
    expect(value(touched).proposals[0]?.answered).toMatchObject({ answer, by: 'display' });
  });

  it('says until when the offer stands and what it costs each month', async () => {
    const [best] = (await visit()).proposals;
    expect(best?.terms).toEqual({ monthly: 0, until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  });

  it('takes no objection that the sentence on the screen does not have', async () => {
    const view = await visit(5_000);
    expect(view.proposals[0]?.objections).toEqual([]);
    const bad = await clerk.send('visit.answer', answerInput(view, 'declined', { objection: 1 }));
    expect(failure(bad)).toMatchObject({ type: 'bad-input', field: 'objection' });
    expect(value(await clerk.send('report.hints', {}))).toEqual({ told: 0, found: [] });
  });

  it('takes a later day that lies ahead only', async () => {
    const view = await visit();
    const result = await clerk.send(
      'visit.answer',
      answerInput(view, 'later', { laterOn: '2020-01-01' }),
    );
    expect(failure(result).type).toBe('day-not-ahead');
  });

  it('takes no sentence that was not proposed', async () => {
    const view = await visit();
    const result = await clerk.send(
      'visit.answer',
      answerInput(view, 'accepted', { offer: 'free-gold' }),
    );
    expect(failure(result).type).toBe('unknown-proposal');
  });

  it('takes no answer to a sentence that was decided anew since, though its name is the same', async () => {
    const view = await visit(5_000);
    const again = value(
      await clerk.send('visit.change', { visit: view.visit, purpose: 'top-up', intended: 6_000 }),
    );
    expect(again.proposals[0]?.tier).toBe(view.proposals[0]?.tier);
    const stale = await clerk.send('visit.answer', answerInput(view, 'accepted'));
    expect(failure(stale).type).toBe('unknown-proposal');
    value(await clerk.send('visit.answer', answerInput(again, 'accepted')));
  });

  it('knows no visit that never started', async () => {
    const view = await visit();
    const input = answerInput(view, 'accepted', { visit: view.decision });
    expect(failure(await clerk.send('visit.answer', input)).type).toBe('unknown-visit');
  });
});

describe('visit.finish', () => {
  it('closes the visit', async () => {
    const view = await visit();
    const finished = value(
      await clerk.send('visit.finish', { visit: view.visit, prepaid: 8_000, gifts: [] }),
    );
    expect(finished.finished).toMatchObject({ prepaid: 8_000, uplift: 3_000 });
    for (const result of [
      await clerk.send('visit.finish', { visit: view.visit, prepaid: null, gifts: [] }),
      await clerk.send('visit.answer', answerInput(view, 'accepted')),
      await clerk.send('visit.change', { visit: view.visit, purpose: 'bill', intended: null }),
    ]) {
      expect(failure(result).type).toBe('visit-finished');
    }
  });

  it('counts no uplift when no money was put on', async () => {
    const view = await visit();
    const finished = value(
      await clerk.send('visit.finish', { visit: view.visit, prepaid: null, gifts: [] }),
    );
    expect(finished.finished).toMatchObject({ prepaid: null, uplift: null });
  });

  it.each(['declined', 'later', 'not-said', 'has-it', null] as const)(
    'gives nothing after %s, and records nothing then',
    async (answer) => {
      const view = await visit();
      if (answer !== null) value(await clerk.send('visit.answer', answerInput(view, answer)));
      const give = (gifts: { gift: string; count: number }[]) =>
        clerk.send('visit.finish', { visit: view.visit, prepaid: 10_000, gifts });
      const result = await give([{ gift: 'umbrella', count: 1 }]);
      expect(failure(result)).toEqual({ type: 'gift-not-earned', gift: 'umbrella' });
      expect(value(await give([])).finished?.gifts).toEqual([]);
    },
  );

  it.each([
    ['of another offer', 10_000, 'oil', 1],
    ['below the tier', 9_999, 'umbrella', 1],
    ['without money', null, 'umbrella', 1],
    ['two for one', 10_000, 'umbrella', 2],
  ] as const)('gives nothing %s', async (_what, prepaid, gift, count) => {
    const view = await visit();
    value(await clerk.send('visit.answer', answerInput(view, 'accepted')));
    const gifts = [{ gift, count }];
    const result = await clerk.send('visit.finish', { visit: view.visit, prepaid, gifts });
    expect(failure(result)).toEqual({ type: 'gift-not-earned', gift });
  });

  it('gives a customer the same gift once a day, and names it', async () => {
    const first = await visit();
    // Opened at the next window before the first is done.
    const again = await startVisit(clerk, nextCustomer, 5_000);
    const give = async (id: string) =>
      clerk.send('visit.finish', {
        visit: id,
        prepaid: 10_000,
        gifts: [{ gift: 'umbrella', count: 1 }],
      });
    value(await clerk.send('visit.answer', answerInput(first, 'accepted')));
    const finished = value(await give(first.visit));
    expect(finished.finished?.gifts).toMatchObject([{ name: { zh: '雨伞' }, count: 1 }]);
    value(await clerk.send('visit.answer', answerInput(again, 'accepted')));
    expect(failure(await give(again.visit))).toEqual({ type: 'gift-given', gift: 'umbrella' });
    // Taken back, it was not given.
    const event = finished.undo?.event;
    if (event === undefined) throw new Error('nothing to undo');
    value(await clerk.send('visit.undo', { visit: first.visit, event }));
    value(await give(again.visit));
  });

  it('draws gifts of this branch only', async () => {
    const view = await visit();
    const gifts = [{ gift: 'car', count: 1 }];
    const result = await clerk.send('visit.finish', { visit: view.visit, prepaid: 1, gifts });
    expect(failure(result)).toMatchObject({ type: 'bad-input', field: 'gifts' });
  });
});

const change = async (id: string, intended: number) =>
  value(
    await clerk.send('visit.change', {
      visit: id as never,
      purpose: 'top-up',
      intended: intended as never,
    }),
  );
const accept = async (view: VisitView, prepaid: number) => {
  value(await clerk.send('visit.answer', answerInput(view, 'accepted')));
  const end = { visit: view.visit, prepaid: prepaid as never, isConfirmed: true, gifts: [] };
  value(await clerk.send('visit.finish', end));
};
const listed = async (id: string) => {
  const manager = await managerAt(branch.process);
  const list = value(
    await manager.send('visits.list', { day: null, to: null, filter: ALL_VISITS, offset: 0 }),
  );
  manager.detach();
  return list.rows.find((row) => row.visit === id);
};

describe('what a customer meant once is meant for the day', () => {
  it('who leaves when the sentence was heard, and comes back meaning less, claims nothing more', async () => {
    const first = await visit(10_000);
    value(await clerk.send('visit.drop', { visit: first.visit }));
    for (const start of [2_000, null]) {
      const again = await startVisit(clerk, nextCustomer, start);
      const view = start === null ? await change(again.visit, 2_000) : again;
      expect(view.intended).toBe(2_000);
      if (start !== null) continue;
      await accept(view, 10_000);
      expect(await listed(view.visit)).toMatchObject({
        intended: 10_000,
        laterIntended: 2_000,
        prepaid: 10_000,
        claimed: 0,
      });
    }
  });

  it('nor by a clock that was moved by a day in between', async () => {
    const first = await visit(10_000);
    value(await clerk.send('visit.drop', { visit: first.visit }));
    branch.process.clockShift = DAY_MS;
    try {
      const again = await startVisit(clerk, nextCustomer, 2_000);
      await accept(again, 10_000);
      expect(await listed(again.visit)).toMatchObject({ intended: 10_000, claimed: 0 });
    } finally {
      branch.process.clockShift = 0;
    }
  });

  it('nor who ends a visit without money in between', async () => {
    const first = await visit(10_000);
    value(await clerk.send('visit.finish', { visit: first.visit, prepaid: null, gifts: [] }));
    const again = await startVisit(clerk, nextCustomer, 5_000);
    await accept(again, 10_000);
    expect(await listed(again.visit)).toMatchObject({ intended: 10_000, claimed: 0 });
  });

  it('who put down what was meant, or means more, or was opened by mistake, starts anew', async () => {
    const paid = await visit(5_000);
    value(await clerk.send('visit.finish', { visit: paid.visit, prepaid: 5_000, gifts: [] }));
    const second = await startVisit(clerk, nextCustomer, 3_000);
    await accept(second, 10_000);
    const row = await listed(second.visit);
    expect(row).toMatchObject({ intended: 3_000, laterIntended: null });
    expect(row?.claimed).toBeGreaterThan(0);

    const mistaken = await visit(10_000);
    const manager = await managerAt(branch.process);
    value(
      await manager.send('visit.correct', {
        visit: mistaken.visit,
        correction: { what: 'void' },
        reason: '点错了人',
        approval: { manager: 'm1', pin: '9876' },
      } as never),
    );
    manager.detach();
    const right = await startVisit(clerk, nextCustomer, 5_000);
    expect(await listed(right.visit)).toMatchObject({ intended: 5_000, laterIntended: null });
  });
});

describe('visit.undo', () => {
  it('takes an answer back, and it may be given anew', async () => {
    const view = await visit();
    const answered = value(await clerk.send('visit.answer', answerInput(view, 'declined')));
    const event = answered.undo?.event;
    if (event === undefined) throw new Error('nothing to undo');
    const back = value(await clerk.send('visit.undo', { visit: view.visit, event }));
    expect(back.proposals[0]?.answered).toBeNull();
    expect(back.undo).toBeNull();
    expect(failure(await clerk.send('visit.undo', { visit: view.visit, event })).type).toBe(
      'already-undone',
    );
    value(await clerk.send('visit.answer', answerInput(view, 'accepted')));
  });

  it('opens a finished visit again and gives the gift back', async () => {
    const manager = await managerAt(branch.process);
    const umbrellas = async () =>
      value(await manager.send('report.day', { day: null })).gifts.find(
        ({ id }) => id === 'umbrella',
      );
    const before = await umbrellas();
    const view = await visit();
    value(await clerk.send('visit.answer', answerInput(view, 'accepted')));
    const finished = value(
      await clerk.send('visit.finish', {
        visit: view.visit,
        prepaid: 10_000,
        gifts: [{ gift: 'umbrella', count: 1 }],
      }),
    );
    expect((await umbrellas())?.left).toBe((before?.left ?? 0) - 1);
    const event = finished.undo?.event;
    if (event === undefined) throw new Error('nothing to undo');
    expect(finished.undo?.kind).toBe('finish');
    const back = value(await clerk.send('visit.undo', { visit: view.visit, event }));
    expect(back.finished).toBeNull();
    expect(await umbrellas()).toEqual(before);
    value(await clerk.send('visit.finish', { visit: view.visit, prepaid: 5_000, gifts: [] }));
  });

  it('is not open for ever, and not for an answer of a finished visit', async () => {
    const view = await visit();
    const answered = value(await clerk.send('visit.answer', answerInput(view, 'accepted')));
    const event = answered.undo?.event;
    if (event === undefined) throw new Error('nothing to undo');
    branch.process.clockShift += 61_000;
    const late = await clerk.send('visit.undo', { visit: view.visit, event });
    expect(failure(late).type).toBe('too-late-to-undo');
    branch.process.clockShift -= 61_000;
    value(await clerk.send('visit.finish', { visit: view.visit, prepaid: 5_000, gifts: [] }));
    const closed = await clerk.send('visit.undo', { visit: view.visit, event });
    expect(failure(closed).type).toBe('visit-finished');
  });

  it('takes back answers and finishes only', async () => {
    const view = await visit();
    const result = await clerk.send('visit.undo', { visit: view.visit, event: view.decision });
    expect(failure(result)).toMatchObject({ type: 'bad-input', field: 'event' });
  });
});

describe('a restart', () => {
  it('finds the visit as it was, sentences and verdicts too', async () => {
    const view = await visit();
    const answered = value(await clerk.send('visit.answer', answerInput(view, 'accepted')));
    await branch.restart();
    clerk = await clerkAt(branch.process);
    const event = answered.undo?.event;
    if (event === undefined) throw new Error('nothing to undo');
    const back = value(await clerk.send('visit.undo', { visit: view.visit, event }));
    expect(back).toEqual({ ...view, undo: null });
  });

  it('goes on numbering events after a clock that jumped back', async () => {
    await branch.restart();
    branch.process.clockShift = -400 * DAY_MS;
    clerk = await clerkAt(branch.process);
    const view = await visit();
    value(await clerk.send('visit.answer', answerInput(view, 'accepted')));
    branch.process.clockShift = 0;
    value(await clerk.send('sync.now', {}));
    const events = [...branch.hub.stored.values()].toSorted((a, b) => a.sequence - b.sequence);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    const ids = events.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
  });
});
