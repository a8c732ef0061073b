// What a strategy without a figure still needs is said with it, whatever it is measured by.
import { expect, test } from 'vitest';
import { clerkCsv, measurementLines, strategyCsv } from './effect_lines.ts';

const few = { type: 'below-floor', said: 5, heldOut: 0, floor: 100, moreCustomers: 2_000 };
const strategy = (offer: string, metric: string) => ({
  offer,
  metric,
  goal: 0.3,
  found: null,
  interval: null,
  verdict: 'no figure',
});

test('each kind of strategy names what is missing', () => {
  const lines = measurementLines({
    currency: 'CNY',
    basis: 'log',
    early: 0,
    unlogged: 0,
    spokenTo: 0,
    days: 30,
    all: { name: 'all branches', result: { ok: false, error: few } },
    groups: [{ name: 'few', result: { ok: false, error: few } }],
    pooled: null,
    clerks: null,
    strategies: [
      strategy('pack', 'accept-rate'),
      strategy('greeting', 'reach'),
      strategy('stay', 'retention'),
      strategy('wake-up', 'use'),
      strategy('few', 'uplift'),
      strategy('nobody', 'uplift'),
    ],
  } as never);
  const told = lines
    .filter((line) => line.startsWith('strategy '))
    .map((line) => line.split('no figure: ')[1]);
  expect(told).toEqual([
    'no yes and no no was recorded',
    'no answer was recorded',
    'no file told yet of the third month after it was first heard',
    'no file told yet of the month after it was first heard',
    '5 heard it, 0 are held out, each must be 100: about 2,000 more customers',
    'nobody heard it or was held out from it',
  ]);
});

test('the CSV of strategies and of clerks has all that is told of them', () => {
  const known = { ...strategy('pack', 'reach'), found: 0.5, interval: { low: 0.4, high: 0.6 } };
  expect(strategyCsv([known, strategy('few, so far', 'uplift')] as never)).toEqual([
    'offer,metric,goal,found,low,high,verdict',
    'pack,reach,0.3,0.5,0.4,0.6,no figure',
    '"few, so far",uplift,0.3,,,,no figure',
  ]);
  const clerk = {
    branch: 'B1',
    staff: 'c1',
    said: 60,
    yes: 30,
    expected: 20.5,
    beyond: { mean: 3, interval: { low: 1, high: 5 } },
    stands: 'above',
    asked: 40,
    uplift: 90_000,
    upliftExpected: 70_000,
    upliftBeyond: null,
    upliftStands: 'too few',
  };
  expect(clerkCsv([clerk] as never)).toEqual([
    'branch,staff,said,yes,expected,beyond,low,high,stands,asked,uplift,uplift_expected,uplift_beyond,uplift_low,uplift_high,uplift_stands',
    'B1,c1,60,30,20.5,3,1,5,above,40,90000,70000,,,,too few',
  ]);
});

test('a clerk’s money is told in the currency, below the yes', () => {
  const beyond = { mean: 300, interval: { low: 100, high: 500 } };
  const clerk = {
    branch: 'B1',
    staff: 'c1',
    said: 60,
    yes: 30,
    expected: 20.5,
    beyond,
    stands: 'with the others',
    asked: 55,
    uplift: 90_000,
    upliftExpected: 70_000,
    upliftBeyond: beyond,
    upliftStands: 'above',
  };
  const lines = measurementLines({
    currency: 'CNY',
    basis: 'log',
    early: 0,
    unlogged: 0,
    spokenTo: 0,
    days: 30,
    all: { name: 'all branches', result: { ok: false, error: few } },
    groups: [],
    pooled: null,
    strategies: null,
    clerks: [clerk],
  } as never);
  expect(lines.slice(-2)).toEqual([
    '  B1 c1: 30 yes of 60, 20.5 expected; between 100 and 500: with the others',
    '    900 yuan of 55 sentences, 700 expected; between 1 and 5: above',
  ]);
});
