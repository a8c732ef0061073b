// One row a visit of the branch: follows own and told events, and what was corrected.
import { describe, expect, it } from 'vitest';
import type { Uuid } from '#shared/base/id.ts';
import { fen } from '#shared/base/money.ts';
import { addDays, type Day, type Instant } from '#shared/base/month.ts';
import type { EventPayload } from '#shared/model/event.ts';
import type { ToldEvent } from '#shared/wire/told.ts';
import {
  answered,
  append,
  finished,
  newId,
  openTestLedger,
  started,
  undone,
} from '#tests/fixtures/ledger.ts';
import { cacheOfHeard } from '#tests/fixtures/heard_cache.ts';
import type { WritableDB } from '../db/driver.ts';
import type { EventDraft } from './events.ts';
import { answersOfBranch } from './heard.ts';
import { answersOfCustomer } from './history.ts';
import { drawnByGift, drawnFromEvents, drawStock, giftsOfCustomer } from './stock.ts';
import { keepDrawnElsewhere, keepTold } from './told.ts';
import { followEvents, sumsByDay, visitsBetween, visitsOfDay } from './visit_rows.ts';

const DAY = '2026-11-18' as Day;
const HELP = { isCare: (offer: string) => offer === 'greeting', asksOf: () => 10_000 };
const TOLD_AT = 1_795_000_900_000 as Instant;

function rowsOf(ledger: WritableDB) {
  followEvents(ledger, HELP);
  return visitsOfDay(ledger, DAY);
}

const told = (sequence: number, { id, kind, payload }: EventDraft): ToldEvent =>
  ({
    id,
    device: 'dev-2',
    sequence,
    kind,
    payload,
    at: 1_795_000_000_000,
    day: DAY,
    staff: 'c2',
  }) as ToldEvent;

const correction = (
  visit: EventPayload<'visit.corrected'>['visit'],
  corrects: EventPayload<'visit.corrected'>['visit'],
  becomes: EventPayload<'visit.corrected'>['becomes'],
): EventDraft => ({
  id: newId(),
  kind: 'visit.corrected',
  payload: { visit, customer: 1, corrects, becomes, reason: 'typed wrong', approvedBy: 'm1' },
});

function visitWithGift(ledger: WritableDB) {
  const visit = newId();
  append(ledger, started(visit));
  const answer = append(ledger, answered(visit, 'accepted'));
  const end = finished(visit, 10_000, [{ gift: 'umbrella', count: 1 }]);
  append(ledger, end);
  drawStock(ledger, [{ gift: 'umbrella', count: 1 }]);
  return { visit, answer, end };
}

const yes = (visit: Uuid): EventDraft => answered(visit, 'accepted');
const second = (visit: Uuid): EventDraft => answered(visit, 'accepted', 1, 'credit');

