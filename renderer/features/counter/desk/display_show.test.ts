import { expect, test } from 'vitest';
import type { Uuid } from '#shared/base/id.ts';
import { fen } from '#shared/base/money.ts';
import { day } from '#shared/base/month.ts';
import { displayFrameSchema } from '#shared/contract/display.ts';
import type { LotteryView } from '#shared/contract/view_lottery.ts';
import type { ProposalView, VisitView } from '#shared/contract/view_visit.ts';
import { emptyVisit, proposal as plain } from '#tests/fixtures/counter_hands.ts';
import { type Counter, counterReducer, emptyCounter } from './counter.ts';
import { displayShow } from './display_show.ts';

const SECRET = 'SECRET';
const quiet = { isDrawing: false, thanks: true, lottery: null };
const visitView = (more: Partial<VisitView>): VisitView => ({
  ...emptyVisit('v' as Uuid),
  ...more,
});
const words = (text: string) => ({ zh: text, en: text });

/** All that a clerk may read and a customer may not is marked. */
const proposal = (more: Partial<ProposalView> = {}): ProposalView => ({
  ...plain,
  sentence: words(SECRET),
  why: words(SECRET),
  difference: fen(5_000),
  points: 200,
  terms: { monthly: fen(1_900), until: day('2027-03-31') },
  draws: { lottery: 'autumn', count: 2 },
  objections: [{ place: 1, says: words(SECRET), answer: words(SECRET) }],
  score: 777_777,
  parts: { chance: 0.777, weight: 777, value: 777_777, lever: 777 },
  ...more,
});

const lottery: LotteryView = {
  lottery: 'autumn',
  name: words('autumn draw'),
  prizes: [{ id: 'p', name: words('rice cooker'), left: 3 }],
  blanks: 97,
  lease: SECRET,
  nextDraw: 4,
  commitment: SECRET,
  winners: [{ at: 1 as never, name: SECRET, prize: words('rice cooker') }],
};

function counterWith(proposals: readonly ProposalView[]): Counter {
  const opened = counterReducer(emptyCounter, { type: 'open', id: 1, name: SECRET, key: 1 });
  const view = visitView({
    intended: fen(5_000),
    proposals,
    verdicts: [
      {
        offer: SECRET,
        tier: null,
        treatment: null,
        stage: 'moment',
        reason: words(SECRET),
        score: 1,
      },
    ],
    notes: [
      {
        event: 'n' as Uuid,
        visit: 'v' as Uuid,
        at: 1 as never,
        staffName: SECRET,
        text: SECRET,
        isOwn: true,
      },
    ],
  });
  return counterReducer(opened, { type: 'began', key: 1, view, typed: '' });
}

test('an offer with its terms and odds, and nothing that the customer may not read', () => {
  const show = displayShow(counterWith([proposal()]), { ...quiet, lottery });
  expect(show).toMatchObject({
    kind: 'offer',
    prepay: 10_000,
    more: 5_000,
    monthly: 1_900,
    points: 200,
    until: '2027-03-31',
    draws: 2,
    lottery: { prizes: [{ name: words('rice cooker'), left: 3 }], blanks: 97 },
    said: null,
  });
  const text = JSON.stringify(show);
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain('777');
  const frame = { language: 'en', currency: 'CNY', branch: words('shop'), show };
  expect(displayFrameSchema.parse(frame)).toEqual(frame);
  expect(displayFrameSchema.safeParse({ ...frame, show: { ...show, groups: ['x'] } }).success).toBe(
    false,
  );
});

test('a touched no waits for the reason, and stays said', () => {
  const counter = counterReducer(counterWith([proposal()]), {
    type: 'errand',
    key: 1,
    action: { type: 'touched-no' },
  });
  expect(counter.served?.errand?.step).toBe('decline');
  expect(displayShow(counter, quiet)).toMatchObject({ kind: 'offer', said: 'no' });
  const back = counterReducer(counter, { type: 'errand', key: 1, action: { type: 'back' } });
  expect(displayShow(back, quiet)).toMatchObject({ kind: 'offer', said: null });
});

const answered = (answer: 'later' | 'not-said'): ProposalView =>
  proposal({ answered: { event: 'e' as Uuid, answer, laterOn: null, by: null } });

test('what sells nothing, what was put off and what was never said is not on show', () => {
  for (const each of [proposal({ promotional: false }), answered('later'), answered('not-said')])
    expect(displayShow(counterWith([each]), quiet)).toEqual({ kind: 'greeting' });
});

test('thanks with what was given, for a while; then the greeting', () => {
  const view = visitView({
    proposals: [],
    finished: {
      event: 'f' as Uuid,
      prepaid: fen(10_000),
      uplift: fen(7_770),
      gifts: [{ name: words('umbrella'), count: 1 }],
      pointsSpent: 0,
      pointsEarned: 100,
    },
  });
  const counter = counterReducer(counterWith([]), { type: 'finished', key: 1, view, now: 0 });
  expect(displayShow(counter, quiet)).toEqual({
    kind: 'thanks',
    prepaid: 10_000,
    gifts: [{ name: words('umbrella'), count: 1 }],
    pointsEarned: 100,
    draws: 0,
  });
  expect(displayShow(counter, { ...quiet, thanks: false })).toEqual({ kind: 'greeting' });
});
