// The model in force does not depend on how many threads learned it: curves, kinds, pairs, chances, proof.
import { beforeAll, expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import { buildHub } from '#hub/cli/test_process.ts';
import { createTrainThreads } from './additive_bag.ts';
import type { ChurnTable } from './churn_fit.ts';
import { learnChurn } from './churn_learn.ts';

/** A busy machine takes its time over four trainings. */
const TIMEOUT = 300_000;

beforeAll(buildHub);

/** A curve, a direction, thirty areas that differ, and two facts that speak together only. */
function drawTable(rows: number): ChurnTable {
  const random = createRandom(11);
  const draw = (of: () => number): Float64Array => Float64Array.from({ length: rows }, of);
  const use = draw(() => (random() < 0.05 ? Number.NaN : Math.round(400 * random()) / 100));
  const gap = draw(() => Math.floor(7 * random()));
  const [fee, age] = [draw(random), draw(random)] as const;
  const area = draw(() => Math.floor(30 * random()));
  const target = use.map((value, row) => {
    const together = (fee[row] as number) > 0.5 === (age[row] as number) > 0.5 ? 1.5 : -1.5;
    const curve = Number.isNaN(value) ? 1 : 2 * Math.cos(2 * value);
    const score = curve + 0.3 * (gap[row] as number) + together + (area[row] as number) / 10 - 3;
    return random() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  });
  return {
    columns: [
      { code: 'use', values: use },
      { code: 'gap', values: gap, direction: 'up' },
      { code: 'fee', values: fee },
      { code: 'age', values: age },
      { code: 'area', values: area, kinds: Array.from({ length: 30 }, (_, kind) => `A${kind}`) },
    ],
    target,
    // Some customers have two rows.
    groups: Float64Array.from(target, (_, row) => Math.floor(row / 1.2)),
  };
}

test(
  'no thread, one, two and three learn the same model, byte for byte',
  async () => {
    const table = drawTable(500);
    const texts: string[] = [];
    for (const workers of [0, 1, 2, 3]) {
      const threads = createTrainThreads(workers);
      const learned = await learnChurn(table, day('2026-10-31'), { seed: 5, threads }).finally(() =>
        threads.close(),
      );
      if (!learned.ok || !('terms' in learned.value)) throw new Error('no additive model');
      const { terms, pairs, metrics } = learned.value;
      expect(terms.find(({ code }) => code === 'area')?.values).toHaveLength(30);
      expect(pairs[0]?.codes).toEqual(['age', 'fee']);
      expect(metrics.rival?.kind).toBe('logistic');
      texts.push(JSON.stringify(learned.value));
    }
    expect(new Set(texts).size).toBe(1);
  },
  TIMEOUT,
);
