// Models are shipped only when they are worth it: refusals, and what the fit makes of blanks and tails.
import { describe, expect, it } from 'vitest';
import { day } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import { partOfTerm } from '#shared/engine/churn/additive.ts';
import { churnModelSchema } from '#shared/model/churn_model.ts';
import { type ChurnTable, fitChurn, scoresOf } from './churn_fit.ts';
import { createTrainThreads } from './additive_bag.ts';
import { learnChurn } from './churn_learn.ts';
import { aucOf } from './evaluate_auc.ts';

const ASOF = day('2026-10-31');
const here = (seed = 1) => ({ seed, threads: createTrainThreads(0) });

/** Two figures that both have to do with leaving, one of them with blanks, and one that has not. */
function drawTable(
  rows: number,
  seed: number,
  leaves: (a: number, b: number) => number,
): ChurnTable {
  const random = createRandom(seed);
  const columns = ['use', 'gap', 'noise'].map((code) => ({
    code,
    values: Float64Array.from({ length: rows }, () => random() * 4 - 2),
  }));
  const [use, gap] = columns.map(({ values }) => values);
  const target = Float64Array.from({ length: rows }, (_, row) =>
    random() < 1 / (1 + Math.exp(-leaves(use?.[row] ?? 0, gap?.[row] ?? 0))) ? 1 : 0,
  );
  for (let row = 0; row < rows; row += 7) if (gap) gap[row] = Number.NaN;
  return { columns, target, groups: Float64Array.from({ length: rows }, (_, row) => row) };
}

describe('a model is learned', () => {
  it('when both columns together tell more than one: the same bytes for the same rows', async () => {
    const table = drawTable(2_000, 2, (use, gap) => gap - use - 1.5);
    const learned = await learnChurn(table, ASOF, here());
    if (!learned.ok) throw new Error(learned.error.type);
    const model = churnModelSchema.parse(learned.value);
    expect(model.version).toMatch(/^churn-2026-10-31-[0-9a-f]{12}$/);
    expect(model.metrics.auc).toBeGreaterThan(model.metrics.bestColumn.auc + 0.03);
    // What leaves follows two straight lines: the additive model cannot be better, so the simpler one is shipped.
    if ('terms' in model) throw new Error('additive');
    expect(model.metrics.rival?.kind).toBe('additive');
    const weights = new Map(model.columns.map(({ code, weight }) => [code, weight]));
    expect(weights.get('use')).toBeLessThan(-0.8);
    expect(weights.get('gap')).toBeGreaterThan(0.8);
    expect(Math.abs(weights.get('noise') ?? 9)).toBeLessThan(0.2);
    expect(JSON.stringify(await learnChurn(table, ASOF, here()))).toBe(JSON.stringify(learned));
    expect(JSON.stringify(await learnChurn(table, ASOF, here(2)))).not.toBe(
      JSON.stringify(learned),
    );
  }, 240_000);

  it('not with fewer than 100 who left', async () => {
    const table = drawTable(1_500, 2, (use) => -3.5 - use / 2);
    expect(await learnChurn(table, ASOF, here())).toMatchObject({
      ok: false,
      error: { type: 'too-few', rows: 1_500, needed: 100 },
    });
  });

  it('not when nothing foretells leaving, nor when one column says it all', async () => {
    const luck = drawTable(1_500, 3, () => -1);
    const refused = await learnChurn(luck, ASOF, here());
    expect(refused).toMatchObject({ ok: false, error: { type: 'not-better' } });
    const table = drawTable(1_500, 4, () => 0);
    const [use] = table.columns;
    // Who leaves lies within 0.4 of the middle: one column says so outright, and nothing can do better.
    const near = Float64Array.from(use?.values ?? [], (value) => (Math.abs(value) < 0.4 ? 1 : 0));
    const told = {
      ...table,
      target: near,
      columns: [...table.columns, { code: 'near', values: near }],
    };
    expect(await learnChurn(told, ASOF, here())).toMatchObject({
      ok: false,
      error: { type: 'not-better', metrics: { bestColumn: { name: 'near', auc: 1 } } },
    });
  });

  it('as an additive one where leaving follows a curve that no line does', async () => {
    const table = drawTable(2_000, 8, (use, gap) => 2 * Math.cos(2 * use) - gap - 1);
    const learned = await learnChurn(table, ASOF, here());
    if (!learned.ok) throw new Error(learned.error.type);
    const model = churnModelSchema.parse(learned.value);
    if (!('terms' in model)) throw new Error('logistic');
    expect(model.metrics.rival?.range[0]).toBeGreaterThan(0.03);
    const use = model.terms.find(({ code }) => code === 'use');
    if (use === undefined) throw new Error('no curve');
    expect(partOfTerm(0, use)).toBeGreaterThan(partOfTerm(1.5, use) + 1.5);
    expect(partOfTerm(0, use)).toBeGreaterThan(partOfTerm(-1.5, use) + 1.5);
  }, 120_000);
});

describe('the fit', () => {
  const all = Uint32Array.from({ length: 1_200 }, (_, row) => row);

  it('does not let one wild figure speak for all', () => {
    const table = drawTable(1_200, 5, (use) => -1 - use);
    const [use] = table.columns;
    const wild = Float64Array.from(use?.values ?? []);
    wild[3] = -1e12;
    const spoilt = {
      ...table,
      columns: [{ code: 'use', values: wild }, ...table.columns.slice(1)],
    };
    const model = fitChurn(spoilt, all, 1);
    expect(aucOf(scoresOf(model, table, all), table.target)).toBeGreaterThan(
      aucOf(scoresOf(fitChurn(table, all, 1), table, all), table.target) - 0.01,
    );
    expect(model.columns[0]?.low).toBeGreaterThan(-10);
  });

  it('says the same of figures in the smallest and in the largest measure', () => {
    const table = drawTable(1_200, 5, (use, gap) => gap - use - 1);
    const tails = table.columns.map(({ code, values }) => ({ code, values: values.map(Math.exp) }));
    for (const columns of [table.columns, tails]) {
      const own = { ...table, columns };
      const scores = scoresOf(fitChurn(own, all, 1), own, all);
      expect(aucOf(scores, table.target)).toBeGreaterThan(0.8);
      for (const times of [1e-12, 1e12]) {
        const other = {
          ...table,
          columns: columns.map(({ code, values }) => ({
            code,
            values: values.map((value) => times * value),
          })),
        };
        for (const [at, score] of scoresOf(fitChurn(other, all, 1), other, all).entries())
          expect(score).toBeCloseTo(scores[at] as number, 6);
      }
    }
  });

  it('learns from a blank what a blank means', () => {
    const table = drawTable(1_200, 6, () => -1);
    const [, gap] = table.columns;
    const target = Float64Array.from(table.target, (left, row) =>
      Number.isNaN(gap?.values[row]) ? Math.max(left, row % 2) : left,
    );
    const model = fitChurn({ ...table, target }, all, 1);
    expect(model.columns.find(({ code }) => code === 'gap')?.blank?.weight).toBeGreaterThan(0.1);
    expect(model.columns.find(({ code }) => code === 'use')?.blank).toBeNull();
  });
});
