// The lot: who is kept for comparison, what HQ learns of it, and that the counter does not.
import { describe, expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import { fen } from '#shared/base/money.ts';
import { decisionText } from '../decide.ts';
import { decided, makeOffer, NOW } from '#tests/fixtures/decision.ts';
import { isHeldOut } from './holdout.ts';

describe('a customer who is kept for comparison', () => {
  const sales = [makeOffer({ id: 'sale' }), makeOffer({ id: 'second', lever: 150 })];
  /** With a high price on patience, no other sentence is worth saying. */
  const HEARD = [
    { offer: 'other', family: 'other', answer: 'accepted', at: NOW, laterOn: null } as const,
  ];
  const care = makeOffer({ id: 'care', family: 'care', promotional: false });
  const context = { customer: heldOutCustomer() };
  const kept = { context, policy: { holdoutPercent: 50 } };

  test('is decided as everybody else, for HQ', () => {
    const open = decided(sales, { context });
    expect(open.proposals.length).toBeGreaterThan(0);
    expect(open.ghosts).toBeNull();
    expect(decided(sales, kept).ghosts).toEqual(
      open.proposals.map(({ offer, tier, treatment, score }) => ({
        offer,
        tier,
        treatment,
        score,
      })),
    );
  });

  test('reads at the counter as one for whom no sentence is worth saying, to the last letter', () => {
    const lot = decided(sales, kept);
    const poor = decided(sales, {
      policy: { fatigue: fen(100_000) },
      context: { ...context, history: HEARD },
    });
    expect(poor.ghosts).toBeNull();
    const shown = ({ proposals, silence, verdicts }: typeof lot) => ({
      proposals,
      silence,
      verdicts: verdicts.map((verdict) => ({ ...verdict, score: null })),
    });
    expect(shown(lot)).toEqual(shown(poor));
    expect(lot.silence?.code).toBe('nothing-fits');
    expect(JSON.stringify(shown(lot))).not.toMatch(/对照|抽签|holdout|comparison|by lot/i);
  });

  test('hears care as ever, with no word of what else there would be', () => {
    const lot = decided([care, ...sales], kept);
    const alone = decided([care], { context });
    expect(lot.proposals).toEqual(alone.proposals);
    expect(lot.silence).toBeNull();
    expect(lot.ghosts?.map(({ offer }) => offer)).toEqual(expect.arrayContaining(['sale']));
    expect(lot.ghosts?.map(({ offer }) => offer)).not.toContain('care');
  });

  test('has no ghost sentence where nobody would hear one', () => {
    const muted = decided(sales, { ...kept, facts: { optedOut: true } });
    expect(muted).toMatchObject({ ghosts: [], silence: { code: 'opted-out' } });
  });

  test('is part of the text that a replay must give again', () => {
    const lot = decided(sales, kept);
    expect(decisionText(lot)).not.toBe(decisionText({ ...lot, ghosts: [] }));
    const open = decided(sales, { context });
    expect(JSON.parse(decisionText(open))).toHaveLength(4);
  });
});

test('the holdout is a stable share of customers, drawn anew each quarter', () => {
  const customers = Array.from({ length: 20_000 }, (_, index) => index + 1);
  const inQuarter = (today: string) =>
    customers.filter((customer) => isHeldOut(customer, day(today), 5));
  const november = inQuarter('2026-11-18');
  expect(inQuarter('2026-10-01')).toEqual(november);
  expect(inQuarter('2026-12-31')).toEqual(november);
  // Four standard deviations around 1,000.
  expect(Math.abs(november.length - 1000)).toBeLessThan(125);
  const next = new Set(inQuarter('2027-01-01'));
  expect(november.filter((customer) => next.has(customer)).length).toBeLessThan(100);
  expect(customers.filter((customer) => isHeldOut(customer, day('2026-11-18'), 0))).toEqual([]);
});

function heldOutCustomer(): number {
  for (let customer = 1; ; customer += 1)
    if (isHeldOut(customer, day('2026-11-18'), 50)) return customer;
}
