// Sharing a gift out among devices that come and go: never more promised than there is, and nobody starves.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freePieces, type Holder, type Lending, lendTo, NO_SHARE } from './share_out.ts';

const holder = (device: string, changes: Partial<Holder> = {}): Holder => ({
  ...NO_SHARE,
  device,
  drawn: 0,
  recent: 0,
  isAtWork: true,
  isReleased: false,
  ...changes,
});

/** What a device may give that says what HQ knows of it. */
const grantTo = (allocated: number, holders: readonly Holder[], device: string): number => {
  const held = holders.find((one) => one.device === device)?.held ?? 0;
  const question = { series: 0, edition: 1, holds: new Map([['umbrella', held]]) };
  const gift = { id: 'umbrella', allocated };
  return lendTo(device, gift, holders, { series: 0, edition: 1 }, question).share.granted;
};

describe('a grant', () => {
  it('lends all to a device that is alone', () => {
    expect(grantTo(120, [holder('a')], 'a')).toBe(120);
    expect(grantTo(120, [holder('a', { held: 120, drawn: 119 })], 'a')).toBe(120);
    expect(grantTo(1, [holder('a')], 'a')).toBe(1);
  });

  it('keeps some at HQ when there are several, and shares the rest by use', () => {
    const first = grantTo(100, [holder('a'), holder('b')], 'a');
    expect(first).toBe(40);
    const busy = [holder('a', { recent: 29, drawn: 29, held: 29 }), holder('b')];
    expect(grantTo(129, busy, 'a')).toBeGreaterThan(29 + 70);
  });

  it('gives the last piece to one of them only', () => {
    const [a, b] = [holder('a', { drawn: 4, held: 4, recent: 4 }), holder('b')];
    expect([grantTo(5, [a, b], 'a'), grantTo(5, [a, b], 'b')]).toEqual([5, 0]);
  });

  it('asks back only what another at work is short of', () => {
    const all = holder('a', { held: 100, granted: 100 });
    expect(grantTo(100, [all], 'a')).toBe(100);
    expect(grantTo(100, [all, holder('b', { isAtWork: false })], 'a')).toBe(100);
    expect(grantTo(100, [all, holder('b')], 'a')).toBe(60);
    expect(grantTo(100, [all, holder('b')], 'b')).toBe(0);
  });

  it('takes what a revoked device did not give as free, and asks back what HQ took away', () => {
    const gone = holder('b', { held: 50, drawn: 10, isReleased: true });
    expect(grantTo(100, [holder('a'), gone], 'a')).toBe(90);
    expect(grantTo(20, [holder('a', { held: 100, drawn: 30 })], 'a')).toBe(30);
  });

  it('lends a ledger that was put back anew, beside what rests', () => {
    // It had given 12 when HQ last heard; its older copy knows of 5.
    const before = holder('a', { granted: 40, held: 40, drawn: 12 });
    const asked = { series: 17, edition: 0, holds: new Map([['umbrella', 5]]) };
    const gift = { id: 'umbrella', allocated: 100 };
    const { share } = lendTo('a', gift, [before], { series: 0, edition: 3 }, asked);
    expect(share).toEqual({ granted: 65, held: 65, lost: 35, rests: 28 });
    expect(freePieces(100, [{ ...before, ...share }])).toBe(0);
  });
});

/** A device as its ledger has it, with what is on its way to it. */
type Counter = {
  series: number;
  edition: number;
  cap: number;
  drawn: number;
  /** Given in the time that a ledger lost when it was put back, beside `drawn`. */
  lost: number;
  unsent: number;
  answer: { series: number; edition: number; pieces: number } | null;
  /** All that it ever asked: a hub may get to an old one late, when nobody waits for the answer. */
  questions: { series: number; edition: number; holds: number }[];
  copy: { cap: number; drawn: number; series: number; edition: number } | null;
  isAway: boolean;
};

const step = fc.record({
  who: fc.nat(2),
  which: fc.nat(3),
  what: fc.constantFrom(
    'give',
    'give',
    'give',
    'undo',
    'report',
    'ask',
    'ask',
    'arrive',
    'arrive',
    'apply',
    'apply',
    'lose-answer',
    'leave',
    'round',
    'round',
    'round',
    'copy',
    'put-back',
  ),
});

