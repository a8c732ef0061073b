import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { Uuid } from '#shared/base/id.ts';
import type { DrawView, LotteryView } from '#shared/contract/view_lottery.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import {
  beginDraw,
  type DrawDesk,
  drawReducer,
  fullPrint,
  isDrawNumber,
  shortPrint,
  ticketsOf,
} from './draw.ts';

const visit = (draws: VisitView['draws']): VisitView => ({
  visit: 'v' as Uuid,
  customer: 1,
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
  draws,
  notes: [],
  undo: null,
});
const name = { zh: '电饭煲', en: 'rice cooker' };
const lottery: LotteryView = {
  lottery: 'autumn',
  name,
  prizes: [
    { id: 'cooker', name, left: 1 },
    { id: 'towel', name, left: 9 },
  ],
  blanks: 30,
  lease: 'l1',
  nextDraw: 3,
  commitment: 'ab'.repeat(32),
  winners: [],
};
const drawn = (left: number): DrawView => ({
  event: 'e' as Uuid,
  lease: 'l1',
  draw: 3,
  number: '88',
  seed: 'cd'.repeat(32),
  prize: null,
  left,
  lottery: { ...lottery, nextDraw: 4 },
});
const desk = beginDraw(visit({ lottery: 'autumn', left: 2 }), '张*丰') as DrawDesk;

test('only a visit with draws left has a desk', () => {
  expect(beginDraw(visit(null), '张*')).toBeNull();
  expect(beginDraw(visit({ lottery: 'autumn', left: 0 }), '张*')).toBeNull();
  expect(desk).toMatchObject({ left: 2, number: '', result: null });
});

test('a number is one to eight digits, however they are typed', () => {
  const typed = drawReducer(desk, { type: 'type', text: '８a8-12345678' });
  expect(typed.number).toBe('88123456');
  expect([isDrawNumber(''), isDrawNumber('0'), isDrawNumber('123456789')]).toEqual([
    false,
    true,
    false,
  ]);
});

test('a draw keeps what was on show before it, and the next one starts without a number', () => {
  const typed = drawReducer(desk, { type: 'type', text: '88' });
  const first = drawReducer(typed, { type: 'drawn', draw: drawn(1), before: lottery });
  expect(first).toMatchObject({ left: 1, number: '', result: { before: { nextDraw: 3 } } });
  const again = drawReducer(first, { type: 'again' });
  expect(again.result).toBeNull();
  const last = drawReducer(again, { type: 'drawn', draw: drawn(0), before: lottery });
  expect(drawReducer(last, { type: 'again' })).toBe(last);
});

test('odds and fingerprints', () => {
  expect(ticketsOf(lottery)).toEqual({ all: 40, withPrize: 10 });
  expect(shortPrint('3fa902bc11110077e1')).toBe('3fa9 02bc … 77e1');
  expect(fullPrint('3fa902bc11')).toBe('3fa9 02bc 11');
});