describe('rows of the day', () => {
  it('follow the events: unfinished, finished, taken back', () => {
    const ledger = openTestLedger();
    const visit = newId();
    append(ledger, started(visit));
    expect(rowsOf(ledger)).toMatchObject([{ state: 'unfinished', intended: 5_000, prepaid: null }]);
    append(ledger, answered(visit, 'accepted'));
    const end = append(ledger, finished(visit, 9_000));
    expect(rowsOf(ledger)).toMatchObject([
      { state: 'finished', prepaid: 9_000, claim: { offer: 'prepay-gift', amount: 4_000 } },
    ]);
    append(ledger, undone(visit, end));
    expect(rowsOf(ledger)).toMatchObject([{ state: 'unfinished', prepaid: null, claim: null }]);
  });

  it('claim nothing for an amount that was named after the yes, or when the sentence stood on the screen', () => {
    const words = { customer: 1, purpose: 'top-up' } as const;
    const named = (visit: Uuid, more: object): EventDraft => ({
      id: newId(),
      kind: 'visit.changed',
      payload: { visit, ...words, intended: fen(1_000), ...more },
    });
    const begun = (visit: Uuid): EventDraft => ({
      id: newId(),
      kind: 'visit.started',
      payload: { visit, ...words, intended: null },
    });
    const claims = (drafts: (visit: Uuid) => readonly EventDraft[]) => {
      const ledger = openTestLedger();
      const visit = newId();
      for (const draft of [begun(visit), ...drafts(visit), finished(visit, 10_000)]) {
        append(ledger, draft);
      }
      return rowsOf(ledger).map((row) => row.claim?.amount ?? null);
    };
    expect(claims((visit) => [named(visit, {}), yes(visit)])).toEqual([9_000]);
    expect(claims((visit) => [yes(visit), named(visit, {})])).toEqual([null]);
    expect(claims((visit) => [named(visit, { afterSentence: true }), yes(visit)])).toEqual([null]);
    // A second sentence, said after an amount was named, is as good as any.
    expect(claims((visit) => [yes(visit), named(visit, {}), second(visit)])).toEqual([9_000]);
  });

  it('are those of a ledger that is read for the first time, after every event and of any day', () => {
    const ledger = openTestLedger();
    const other = '2026-11-17' as Day;
    const drafts = [newId(), newId()].flatMap((visit, index) => [
      started(visit, index + 1),
      answered(visit, 'accepted', index + 1),
      finished(visit, 9_000, [], index + 1),
    ]);
    for (const [index, draft] of [...drafts.slice(3), ...drafts.slice(0, 3)].entries()) {
      // The last finish is of the day before: the visit moves there.
      const event = { ...told(index + 1, draft), day: index === 5 ? other : DAY };
      ledger.transaction(() => keepTold(ledger, [event], TOLD_AT));
      followEvents(ledger, HELP);
      // More days than are kept, the two that change in each place among them.
      const quiet = Array.from({ length: index % 4 }, (_, n) => addDays(DAY, 1 + n));
      for (const day of [DAY, ...quiet, other]) {
        expect(visitsOfDay(ledger, day)).toEqual(visitsBetween(ledger, day, day));
      }
    }
    expect([DAY, other].map((day) => visitsOfDay(ledger, day).length)).toEqual([1, 1]);
  });

  it('stay in mind of the newest day, however far back one walks from it', () => {
    const ledger = openTestLedger();
    const visit = newId();
    append(ledger, started(visit));
    followEvents(ledger, HELP);
    const rows = visitsOfDay(ledger, DAY);
    for (let back = 1; back < 8; back += 1) visitsOfDay(ledger, addDays(DAY, -back));
    expect(visitsOfDay(ledger, DAY)).toBe(rows);
  });

  it('hold what other devices recorded, once, with when it was told', () => {
    const ledger = openTestLedger();
    const visit = newId();
    const asked = answered(visit, 'accepted');
    const events = [
      told(1, started(visit)),
      told(3, {
        ...asked,
        payload: { ...asked.payload, asks: fen(8_000) },
      } as EventDraft),
      told(4, finished(visit, 10_000, [{ gift: 'oil', count: 1 }])),
    ];
    expect(keepTold(ledger, events, TOLD_AT)).toBe(3);
    expect(keepTold(ledger, events, TOLD_AT)).toBe(0);
    expect(rowsOf(ledger)).toMatchObject([
      { device: 'dev-2', staff: 'c2', knownAt: TOLD_AT, claim: { amount: 3_000 } },
    ]);
    expect(giftsOfCustomer(ledger, 1, DAY)).toEqual(new Set(['oil']));
    // The other window's answer is remembered before HQ publishes it, and once.
    const heard = { device: 'dev-2', offer: 'prepay-gift', answer: 'accepted' as const };
    const at = 1_795_000_000_000 as Instant;
    const cache = cacheOfHeard({
      customer: 1,
      answers: [{ ...heard, at, laterOn: null }],
      complaints: [],
      walkIns: [],
    });
    const memory = answersOfBranch(ledger, cache, 1, 'dev-1', 9);
    expect(memory.map(({ offer, answer }) => `${offer} ${answer}`)).toEqual([
      'prepay-gift accepted',
    ]);
  });

  it('add up by day, void ones left out', () => {
    const ledger = openTestLedger();
    const { visit } = visitWithGift(ledger);
    visitWithGift(ledger);
    append(ledger, correction(visit, visit, null));
    followEvents(ledger, HELP);
    expect(sumsByDay(ledger, DAY, DAY)).toMatchObject([
      { visits: 1, prepaid: 10_000, claimed: 5_000, said: 1, accepted: 1 },
    ]);
  });
});

