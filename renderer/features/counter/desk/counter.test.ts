import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { Uuid } from '#shared/base/id.ts';
import type { Instant } from '#shared/base/month.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import { type Counter, type CounterAction, counterReducer, emptyCounter } from './counter.ts';

const visit = (customer: number, more: Partial<VisitView> = {}): VisitView => ({
  visit: `v${customer}` as Uuid,
  customer,
  phone: null,
  purpose: 'top-up',
  intended: null,
  currency: 'CNY',
  amounts: { usual: null, askAbove: fen(200_000), most: fen(2_000_000) },
  decision: 'd' as Uuid,
  proposals: [],
  silence: null,
  verdicts: [],
  offerNames: {},
  finished: null,
  draws: null,
  undo: null,
  ...more,
});
const open = (id: number, key: number): CounterAction => ({ type: 'open', id, name: '张*', key });
const after = (...actions: readonly CounterAction[]): Counter =>
  actions.reduce(counterReducer, emptyCounter);

test('an answer for a customer opened earlier is dropped', () => {
  const counter = after(open(1, 1), open(2, 2), {
    type: 'began',
    key: 1,
    view: visit(1),
    typed: '',
  });
  expect(counter.served).toMatchObject({ id: 2, errand: null });
});

test('a visit in which something was entered waits while another customer is opened', () => {
  const touched = visit(1, { intended: fen(5000) });
  const counter = after(
    open(1, 1),
    { type: 'began', key: 1, view: touched, typed: '' },
    open(2, 2),
  );
  expect(counter.left?.id).toBe(1);
  const back = counterReducer(counter, { type: 'resume' });
  expect([back.served?.id, back.left]).toEqual([1, null]);
  expect(back.served?.errand?.notice).toBe('resumed');
});

test('what was asked or noted of consent is gone when the customer is gone back to', () => {
  const counter = after(
    open(1, 1),
    { type: 'began', key: 1, view: visit(1, { intended: fen(5000) }), typed: '' },
    { type: 'consent', key: 1, action: { type: 'ask' } },
    { type: 'consent', key: 7, action: { type: 'cancel' } },
  );
  expect(counter.served?.consent.isAsked).toBe(true);
  const back = counterReducer(counterReducer(counter, open(2, 2)), { type: 'resume' });
  expect([back.served?.id, back.served?.consent.isAsked]).toEqual([1, false]);
});

const arrive = (key: number): CounterAction => ({
  type: 'open',
  id: '13700001111',
  name: '',
  key,
});

test('a walk-in waits like a customer, bears the masked number, and is itself when opened again', () => {
  const walkIn = visit(0, { customer: null, phone: '137****1111', intended: fen(5000) });
  const parked = after(arrive(1), { type: 'began', key: 1, view: walkIn, typed: '' }, open(2, 2));
  expect([parked.left?.id, parked.left?.name]).toEqual(['13700001111', '137****1111']);
  const again = counterReducer(parked, arrive(3));
  expect([again.served?.id, again.left]).toEqual(['13700001111', null]);
});

test('a visit that was only opened leaves nothing behind', () => {
  const counter = after(
    open(1, 1),
    { type: 'began', key: 1, view: visit(1), typed: '' },
    open(2, 2),
  );
  expect(counter.left).toBeNull();
});

test('opening the waiting customer again does not leave the old visit beside the new', () => {
  const touched = visit(1, { intended: fen(5000) });
  const counter = after(
    open(1, 1),
    { type: 'began', key: 1, view: touched, typed: '' },
    open(2, 2),
    open(1, 3),
  );
  expect([counter.served?.id, counter.left]).toEqual([1, null]);
});

test('a finished visit leaves the counter, and an undone finish brings it back', () => {
  const finished = visit(1, {
    finished: {
      event: 'f' as Uuid,
      prepaid: fen(10_000),
      uplift: fen(5000),
      gifts: [],
      pointsSpent: 0,
      pointsEarned: null,
    },
    undo: { event: 'f' as Uuid, kind: 'finish', until: 60_000 as Instant },
  });
  const done = after(
    open(1, 1),
    { type: 'began', key: 1, view: visit(1), typed: '' },
    { type: 'finished', key: 1, view: finished, now: 5 },
  );
  expect(done.served).toBeNull();
  expect(done.done).toMatchObject({ id: 1, until: 60_000, failure: null });
  const back = counterReducer(done, {
    type: 'reopened',
    view: visit(1, { intended: fen(5000) }),
    key: 2,
  });
  expect([back.served?.id, back.served?.errand?.step, back.done]).toEqual([1, 'finish', null]);
});

test('a refused undo is told for a while', () => {
  const done = after(
    open(1, 1),
    { type: 'began', key: 1, view: visit(1), typed: '' },
    {
      type: 'finished',
      key: 1,
      view: visit(1),
      now: 100,
    },
  );
  const refused = counterReducer(done, {
    type: 'undo-failed',
    failure: { type: 'too-late-to-undo' },
    now: 1000,
  });
  expect(refused.done).toMatchObject({ failure: { type: 'too-late-to-undo' }, until: 9000 });
});

test('an amount typed while the visit was being opened is there when it begins', () => {
  const counter = after(open(1, 1), { type: 'began', key: 1, view: visit(1), typed: '50' });
  expect(counter.served?.errand).toMatchObject({ step: 'amount', amountText: '50' });
});

const drawing = (customer: number, left: number): CounterAction[] => [
  open(customer, customer),
  { type: 'began', key: customer, view: visit(customer), typed: '' },
  {
    type: 'finished',
    key: customer,
    view: visit(customer, {
      draws: { lottery: 'autumn', left },
      undo: { event: 'f' as Uuid, kind: 'finish', until: 60_000 as Instant },
    }),
    now: 0,
  },
];

test('a finish that earns draws leaves them on the counter while others are served', () => {
  const counter = after(...drawing(1, 2), open(2, 2));
  expect(counter.draw).toMatchObject({ visit: 'v1', left: 2 });
  expect(after(...drawing(1, 2), ...drawing(2, 0)).draw?.visit).toBe('v1');
  expect(counterReducer(counter, { type: 'end-draw' }).draw).toBeNull();
});

test('after a draw the finish is not offered to be taken back', () => {
  const lottery = {} as never;
  const drawn = after(...drawing(1, 1), {
    type: 'draw',
    visit: 'v1',
    action: { type: 'drawn', draw: { left: 0, lottery } as never, before: null },
  });
  expect([drawn.draw?.left, drawn.done?.view.undo]).toEqual([0, null]);
});

test('a finish taken back takes its draws with it', () => {
  const counter = counterReducer(after(...drawing(1, 1)), {
    type: 'reopened',
    view: visit(1),
    key: 9,
  });
  expect(counter.draw).toBeNull();
});

test('a customer opened by mistake is closed and leaves nothing behind', () => {
  const opened = after(open(1, 1), { type: 'began', key: 1, view: visit(1), typed: '' });
  expect(counterReducer(opened, { type: 'close', key: 7 })).toBe(opened);
  const closed = counterReducer(opened, { type: 'close', key: 1 });
  expect([closed.served, closed.left, closed.done]).toEqual([null, null, null]);
});
