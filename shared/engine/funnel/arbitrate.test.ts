// Choosing among the offers that came through.
import { describe, expect, test } from 'vitest';
import type { Offer } from '#shared/model/catalog.ts';
import { decided, makeOffer, makeTier, verdictOn } from '#tests/fixtures/decision.ts';

const familyOffer = (id: string, family: string, margin: number, lever = 100) =>
  makeOffer({ id, family, lever, tiers: [makeTier({ margin })] });

const proposed = (...offers: readonly Offer[]) =>
  decided(offers).proposals.map((proposal) => proposal.offer);

describe('arbitration', () => {
  test('best first; at most three; of different families where possible', () => {
    expect(
      proposed(
        familyOffer('a', 'bundle', 900),
        familyOffer('b', 'bundle', 800),
        familyOffer('c', 'reading', 700),
        familyOffer('d', 'points', 600),
      ),
    ).toEqual(['a', 'c', 'd']);
    expect(
      proposed(
        familyOffer('a', 'bundle', 900),
        familyOffer('b', 'bundle', 800),
        familyOffer('c', 'reading', 700),
      ),
    ).toEqual(['a', 'b', 'c']);
  });

  test('of equal score the id decides', () => {
    expect(proposed(familyOffer('b', 'bundle', 900), familyOffer('a', 'reading', 900))).toEqual([
      'a',
      'b',
    ]);
  });

  test('the lever moves an offer up; the purpose weighs', () => {
    expect(
      proposed(familyOffer('a', 'bundle', 900), familyOffer('b', 'reading', 800, 120)),
    ).toEqual(['b', 'a']);
    expect(verdictOn({ purposes: { 'top-up': 0.5 } }).score).toBe(250);
  });

  test('without expected gain nothing is said', () => {
    const decision = decided([makeOffer({ tiers: [makeTier({ margin: 500, cost: 500 })] })]);
    expect(decision).toMatchObject({
      proposals: [],
      silence: { code: 'nothing-fits' },
      verdicts: [{ stage: 'arbitration', score: 0, reason: { zh: '这次收益不够，不值得开口' } }],
    });
  });
});