describe('a correction', () => {
  it('restates the amount, and shows what stood before', () => {
    const ledger = openTestLedger();
    const { visit, end } = visitWithGift(ledger);
    const becomes = { ...(end.payload as EventPayload<'visit.finished'>), prepaid: fen(6_000) };
    append(ledger, correction(visit, end.id, becomes));
    expect(rowsOf(ledger)).toMatchObject([
      {
        prepaid: 6_000,
        claim: { amount: 1_000 },
        corrections: [
          {
            what: 'amount',
            before: { prepaid: 10_000, claimed: 5_000 },
            after: { prepaid: 6_000, claimed: 1_000 },
            approvedBy: 'm1',
          },
        ],
      },
    ]);
  });

  it('gives a gift back to the stock, at whichever window it was made', () => {
    const ledger = openTestLedger();
    const { visit, end } = visitWithGift(ledger);
    keepDrawnElsewhere(ledger, [{ gift: 'umbrella', count: 3 }]);
    expect(drawnByGift(ledger)).toEqual(new Map([['umbrella', 4]]));
    const becomes = { ...(end.payload as EventPayload<'visit.finished'>), gifts: [] };
    keepTold(ledger, [told(9, correction(visit, end.id, becomes))], TOLD_AT);
    expect(drawnByGift(ledger)).toEqual(new Map([['umbrella', 3]]));
    expect(drawnFromEvents(ledger)).toEqual(new Map());
    expect(giftsOfCustomer(ledger, 1, DAY)).toEqual(new Set());
    expect(rowsOf(ledger)).toMatchObject([{ gifts: [], corrections: [{ what: 'gift' }] }]);
  });

  it('of an answer is what the customer is remembered by', () => {
    const ledger = openTestLedger();
    const { visit, answer } = visitWithGift(ledger);
    const was = answered(visit, 'declined').payload as EventPayload<'answer.recorded'>;
    append(ledger, correction(visit, answer, was));
    expect(answersOfCustomer(ledger, 1, 9)).toMatchObject([{ answer: 'declined' }]);
    expect(rowsOf(ledger)).toMatchObject([
      { claim: null, corrections: [{ answers: { from: 'accepted', to: 'declined' } }] },
    ]);
  });

  it('that makes a visit void takes all of it away, whatever comes later', () => {
    const ledger = openTestLedger();
    const { visit } = visitWithGift(ledger);
    append(ledger, correction(visit, visit, null));
    expect(answersOfCustomer(ledger, 1, 9)).toEqual([]);
    expect(drawnByGift(ledger)).toEqual(new Map());
    append(ledger, answered(visit, 'later'));
    expect(answersOfCustomer(ledger, 1, 9)).toEqual([]);
    expect(rowsOf(ledger)).toMatchObject([{ state: 'void', prepaid: 10_000 }]);
  });

  it('that is newer by its id counts, in whatever order they come', () => {
    const ledger = openTestLedger();
    const { visit, end } = visitWithGift(ledger);
    const payload = end.payload as EventPayload<'visit.finished'>;
    const first = correction(visit, end.id, { ...payload, prepaid: fen(7_000) });
    const second = correction(visit, end.id, { ...payload, prepaid: fen(8_000) });
    append(ledger, second);
    keepTold(ledger, [told(9, first)], TOLD_AT);
    expect(rowsOf(ledger)).toMatchObject([{ prepaid: 8_000 }]);
  });
});
