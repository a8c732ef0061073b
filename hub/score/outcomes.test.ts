import { describe, expect, it } from 'vitest';
import { day, type Day, month } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import { NO_LEAVING } from '#shared/engine/churn/leaver.ts';
import { customerOf, usageOf } from '#shared/engine/churn/test_churn.ts';
import type { Customer } from '#shared/model/customer.ts';
import { createOutcomeTally, driftOf } from './outcomes.ts';

const SILENT = { voiceMinutes: 0, dataKb: 0 };

/** Scored at the end of October with a chance; November came later. */
const scored = (chance: number, isSilent: boolean, changes: Partial<Customer> = {}): Customer =>
  customerOf({
    months: [usageOf(9), usageOf(10), usageOf(11, isSilent ? SILENT : {})],
    asOf: day('2026-11-30'),
    score: scoreOf(chance, day('2026-10-31')),
    ...changes,
  });

const scoreOf = (chance: number, asOf: Day): Customer['score'] => ({
  asOf,
  valueGroup: 'netizen',
  stage: 'mature',
  risks: [],
  labels: [],
  consumption: null,
  behaviour: null,
  churn: { chance, model: 'churn-1', reasons: [] },
  lifetime: null,
});

function outcomesOf(customers: readonly Customer[]) {
  const tally = createOutcomeTally();
  for (const customer of customers) {
    const { score, id, asOf, months, contractEnd } = customer;
    if (score?.churn)
      tally.add({
        customer: id,
        churn: score.churn,
        scoredAt: score.asOf,
        asOf,
        months,
        contractEnd,
        channels: ['voice', 'data'],
        leaving: NO_LEAVING,
      });
  }
  return tally.outcomes();
}

describe('outcomes', () => {
  it('are counted by band of chance, in the month after the one that the score had seen', () => {
    const outcomes = outcomesOf([scored(0.05, false), scored(0.07, true), scored(1, true)]);
    expect(outcomes).toEqual([
      {
        model: 'churn-1',
        month: month('2026-11'),
        band: 0,
        customers: 2,
        said: expect.closeTo(0.12, 12) as number,
        spread: expect.closeTo(0.1126, 12) as number,
        silent: 1,
      },
      expect.objectContaining({ band: 9, customers: 1, silent: 1 }),
    ]);
  });

  it('are not known before the month is on record to its end, and never without a chance', () => {
    const october = scoreOf(0.2, day('2026-10-31'));
    expect(
      outcomesOf([
        scored(0.2, true, { asOf: day('2026-11-29') }),
        scored(0.2, true, { months: [usageOf(9), usageOf(10)] }),
        scored(0.2, true, { score: scoreOf(0.2, day('2026-11-30')) }),
        scored(0.2, true, { score: october && { ...october, churn: null } }),
        scored(0.2, true, { score: null }),
      ]),
    ).toEqual([]);
  });
});

describe('a model', () => {
  const random = createRandom(1);
  const drawn = (count: number, chance: () => number, truth: (chance: number) => number) =>
    outcomesOf(
      Array.from({ length: count }, () => {
        const said = chance();
        return scored(said, random() < truth(said));
      }),
    );

  it('whose chances come true is not stale', () => {
    for (const count of [200, 3_000]) {
      const drift = driftOf(
        drawn(
          count,
          () => random() ** 3,
          (chance) => chance,
        ),
      );
      expect(drift).toMatchObject({ months: 1, customers: count, isStale: false });
    }
    expect(driftOf([])).toBeNull();
  });

  it('is stale when half as many again go silent, or when one band goes wrong behind a true total', () => {
    const more = drawn(
      5_000,
      () => 0.06,
      (chance) => 1.5 * chance,
    );
    expect(driftOf(more)?.isStale).toBe(true);
    const crossed = drawn(
      4_000,
      () => (random() < 0.5 ? 0.25 : 0.55),
      (chance) => (chance < 0.4 ? 0.4 : 0.4),
    );
    expect(driftOf(crossed)).toMatchObject({ isStale: true });
    expect(Math.abs((driftOf(crossed)?.said ?? 0) - (driftOf(crossed)?.found ?? 1))).toBeLessThan(
      0.03,
    );
  });

  it('is not called stale for a handful of customers', () => {
    expect(
      driftOf(
        drawn(
          12,
          () => 0.05,
          () => 0.3,
        ),
      )?.isStale,
    ).toBe(false);
  });
});
