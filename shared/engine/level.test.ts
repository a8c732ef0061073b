// Levels: the highest that spend or months give, and what the next one takes.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen } from '../base/money.ts';
import type { Level } from '../model/policy.ts';
import { holdsLevel, levelOfFacts, nextLevel } from './level.ts';

const level = (id: string, fromSpend: number, fromMonths: number): Level => ({
  id,
  name: { zh: id, en: id },
  fromSpend: fen(fromSpend),
  fromMonths,
  privileges: [],
});
const SILVER = level('silver', 5_000, 24);
const GOLD = level('gold', 15_000, 120);
/** As an author may write them: not in order. */
const policy = { levels: [GOLD, SILVER] };

const facts = (arpu12: number | null, monthsOfData: number, tenureMonths: number | null) => ({
  arpu12: arpu12 === null ? null : fen(arpu12),
  monthsOfData,
  tenureMonths,
});

describe('levelOfFacts', () => {
  it.each([
    [4_999, 12, 23, null],
    [5_000, 12, 0, 'silver'],
    [5_000, 5, 0, null],
    [0, 12, 24, 'silver'],
    [20_000, 6, 1, 'gold'],
    [20_000, 5, 30, 'silver'],
    [1_000, 12, 120, 'gold'],
    [null, 0, null, null],
  ])('spend %s over %i months, %s months on the network: %s', (spend, months, tenure, id) => {
    expect(levelOfFacts(facts(spend, months, tenure), policy)?.id ?? null).toBe(id);
  });

  it('gives a level that asks for nothing to everybody', () => {
    expect(levelOfFacts(facts(null, 0, null), { levels: [level('member', 0, 0)] })?.id).toBe(
      'member',
    );
    expect(levelOfFacts(facts(9_000, 12, 60), { levels: [] })).toBeNull();
  });
});

const isAhead = (given: ReturnType<typeof facts>): boolean => {
  const next = nextLevel(given, policy, 'CNY');
  return next === null || !holdsLevel(next.level, given);
};

describe('nextLevel', () => {
  it('says what is missing, in both languages', () => {
    expect(nextLevel(facts(6_000, 12, 30), policy, 'CNY')).toEqual({
      level: GOLD,
      needs: {
        zh: '月均消费满150元，还差90元，或者在网满120个月，还差90个月',
        en: 'an average spend of ¥150 a month (¥90 more), or 120 months with us (90 more)',
      },
    });
  });

  it('does not guess what is not known', () => {
    expect(nextLevel(facts(6_000, 3, null), policy, 'CNY')?.needs).toEqual({
      zh: '月均消费满50元（满6个月起算），或者在网满24个月',
      en: 'an average spend of ¥50 a month (after 6 months), or 24 months with us',
    });
  });

  it('has nothing above the top', () => {
    expect(nextLevel(facts(20_000, 12, 30), policy, 'CNY')).toBeNull();
    expect(nextLevel(facts(20_000, 12, 30), { levels: [] }, 'CNY')).toBeNull();
  });

  it('never names a level that is held already', () => {
    const anyFacts = fc
      .tuple(
        fc.option(fc.integer({ min: 0, max: 30_000 })),
        fc.integer({ min: 0, max: 12 }),
        fc.option(fc.integer({ min: 0, max: 200 })),
      )
      .map(([spend, months, tenure]) => facts(spend, months, tenure));
    expect(fc.check(fc.property(anyFacts, isAhead)).failed).toBe(false);
  });
});
