import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { type Day, day } from '#shared/base/month.ts';
import type { ProposalView, VisitView } from '#shared/contract/view_visit.ts';
import type { Uuid } from '#shared/base/id.ts';
import {
  beginErrand,
  chosenGift,
  errandReducer,
  isFarDay,
  laterDay,
  laterDayOf,
  parseLaterDay,
  prepaidOf,
  shownProposal,
  needsMatter,
} from './errand.ts';

const text = { zh: '话', en: 'words' };
const proposal = (offer: string, prepay: number): ProposalView => ({
  offer,
  tier: 't',
  treatment: 'a',
  offerName: text,
  sentence: text,
  why: text,
  benefit: text,
  seconds: 5,
  prepay: fen(prepay),
  difference: null,
  gift: 'cup',
  points: 0,
  draws: null,
  objections: [],
  promotional: true,
  score: 1,
  parts: { chance: 0.5, weight: 1, value: 2, lever: 100 },
  giftLeft: { id: 'cup', name: text, left: 3, here: 3 },
  terms: null,
  answered: null,
});
const visit = (more: Partial<VisitView> = {}): VisitView => ({
  visit: 'v' as Uuid,
  customer: 1,
  phone: null,
  purpose: 'top-up',
  intended: null,
  currency: 'CNY',
  amounts: { usual: null, askAbove: fen(200_000), most: fen(2_000_000) },
  decision: 'd1' as Uuid,
  proposals: [proposal('a', 10_000), proposal('b', 20_000)],
  silence: null,
  verdicts: [],
  offerNames: {},
  finished: null,
  draws: null,
  notes: [],
  undo: null,
  ...more,
});
const accepted: ProposalView = {
  ...proposal('a', 10_000),
  answered: { event: 'e' as Uuid, answer: 'accepted', laterOn: null, by: null },
};

test('a top-up begins with the amount, anything else with the answer or the finish', () => {
  expect(beginErrand(visit()).step).toBe('amount');
  expect(beginErrand(visit({ purpose: 'bill' })).step).toBe('answer');
  expect(beginErrand(visit({ purpose: 'complaint', proposals: [] })).step).toBe('finish');
});

test('a decision that arrives while typing leaves the clerk in the field', () => {
  const errand = errandReducer(beginErrand(visit()), { type: 'amount', text: '50' });
  const view = visit({ intended: fen(5000), decision: 'd2' as Uuid });
  const typing = errandReducer(errand, { type: 'view', view, stay: true });
  expect([typing.step, typing.amountText]).toEqual(['amount', '50']);
  expect(errandReducer(errand, { type: 'view', view, stay: false }).step).toBe('answer');
});

test('a yes fills the finish with the tier and its gift, a no with what was meant', () => {
  const asked = beginErrand(visit({ intended: fen(5000) }));
  const yes = errandReducer(asked, {
    type: 'view',
    stay: false,
    view: visit({ intended: fen(5000), proposals: [accepted] }),
  });
  expect([yes.step, yes.prepaidText, yes.gift]).toEqual(['finish', '100', 'cup']);
  const declined: ProposalView = {
    ...accepted,
    answered: { event: 'e' as Uuid, answer: 'declined', laterOn: null, by: null },
  };
  const no = errandReducer(asked, {
    type: 'view',
    stay: false,
    view: visit({ intended: fen(4990), proposals: [declined] }),
  });
  expect([no.step, no.prepaidText, no.gift]).toEqual(['finish', '49.90', null]);
});

test('a gift that is out of stock is not filled in', () => {
  const gone: ProposalView = { ...accepted, giftLeft: { id: 'cup', name: text, left: 2, here: 0 } };
  expect(beginErrand(visit({ intended: fen(5000), proposals: [gone] })).gift).toBeNull();
});

