// What the additive model finds, and what it must not make of luck; its laws are in additive_laws.test.ts.
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { partOfTerm } from '#shared/engine/churn/additive.ts';
import { createTrainThreads } from './additive_bag.ts';
import { type AdditiveFit, fitAdditive, scoresOfAdditive } from './additive_fit.ts';
import type { ChurnTable } from './churn_fit.ts';
import { aucOf } from './evaluate_auc.ts';
import type { RawColumn } from './logistic_columns.ts';

const ROWS = 1_500;
const threads = createTrainThreads(0);
const rowsOf = (table: ChurnTable): Uint32Array => Uint32Array.from(table.target, (_, row) => row);
const fit = (table: ChurnTable): Promise<AdditiveFit> =>
  fitAdditive(table, rowsOf(table), { seed: 1, lambda: 3, threads });
const aucOfFit = (model: AdditiveFit, table: ChurnTable): number =>
  aucOf(scoresOfAdditive(model, table, rowsOf(table)), table.target);

/** `use` works in a curve, `gap` more the more, `plan` by kind, and `use` with `fee` together; `luck` not at all. */
function drawTable(seed: number, rows = ROWS): ChurnTable {
  const random = createRandom(seed);
  const draw = (of: () => number): Float64Array => Float64Array.from({ length: rows }, of);
  const use = draw(() => Math.round(400 * random()) / 100);
  const gap = draw(() => Math.floor(7 * random()));
  const fee = draw(() => Math.round(1_000 * random()));
  const plan = draw(() => Math.floor(3 * random()));
  const luck = draw(() => random());
  const target = use.map((value, row) => {
    const together = value > 2 === (fee[row] ?? 0) > 500 ? 0.8 : -0.8;
    const score =
      1.5 * Math.cos(2 * value) +
      0.4 * (gap[row] ?? 0) +
      ([0, 1, -1][plan[row] ?? 0] ?? 0) +
      together -
      2;
    return random() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  });
  const columns: readonly RawColumn[] = [
    { code: 'use', values: use },
    { code: 'gap', values: gap, direction: 'up' },
    { code: 'fee', values: fee },
    { code: 'plan', values: plan, kinds: ['A', 'B', 'C'] },
    { code: 'luck', values: luck },
  ];
  return { columns, target, groups: Float64Array.from(target, (_, row) => row) };
}

const withColumn = (table: ChurnTable, code: string, change: Partial<RawColumn>): ChurnTable => ({
  ...table,
  columns: table.columns.map((column) =>
    column.code === code ? { ...column, ...change } : column,
  ),
});
const columnOf = (table: ChurnTable, code: string): Float64Array =>
  table.columns.find((column) => column.code === code)?.values ?? new Float64Array();
/** 0 is for the blanks. */
const place = (value: number, cuts: readonly number[]): number =>
  cuts.filter((cut) => cut <= value).length + 1;

function curveOf(model: AdditiveFit, code: string) {
  const term = model.terms.find((each) => each.code === code);
  if (term === undefined) throw new Error(`no curve of ${code}`);
  return term;
}

describe('the additive model', () => {
  const table = drawTable(1);
  let model: AdditiveFit;
  beforeAll(async () => {
    model = await fit(table);
  });

  it('finds curve, kinds and the pair that belongs together, on customers that it has not seen', () => {
    const use = curveOf(model, 'use');
    expect(partOfTerm(0.1, use) - partOfTerm(1.6, use)).toBeGreaterThan(1.5);
    expect(partOfTerm(3.1, use) - partOfTerm(1.6, use)).toBeGreaterThan(1.5);
    const [a = 0, b = 0, c = 0] = curveOf(model, 'plan').values;
    expect([b - a > 0.5, a - c > 0.5]).toEqual([true, true]);
    expect(model.pairs[0]?.codes).toEqual(['fee', 'use']);
    const others = drawTable(2);
    expect(aucOfFit(model, others)).toBeGreaterThan(0.79);
  });

  it('draws many kinds towards the mean, so that few customers of each do not speak too loud', async () => {
    const random = createRandom(7);
    const own = Array.from({ length: 150 }, () => 2 * (random() - 0.5));
    const withAreas = (drawn: ChurnTable): ChurnTable => {
      const area = drawn.target.map(() => Math.floor(150 * random()));
      const score = area.map((kind, row) => (own[kind] ?? 0) + 2 * (drawn.target[row] ?? 0) - 1);
      const kinds = own.map((_, kind) => `area ${kind}`);
      return {
        ...drawn,
        columns: [
          { code: 'luck', values: columnOf(drawn, 'luck') },
          { code: 'area', values: area, kinds },
        ],
        target: score.map((value) => (random() < 1 / (1 + Math.exp(-value)) ? 1 : 0)),
      };
    };
    const learned = await fit(withAreas(drawTable(8)));
    const others = withAreas(drawTable(9, 6_000));
    expect(aucOfFit(learned, others)).toBeGreaterThan(0.56);
    const said = curveOf(learned, 'area').values;
    // Half of what a kind's ten customers show is luck.
    expect(Math.max(...said) - Math.min(...said)).toBeLessThan(2);
  });

  it('makes nothing of blanks that fall at random, and much of those that mean something', async () => {
    const random = createRandom(5);
    const use = columnOf(table, 'use');
    const blanked = withColumn(table, 'use', {
      values: use.map((value) => (random() < 0.2 ? Number.NaN : value)),
    });
    const thinned = await fit(blanked);
    expect(Math.abs(curveOf(thinned, 'use').blank)).toBeLessThan(0.4);
    expect(aucOfFit(thinned, table)).toBeGreaterThan(aucOfFit(model, table) - 0.03);
    const telling = withColumn(table, 'use', {
      values: use.map((value, row) =>
        table.target[row] === 1 && random() < 0.3 ? Number.NaN : value,
      ),
    });
    expect(curveOf(await fit(telling), 'use').blank).toBeGreaterThan(1);
  });

  it('gives every effect its place: curves and pairs are 0 over all customers', () => {
    for (const term of model.terms) {
      const values = columnOf(table, term.code);
      const mean = values.reduce((sum, value) => sum + partOfTerm(value, term), 0) / ROWS;
      expect(Math.abs(mean)).toBeLessThan(0.002);
    }
    // A fact's own effect stands in its curve, not in its pairs.
    for (const { codes, cuts, values } of model.pairs) {
      const rows = columnOf(table, codes[0]);
      const columns = columnOf(table, codes[1]);
      const sums = values.map(() => ({ sum: 0, count: 0 }));
      for (const [row, value] of rows.entries()) {
        const own = sums[place(value, cuts[0])];
        if (own === undefined) throw new Error('outside');
        own.sum += values[place(value, cuts[0])]?.[place(columns[row] as number, cuts[1])] ?? 0;
        own.count += 1;
      }
      for (const { sum, count } of sums)
        expect(Math.abs(sum) / Math.max(1, count)).toBeLessThan(0.01);
    }
  });
});