/** The hub of one gift, told of events and questions in any order. */
function branchOf(allocated: number, size: number) {
  const names = ['a', 'b', 'c'].slice(0, size);
  const counters = names.map((): Counter => ({
    series: 0,
    edition: 0,
    cap: 0,
    drawn: 0,
    lost: 0,
    unsent: 0,
    answer: null,
    questions: [],
    copy: null,
    isAway: false,
  }));
  const known = names.map((device) => ({ ...holder(device), lending: null as Lending | null }));
  const answer = (index: number, asked: Counter['questions'][number]): Counter['answer'] => {
    const own = known[index];
    if (own === undefined) throw new Error('no such device');
    const lending = own.lending ?? { series: asked.series, edition: 0 };
    if (asked.series < lending.series) return null;
    const question = { ...asked, holds: new Map([['umbrella', asked.holds]]) };
    const gift = { id: 'umbrella', allocated };
    const { share, isNew } = lendTo(own.device, gift, known, lending, question);
    const base = asked.series > lending.series ? 0 : lending.edition;
    const edition = Math.max(base, asked.edition) + (isNew ? 1 : 0);
    own.lending = { series: asked.series, edition };
    Object.assign(own, share);
    return { series: asked.series, edition, pieces: share.granted };
  };
  return { counters, known, answer };
}

it('never lets devices promise more than there is, whatever is lost, late, undone or put back', () => {
  const schedules = fc.check(
    fc.property(
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 1, max: 3 }),
      fc.array(step, { minLength: 40, maxLength: 160 }),
      (allocated, size, steps) => {
        const { counters, known, answer } = branchOf(allocated, size);
        let highest = 0;
        for (const { who, which, what } of steps) {
          const index = who % size;
          const one = counters[index];
          const own = known[index];
          if (one === undefined || own === undefined) continue;
          if (what === 'give' && one.drawn < one.cap) {
            one.drawn += 1;
            one.unsent += 1;
          }
          if (what === 'undo' && one.drawn > 0 && one.unsent > 0) {
            one.drawn -= 1;
            one.unsent -= 1;
          }
          if (what === 'report') {
            Object.assign(own, { drawn: own.drawn + one.unsent, recent: own.recent + one.unsent });
            one.unsent = 0;
          }
          if (what === 'ask' || what === 'round') {
            const { series, edition } = one;
            one.questions.push({ series, edition, holds: edition === 0 ? one.drawn : one.cap });
          }
          const late = what === 'round' ? 0 : which;
          const asked = one.questions.at(-1 - late);
          if ((what === 'arrive' || what === 'round') && asked !== undefined) {
            const told = answer(index, asked);
            if (late === 0) one.answer = told;
          }
          if ((what === 'apply' || what === 'round') && one.answer !== null) {
            const { series, edition, pieces } = one.answer;
            if (series === one.series && edition > one.edition) {
              one.edition = edition;
              one.cap = Math.max(pieces, one.drawn);
            }
          }
          if (what === 'lose-answer') one.answer = null;
          if (what === 'leave') Object.assign(own, { isAtWork: !own.isAtWork });
          if (what === 'copy' && one.unsent === 0) {
            one.copy = { cap: one.cap, drawn: one.drawn, series: one.series, edition: one.edition };
          }
          if (what === 'put-back' && one.copy !== null) {
            // What was sent is known at HQ, what was not is known to nobody; all of it was handed out.
            one.lost += Math.max(0, one.drawn - one.copy.drawn);
            Object.assign(one, { ...one.copy, unsent: 0, copy: null, edition: 0 });
            one.series = highest += 1;
            one.cap = one.drawn;
            one.answer = null;
          }
          const given = counters.reduce((sum, each) => sum + each.lost + each.drawn, 0);
          const promised = counters.reduce(
            (sum, each) => sum + Math.max(0, each.cap - each.drawn),
            0,
          );
          if (given + promised > allocated || freePieces(allocated, known) < 0) return false;
        }
        return true;
      },
    ),
    { numRuns: 2_000 },
  );
  expect(schedules.counterexample).toBeNull();
});

it('comes to rest: devices that stay in contact can give every piece', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.nat(2), { minLength: 200, maxLength: 200 }),
      (allocated, size, order) => {
        const { counters, known, answer } = branchOf(allocated, size);
        const contact = (index: number): void => {
          const one = counters[index];
          const own = known[index];
          if (one === undefined || own === undefined) return;
          Object.assign(own, { drawn: one.drawn, recent: one.drawn });
          const { series, edition } = one;
          const told = answer(index, {
            series,
            edition,
            holds: edition === 0 ? one.drawn : one.cap,
          });
          if (told === null || told.edition <= one.edition) return;
          one.edition = told.edition;
          one.cap = Math.max(told.pieces, one.drawn);
        };
        // Customers come to the windows in any order; who has none left sends them on.
        for (const who of order) {
          for (const [index] of counters.entries()) contact(index);
          const wished = who % size;
          const one = [wished, 0, 1, 2]
            .map((index) => counters[index])
            .find((each) => each !== undefined && each.drawn < each.cap);
          if (one !== undefined) one.drawn += 1;
        }
        expect(counters.reduce((sum, { drawn }) => sum + drawn, 0)).toBe(Math.min(allocated, 200));
      },
    ),
    { numRuns: 60 },
  );
});