test('a changed decision shows its best sentence, an answered one shows what was answered', () => {
  const second = errandReducer(beginErrand(visit({ intended: fen(5000) })), {
    type: 'show',
    index: 1,
  });
  expect(shownProposal(second)?.offer).toBe('b');
  const changed = visit({ intended: fen(5000), decision: 'd2' as Uuid });
  expect(
    shownProposal(errandReducer(second, { type: 'view', view: changed, stay: false }))?.offer,
  ).toBe('a');
  expect(beginErrand(visit({ proposals: [proposal('b', 1), accepted] })).shown).toBe(1);
});

test('another sentence comes with its folds closed', () => {
  const open = (['objections', 'prizes'] as const).reduce(
    (errand, type) => errandReducer(errand, { type }),
    beginErrand(visit({ intended: fen(5000) })),
  );
  expect([open.hasObjections, open.hasPrizes]).toEqual([true, true]);
  const second = errandReducer(open, { type: 'show', index: 1 });
  expect([second.hasObjections, second.hasPrizes]).toEqual([false, false]);
});

test('an objection is noted only where it can be read, once more takes it back, and another sentence has none', () => {
  const objections = [{ place: 2 as const, says: text, answer: text }];
  const proposals = [{ ...proposal('a', 10_000), objections }, proposal('b', 20_000)];
  const closed = beginErrand(visit({ intended: fen(5000), proposals }));
  const raised = { type: 'raised', place: 2 } as const;
  expect(errandReducer(closed, raised).objection).toBeNull();
  const open = errandReducer(closed, { type: 'objections' });
  expect(errandReducer(open, { type: 'raised', place: 1 }).objection).toBeNull();
  const noted = errandReducer(open, raised);
  expect(noted.objection).toBe(2);
  expect(errandReducer(noted, { type: 'step', step: 'decline' }).objection).toBe(2);
  expect(errandReducer(noted, raised).objection).toBeNull();
  expect(errandReducer(noted, { type: 'show', index: 1 }).objection).toBeNull();
});

test('Esc goes one step back and never out', () => {
  const errand = beginErrand(visit({ intended: fen(5000) }));
  const asking = errandReducer(errand, { type: 'step', step: 'decline' });
  const answer = errandReducer(asking, { type: 'back' });
  const amount = errandReducer(answer, { type: 'back' });
  expect([answer.step, amount.step, errandReducer(amount, { type: 'back' }).step]).toEqual([
    'answer',
    'amount',
    'amount',
  ]);
});

test('days to say it again', () => {
  expect(laterDay('in3days', day('2026-11-29'))).toBe('2026-12-02');
  expect(laterDay('inWeek', day('2026-12-28'))).toBe('2027-01-04');
  expect(laterDay('nextMonth', day('2026-12-28'))).toBe('2027-01-01');
});

test.each([
  ['2026-12-05', '2026-12-05'],
  ['12-5', '2026-12-05'],
  ['12月5日', '2026-12-05'],
  ['１２.５', '2026-12-05'],
  ['1205', '2026-12-05'],
  ['25', '2026-11-25'],
  ['5', '2026-12-05'],
  ['1-3', '2027-01-03'],
  ['2026-11-21', undefined],
  ['13-1', undefined],
  ['2-30', undefined],
  ['soon', undefined],
])('the typed date %s is %s', (typed, expected) => {
  expect(parseLaterDay(typed, day('2026-11-21'))).toBe(expected);
});

test('after an undo the clerk is told, until the next step', () => {
  const errand = beginErrand(visit({ intended: fen(5000), proposals: [accepted] }));
  const view = visit({ intended: fen(5000) });
  const undone = errandReducer(errand, { type: 'undone', view });
  expect([undone.step, undone.notice]).toEqual(['answer', 'undone']);
  expect(errandReducer(undone, { type: 'step', step: 'decline' }).notice).toBeNull();
});

test('a finish taken back says that the answer stands, where there is one', () => {
  const undone = [visit({ proposals: [accepted] }), visit()].map((view) =>
    errandReducer(beginErrand(view), { type: 'finish-undone', view }),
  );
  expect(undone.map(({ notice }) => notice)).toEqual(['finish-undone', 'undone']);
});

