// The value of holding on to a customer.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { RetentionPolicy } from '#shared/model/policy.ts';
import {
  lostRevenue,
  marginOf,
  type RetentionCase,
  retentionOf,
  retentionOfCustomer,
  type RetentionTerms,
} from './retention.ts';

const money = fc.integer({ min: 0, max: 1_000_000 }).map(fen);
const terms: fc.Arbitrary<RetentionTerms> = fc.record({
  directRevenue: money,
  indirectRevenue: money,
  directCost: money,
  indirectCost: money,
  systemCost: money,
  involuntary: fc.boolean(),
  equalWithin: fc.constantFrom(fen(0), fen(500)),
});

const RETENTION: RetentionPolicy = {
  horizonMonths: 9,
  marginPercent: 10,
  directCost: fen(2_000),
  leaningPercent: 10,
  systemCost: fen(100),
  fromChance: 40,
};
/** 60 yuan a month, likely to leave, alone. */
const CASE: RetentionCase = {
  facts: { arpu12: fen(6_000), churnChance: 45, risks: [], blacklisted: false },
  policy: { retention: RETENTION },
  linked: { count: 0, monthlySpend: fen(0) },
};
const factsOf = (facts: Partial<RetentionCase['facts']>): RetentionCase => ({
  ...CASE,
  facts: { ...CASE.facts, ...facts },
});

test('the worked example of the source, to the fen: 1.547 million leavers, 49.4 yuan, 9 months, 10 %', () => {
  const lost = lostRevenue(1_547_000, fen(4_940), 9);
  expect(lost).toBe(68_779_620_000);
  expect(marginOf(lost, 10)).toBe(6_877_962_000);
});

describe('the four verdicts', () => {
  const base = {
    directRevenue: fen(1_000),
    indirectRevenue: fen(0),
    directCost: fen(700),
    indirectCost: fen(200),
    systemCost: fen(99),
    involuntary: false,
    equalWithin: fen(0),
  };
  test.each([
    ['hold', {}],
    ['weigh', { systemCost: fen(100) }],
    ['hold-with-links', { systemCost: fen(100), indirectRevenue: fen(1) }],
    ['weigh', { systemCost: fen(150), indirectRevenue: fen(50) }],
    ['let-go', { systemCost: fen(151), indirectRevenue: fen(50) }],
    ['weigh', { systemCost: fen(151), indirectRevenue: fen(50), equalWithin: fen(1) }],
    ['weigh', { equalWithin: fen(1) }],
    ['let-go', { involuntary: true }],
  ] as const)('%s %j', (verdict, change) => {
    expect(retentionOf({ ...base, ...change }).verdict).toBe(verdict);
  });

  test('every case has one, and it agrees with the value', () => {
    fc.assert(
      fc.property(terms, (given) => {
        const { value, verdict } = retentionOf(given);
        expect(value).toBe(
          given.directRevenue +
            given.indirectRevenue -
            given.directCost -
            given.indirectCost -
            given.systemCost,
        );
        const byValue =
          value > given.equalWithin
            ? ['hold', 'hold-with-links']
            : value < -given.equalWithin
              ? ['let-go']
              : ['weigh'];
        expect(given.involuntary ? ['let-go'] : byValue).toContain(verdict);
      }),
    );
  });
});

const RANK = ['let-go', 'weigh', 'hold-with-links', 'hold'];

test('more revenue raises the value and never worsens the verdict; more cost the reverse', () => {
  const names = [
    'directRevenue',
    'indirectRevenue',
    'directCost',
    'indirectCost',
    'systemCost',
  ] as const;
  fc.assert(
    fc.property(
      terms,
      fc.constantFrom(...names),
      fc.integer({ min: 1, max: 9_999 }),
      (given, name, more) => {
        const before = retentionOf(given);
        const after = retentionOf({ ...given, [name]: fen(given[name] + more) });
        const sign = name.endsWith('Revenue') ? 1 : -1;
        expect(after.value - before.value).toBe(sign * more);
        const climbed = RANK.indexOf(after.verdict) - RANK.indexOf(before.verdict);
        expect(climbed * sign).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

describe('of one customer', () => {
  test('60 yuan x 9 months at 10 % is 54; 20 + 5.4 + 1 against it', () => {
    expect(retentionOfCustomer(CASE)).toEqual({
      directRevenue: 5_400,
      indirectRevenue: 0,
      directCost: 2_000,
      indirectCost: 540,
      systemCost: 100,
      value: 2_760,
      verdict: 'hold',
    });
  });

  test('half of what the household spends counts too', () => {
    const poor = factsOf({ arpu12: fen(2_000) });
    expect(retentionOfCustomer(poor)?.verdict).toBe('let-go');
    const linked = { count: 2, monthlySpend: fen(10_000) };
    expect(retentionOfCustomer({ ...poor, linked })).toMatchObject({
      directRevenue: 1_800,
      indirectRevenue: 4_500,
      verdict: 'hold-with-links',
    });
    const nobody = { count: 0, monthlySpend: fen(10_000) };
    expect(retentionOfCustomer({ ...poor, linked: nobody })?.indirectRevenue).toBe(0);
  });

  test('about even is for a person to weigh', () => {
    const even = retentionOfCustomer(factsOf({ arpu12: fen(2_600) }));
    expect(even).toMatchObject({ value: 6, verdict: 'weigh' });
  });

  test.each([
    [null, { churnChance: 39 }],
    [null, { churnChance: null }],
    [null, { churnChance: 39, risks: ['arrears'] }],
    [null, { arpu12: null }],
    ['hold', { churnChance: 40 }],
    ['hold', { churnChance: null, risks: ['expiring'] }],
    ['hold', { churnChance: 1, risks: ['silent', 'not-billed'] }],
    ['let-go', { blacklisted: true }],
    ['let-go', { churnChance: null, risks: ['involuntary'] }],
  ] as const)('%s where %j', (verdict, facts) => {
    const found = retentionOfCustomer(factsOf(facts));
    expect(found === null ? null : found.verdict).toBe(verdict);
  });

  test('nothing without the policy of HQ; nobody who does not pay brings revenue', () => {
    expect(retentionOfCustomer({ ...CASE, policy: { retention: null } })).toBeNull();
    const left = retentionOfCustomer(factsOf({ blacklisted: true }));
    expect(left).toMatchObject({ directRevenue: 0, indirectRevenue: 0, value: -2_100 });
  });

  test('who brings more is never worth less; refunds do not make revenue negative', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5_000, max: 100_000 }),
        fc.integer({ min: 0, max: 50_000 }),
        (spend, more) => {
          const less = retentionOfCustomer(factsOf({ arpu12: fen(spend) }));
          const greater = retentionOfCustomer(factsOf({ arpu12: fen(spend + more) }));
          expect(less?.directRevenue).toBeGreaterThanOrEqual(0);
          expect(greater?.value).toBeGreaterThanOrEqual(less?.value ?? Infinity);
        },
      ),
    );
  });
});
