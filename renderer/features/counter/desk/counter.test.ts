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
  notes: [],
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

const began = (key: number, view: VisitView): CounterAction => ({
  type: 'began',
  key,
  view,
  typed: '',
});
const resumed = (key: number, view: VisitView): CounterAction => ({
  type: 'resumed',
  key,
  id: view.customer ?? '13700001111',
  name: '张*',
  view,
});

test('three visits wait for each other, and each goes on where it stood', () => {
  const [a, b, c] = [1, 2, 3].map((id) => visit(id, { intended: fen(5000) })) as [
    VisitView,
    VisitView,
    VisitView,
  ];
  const typed: CounterAction = {
    type: 'errand',
    key: 1,
    action: { type: 'later', text: '12-5' },
  };
  const counter = after(open(1, 1), began(1, a), typed, open(2, 2), began(2, b), open(3, 3));
  expect([...counter.drafts.keys()]).toEqual(['v1', 'v2']);
  const back = [began(3, c), resumed(4, a)].reduce(counterReducer, counter);
  expect(back.served).toMatchObject({ id: 1, errand: { laterText: '12-5', notice: 'resumed' } });
  expect([...back.drafts.keys()]).toEqual(['v2', 'v3']);
});

test('what the ledger says since is shown, and what this page never showed begins anew', () => {
  const a = visit(1, { intended: fen(5000) });
  const counter = after(open(1, 1), began(1, a), open(2, 2));
  const changed = { ...a, intended: fen(9000), decision: 'd2' as Uuid };
  const back = counterReducer(counter, resumed(3, changed));
  expect(back.served?.errand?.view).toEqual(changed);
  const other = counterReducer(counter, resumed(3, visit(7, { intended: fen(3000) })));
  expect(other.served?.errand).toMatchObject({ amountText: '30', notice: 'resumed' });
});

test('what was asked or noted of consent is gone when the customer is gone back to', () => {
  const a = visit(1, { intended: fen(5000) });
  const counter = after(
    open(1, 1),
    began(1, a),
    { type: 'consent', key: 1, action: { type: 'ask' } },
    { type: 'consent', key: 7, action: { type: 'cancel' } },
  );
  expect(counter.served?.consent.isAsked).toBe(true);
  const back = [open(2, 2), resumed(3, a)].reduce(counterReducer, counter);
  expect([back.served?.id, back.served?.consent.isAsked]).toEqual([1, false]);
});

test('a walk-in that waited bears the masked number', () => {
  const walkIn = visit(0, { customer: null, phone: '137****1111', intended: fen(5000) });
  const back = counterReducer(after(open(2, 2)), resumed(3, walkIn));
  expect([back.served?.id, back.served?.name]).toEqual(['13700001111', '137****1111']);
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
  expect([closed.served, closed.done, closed.drafts.size]).toEqual([null, null, 0]);
});