test('the gift goes with the amount as it is typed, and comes back with it', () => {
  const yes = beginErrand(visit({ intended: fen(5000), proposals: [accepted] }));
  const gifts = ['99.99', '', '100', '250'].map((text) =>
    chosenGift(errandReducer(yes, { type: 'prepaid', text })),
  );
  expect(gifts).toEqual([null, null, 'cup', 'cup']);
});

const later = (laterOn: string): ProposalView => ({
  ...proposal('a', 1),
  answered: { event: 'e' as Uuid, answer: 'later', laterOn: laterOn as Day, by: null },
});

test('the day on which something is to be said again is told; the first of several', () => {
  expect(laterDayOf(visit())).toBeNull();
  expect(laterDayOf(visit({ proposals: [later('2026-12-08'), later('2026-12-05')] }))).toBe(
    '2026-12-05',
  );
});

test('no gift is offered after any other answer, and none of another offer', () => {
  for (const answer of ['declined', 'later', 'not-said', 'has-it'] as const) {
    const proposals = [
      { ...accepted, answered: { event: 'e' as Uuid, answer, laterOn: null, by: null } },
    ];
    const errand = { ...beginErrand(visit({ intended: fen(20_000), proposals })), gift: 'cup' };
    expect([answer, chosenGift(errand)]).toEqual([answer, null]);
  }
  const other = { ...proposal('b', 1), giftLeft: { id: 'towel', name: text, left: 3, here: 3 } };
  const both = beginErrand(visit({ intended: fen(5000), proposals: [accepted, other] }));
  expect(chosenGift({ ...both, gift: 'towel' })).toBeNull();
});

test('a complaint takes no money, also when an amount was agreed before it', () => {
  const view = visit({ purpose: 'complaint', proposals: [accepted] });
  const errand = { ...beginErrand(view), gift: 'cup' };
  expect([errand.step, errand.prepaidText, prepaidOf(errand), chosenGift(errand)]).toEqual([
    'finish',
    '100',
    null,
    null,
  ]);
});

test("yesterday's date is next year's, so far ahead that it is asked about", () => {
  const today = day('2026-11-28');
  const typed = ['11-27', '12-5', '3-1', '2027-11-27'].map((text) => parseLaterDay(text, today));
  expect(typed.map((on) => on !== undefined && isFarDay(on, today))).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test('a complaint ends with its reason, and another purpose has other reasons', () => {
  const complaint = beginErrand(visit({ purpose: 'complaint', proposals: [] }));
  expect(needsMatter(complaint)).toBe(true);
  const said = errandReducer(complaint, { type: 'matter', reason: 'charge' });
  expect(needsMatter(said)).toBe(false);
  const fault = visit({ purpose: 'fault', proposals: [] });
  const changed = errandReducer(said, { type: 'view', view: fault, stay: false });
  expect(changed.matter).toBeNull();
  expect(needsMatter(beginErrand(visit()))).toBe(false);
});

test('whether a sentence that sells stood on the screen is known from then on', () => {
  const selling = [{ ...proposal('gift', 10_000), promotional: true }];
  const hidden = beginErrand(visit({ proposals: selling }));
  expect([hidden.step, hidden.hasSold]).toEqual(['amount', false]);
  // Nothing was typed: the sentence is said to nobody's amount, and going back changes nothing in that.
  const said = errandReducer(hidden, { type: 'view', view: hidden.view, stay: false });
  expect([said.step, said.hasSold]).toEqual(['answer', true]);
  const back = errandReducer(said, { type: 'step', step: 'amount' });
  expect([back.step, back.hasSold]).toEqual(['amount', true]);
  const care = [{ ...proposal('hello', 0), promotional: false }];
  expect(beginErrand(visit({ purpose: 'bill', proposals: care })).hasSold).toBe(false);
  expect(beginErrand(visit({ purpose: 'bill', proposals: selling })).hasSold).toBe(true);
});
