// P x C x V x L, each part by itself.
import { describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import {
  type Changes,
  daysAgo,
  decided,
  makeAnswer,
  makeContext,
  makeFacts,
  makeOffer,
  makePolicy,
  makeTier,
  verdictOn,
} from '#tests/fixtures/decision.ts';
import { anywayChance } from './value.ts';

const partsOf = (offer: Parameters<typeof makeOffer>[0], changes: Changes = {}) =>
  decided([makeOffer(offer)], changes).proposals[0]?.parts;

const prepay = (yuan: number) => ({
  tiers: [makeTier({ prepay: yuan * 100, margin: 3000, cost: 1000 })],
});

test('the score is the product of the parts that are told', () => {
  const offer = makeOffer({ ...prepay(100), purposes: { 'top-up': 0.5 }, lever: 120 });
  const [proposal] = decided([offer], { context: { intended: fen(5000) } }).proposals;
  expect(proposal).toMatchObject({
    parts: { chance: 0.25, weight: 0.5, value: 2000, lever: 120 },
    score: 300,
  });
  expect(decided([offer], { context: { intended: fen(5000) } }).verdicts[0]?.reason).toEqual({
    zh: '排第1：约25%会答应，成一次净得20元，时机×0.5，总部加权120%，期望收益3元',
    en: "rank 1: about 25% say yes, a yes is worth ¥20, × 0.5 for the moment, 120% by HQ's lever; expected gain ¥3",
  });
});

test('C multiplies purpose, weekday, privilege day and part of the day', () => {
  const offer = {
    purposes: { bill: 2 },
    weekdays: { 3: 1.5 },
    privilegeDay: 3,
    dayparts: { morning: 0.5 },
  };
  const weight = (context: Partial<DecisionContext>) => partsOf(offer, { context })?.weight;
  expect(weight({})).toBe(0.75);
  expect(weight({ minuteOfDay: 660 })).toBe(1.5);
  expect(weight({ minuteOfDay: 660, isPrivilegeDay: true })).toBe(4.5);
  expect(weight({ minuteOfDay: 660, weekday: 4 })).toBe(1);
  expect(weight({ minuteOfDay: 660, weekday: 4, purpose: 'bill' })).toBe(2);
});

const unasked = (yuan: number, context: Changes['context'] = {}, facts: Changes['facts'] = {}) =>
  anywayChance(
    yuan * 100,
    makeFacts({ usualTopUp: fen(5000), maxTopUp: fen(10_000), ...facts }),
    makeContext(context),
  );

describe('who would have prepaid anyway', () => {
  test('falls from 1 over a half at the usual top-up to the one time at the largest', () => {
    expect(unasked(25)).toBe(0.75);
    expect(unasked(50)).toBe(0.5);
    expect(unasked(100, {}, { monthsOfData: 10, topUpRegularity: 100 })).toBeCloseTo(0.1, 12);
    expect(unasked(101)).toBe(0);
  });

  test('needs a top-up at all, for whoever did not come to make one', () => {
    expect(unasked(50, { purpose: 'bill' }, { topUpRegularity: 40 })).toBe(0.2);
    expect(unasked(50, { purpose: 'bill' }, { topUpRegularity: null })).toBe(0.5);
  });

  test('is nobody who has just told a lower amount, and nobody without a habit', () => {
    expect(unasked(50, { intended: fen(3000) })).toBe(0);
    expect(unasked(50, {}, { usualTopUp: null, arpu3: null })).toBe(0);
  });

  test('gets the gift for nothing: the margin is not extra, the cost is', () => {
    const [half, most] = [10_000, 20_000].map(
      (usual) =>
        verdictOn(prepay(100), { facts: { usualTopUp: fen(usual), maxTopUp: fen(20_000) } }).score,
    );
    // 3000 x 1/2 - 1000 with a chance of 1/2.
    expect(half).toBe(250);
    expect(most).toBeLessThan(0);
  });
});

describe('holding on', () => {
  const retention = {
    horizonMonths: 9,
    marginPercent: 10,
    directCost: fen(0),
    leaningPercent: 0,
    systemCost: fen(0),
    fromChance: 20,
  };
  const value = (facts: Partial<Facts>) =>
    partsOf({ retains: 0.5 }, { facts: { holdValue: fen(8000), ...facts }, policy: { retention } })
      ?.value;

  test('adds the share of the risk that a yes takes away', () => {
    expect(value({ churnChance: 40 })).toBe(1000 + 0.5 * 0.4 * 8000);
  });

  test('where the risk is real and there is something to hold', () => {
    expect(value({ churnChance: 19 })).toBe(1000);
    expect(value({ churnChance: 40, holdValue: null })).toBe(1000);
    expect(value({ churnChance: 40, holdValue: fen(-500) })).toBe(1000);
    expect(value({ churnChance: null })).toBe(1000);
    expect(value({ churnChance: null, risks: ['expiring'] })).toBe(1000 + 0.5 * 0.2 * 8000);
  });
});

const tired = (fatigue: number) => ({
  policy: { fatigue: fen(fatigue) },
  context: { history: [1, 8].map((days) => makeAnswer({ offer: 'x', at: daysAgo(days) })) },
});

const scoreAt = (lever: number, margin: number) =>
  verdictOn({ lever, tiers: [makeTier({ margin, cost: 500 })] }).score;

test('patience is paid for each sentence said, not for each yes; care costs none', () => {
  expect(verdictOn({}, tired(50)).score).toBe(500 - 2 * 50);
  expect(verdictOn({ promotional: false }, tired(50)).score).toBe(500);
  expect(verdictOn({}, tired(300))).toMatchObject({ stage: 'arbitration', score: -100 });
});

test('a lever moves what gains, and never what loses', () => {
  expect([50, 100, 300].map((lever) => scoreAt(lever, 1500))).toEqual([250, 500, 1500]);
  expect([50, 100, 300].map((lever) => scoreAt(lever, 300))).toEqual([-100, -100, -100]);
});

test('money that is not known changes nothing', () => {
  const nothing = {
    usualTopUp: null,
    maxTopUp: null,
    topUpRegularity: null,
    balance: null,
    arpu3: null,
    churnChance: null,
  } as const;
  expect(partsOf({}, { facts: nothing, policy: makePolicy() })).toEqual({
    chance: 0.5,
    weight: 1,
    value: 1000,
    lever: 100,
  });
});
