// What a strategy without a figure still needs is said with it, whatever it is measured by.
import { expect, test } from 'vitest';
import { measurementLines } from './effect_lines.ts';

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
