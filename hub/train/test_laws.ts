// Laws that both kinds of model keep on any table: each gives how far a table drawn by lot is from keeping it.
import { createRandom, type Random } from '#shared/base/random.ts';
import { day } from '#shared/base/month.ts';
import { createTrainThreads } from './additive_bag.ts';
import { type AdditiveFit, fitAdditive, scoresOfAdditive } from './additive_fit.ts';
import { type ChurnTable, fitChurn, scoresOf } from './churn_fit.ts';
import { learnChurn } from './churn_learn.ts';
import type { RawColumn } from './logistic_columns.ts';

export type Law = {
  readonly name: string;
  /** The law holds up to this. */
  readonly most: number;
  /** 0: kept to the letter. */
  readonly apart: (seed: number) => Promise<number>;
};

/** A table by lot, and whether a column of it is one that the law may touch. */
type Lot = { readonly table: ChurnTable; readonly random: Random };

const threads = createTrainThreads(0);
const LAMBDA = 3;

const rowsOf = ({ target }: ChurnTable): Uint32Array => Uint32Array.from(target, (_, row) => row);
const learn = (table: ChurnTable, seed: number): Promise<AdditiveFit> =>
  fitAdditive(table, rowsOf(table), { seed, lambda: LAMBDA, threads });
const meanApart = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, row) => sum + Math.abs(value - (b[row] as number)), 0) / a.length;
const bell = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Three to seven columns: figures with ties, tails and blanks, months with a direction, few and many kinds. */
function drawLot(seed: number, least = 300, spread = 600): Lot {
  const random = createRandom(seed);
  const rows = least + Math.floor(spread * random());
  const score = new Float64Array(rows).fill(-1.5 + random());
  const ways = [figures, months, kinds, figures, manyKinds, coarse, figures];
  const count = 3 + Math.floor(5 * random());
  const columns = ways.slice(0, count).map((way, at) => way(`f${at}`, score, random));
  // Two figures that speak together only.
  const [a, b] = [columns[0]?.values, columns[count - 1]?.values];
  if (a !== undefined && b !== undefined && random() < 0.5)
    for (const [row, value] of a.entries())
      score[row] = (score[row] as number) + (value > 1 === (b[row] as number) > 1 ? 0.7 : -0.7);
  const target = score.map((value) => (random() < 1 / (1 + Math.exp(-value)) ? 1 : 0));
  // Some customers have several rows.
  const perCustomer = random() < 0.3 ? 1.4 : 1;
  const groups = Float64Array.from(target, (_, row) => Math.floor(row / perCustomer));
  return { table: { columns, target, groups }, random };
}

type Way = (code: string, score: Float64Array, random: Random) => RawColumn;

const figures: Way = (code, score, random) => {
  const [size, bend, blanks] = [2 * random(), 3 * random(), random() < 0.3 ? 0.2 * random() : 0];
  const hasTail = random() < 0.5;
  const values = score.map((_, row) => {
    const z = bell(random);
    score[row] = (score[row] as number) + size * Math.cos(bend * z) * 0.7;
    if (random() < blanks) return Number.NaN;
    return hasTail ? Math.round(100 * Math.exp(z)) : Math.round(1_000 * z) / 1_000;
  });
  return { code, values };
};

const months: Way = (code, score, random) => {
  const size = 0.4 * random() - 0.1;
  const direction = random() < 0.5 ? 'up' : 'down';
  const values = score.map((_, row) => {
    const value = Math.floor(9 * random() ** 2);
    score[row] = (score[row] as number) + (direction === 'up' ? size : -size) * value;
    return value;
  });
  return { code, values, direction };
};

const coarse: Way = (code, score, random) => {
  const values = score.map((_, row) => {
    const value = random() < 0.9 ? 0 : Math.floor(3 * random());
    score[row] = (score[row] as number) + 0.5 * value;
    return random() < 0.05 ? Number.NaN : value;
  });
  return { code, values };
};

const kindsOf =
  (count: number): Way =>
  (code, score, random) => {
    const own = Array.from({ length: count }, () => 0.7 * bell(random));
    const values = score.map((_, row) => {
      if (random() < 0.05) return Number.NaN;
      const kind = Math.floor(count * random() ** 1.5);
      score[row] = (score[row] as number) + (own[kind] as number);
      return kind;
    });
    return { code, values, kinds: own.map((_, kind) => `kind ${kind}`) };
  };
const kinds = kindsOf(4);
const manyKinds = kindsOf(40);

/** The rows of `order`, which may name some of them more than once. */
function taken(table: ChurnTable, order: Uint32Array): ChurnTable {
  const of = (values: Float64Array): Float64Array =>
    Float64Array.from(order, (row) => values[row] as number);
  return {
    columns: table.columns.map((column) => ({ ...column, values: of(column.values) })),
    target: of(table.target),
    groups: of(table.groups),
  };
}

function shuffled<T>(values: Iterable<T>, random: Random): T[] {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

const inAnotherOrder = ({ table, random }: Lot): ChurnTable => {
  const moved = taken(table, Uint32Array.from(shuffled(rowsOf(table), random)));
  return { ...moved, columns: shuffled(moved.columns, random) };
};

const document = async (table: ChurnTable, seed: number): Promise<string> =>
  JSON.stringify(await learnChurn(table, day('2026-10-31'), { seed, threads }));

/** Some rows three times, once as rows of their own and once by a weight. */
function repeated({ table, random }: Lot): {
  readonly rows: ChurnTable;
  readonly weighted: ChurnTable;
} {
  const times = table.target.map(() => 1 + Math.floor(3 * random()));
  const each = [...times].flatMap((count, row) => Array<number>(count).fill(row));
  return { rows: taken(table, Uint32Array.from(each)), weighted: { ...table, weights: times } };
}

const scoresOfLine = (fit: ReturnType<typeof fitChurn>, table: ChurnTable): Float64Array =>
  scoresOf(fit, table, rowsOf(table));

/** Each column of figures in another measure. */
function remeasured({ table, random }: Lot): ChurnTable {
  return {
    ...table,
    columns: table.columns.map((column) => {
      const factor = 10 ** (6 * random() - 3);
      if (column.kinds !== undefined) return column;
      return { ...column, values: column.values.map((value) => value * factor) };
    }),
  };
}

export const LAWS: readonly Law[] = [
  {
    name: 'the additive fit does not heed the order of rows and columns',
    most: 0,
    async apart(seed) {
      const lot = drawLot(seed);
      const [one, other] = [await learn(lot.table, seed), await learn(inAnotherOrder(lot), seed)];
      return JSON.stringify(one) === JSON.stringify(other) ? 0 : 1;
    },
  },
  {
    name: 'nor does the whole document, with its proof',
    most: 0,
    async apart(seed) {
      const lot = drawLot(seed, 450, 150);
      const [one, other] = [
        await document(lot.table, seed),
        await document(inAnotherOrder(lot), seed),
      ];
      return one === other ? 0 : 1;
    },
  },
  {
    name: 'a row with a weight is as many rows (additive, mean log-odds apart)',
    most: 0.005,
    async apart(seed) {
      const lot = drawLot(seed);
      const { rows, weighted } = repeated(lot);
      const [many, one] = [await learn(rows, seed), await learn(weighted, seed)];
      const all = rowsOf(lot.table);
      return meanApart(
        scoresOfAdditive(many, lot.table, all),
        scoresOfAdditive(one, lot.table, all),
      );
    },
  },
  {
    name: 'a row with a weight is as many rows (logistic)',
    most: 1e-6,
    apart(seed) {
      const lot = drawLot(seed);
      const { rows, weighted } = repeated(lot);
      const [many, one] = [rows, weighted].map((table) =>
        fitChurn(table, rowsOf(table), seed, LAMBDA),
      ) as [ReturnType<typeof fitChurn>, ReturnType<typeof fitChurn>];
      return Promise.resolve(
        meanApart(scoresOfLine(many, lot.table), scoresOfLine(one, lot.table)),
      );
    },
  },
  {
    name: 'a direction is never turned round, in no curve and no pair',
    most: 0,
    async apart(seed) {
      const { table } = drawLot(seed);
      let turned = 0;
      // Also where the rows say the opposite.
      for (const target of [table.target, table.target.map((left) => 1 - left)]) {
        const { terms, pairs } = await learn({ ...table, target }, seed);
        for (const { code, direction } of table.columns) {
          if (direction === undefined || direction === null) continue;
          const values = terms.find((term) => term.code === code)?.values ?? [];
          for (const [at, value] of values.entries()) {
            const rise = value - (values[at - 1] ?? value);
            turned += (direction === 'up' ? rise : -rise) < 0 ? 1 : 0;
          }
          turned += pairs.filter(({ codes }) => codes.includes(code)).length;
        }
      }
      return turned;
    },
  },
  {
    name: 'nor by a line',
    most: 0,
    apart(seed) {
      const { table } = drawLot(seed);
      let turned = 0;
      for (const target of [table.target, table.target.map((left) => 1 - left)]) {
        const { columns } = fitChurn({ ...table, target }, rowsOf(table), seed, LAMBDA);
        for (const { code, weight } of columns) {
          const direction = table.columns.find((column) => column.code === code)?.direction;
          turned += (direction === 'up' ? weight < 0 : direction === 'down' && weight > 0) ? 1 : 0;
        }
      }
      return Promise.resolve(turned);
    },
  },
  {
    name: 'figures in other measures say the same (additive, mean log-odds apart)',
    most: 0.001,
    async apart(seed) {
      const lot = drawLot(seed);
      const other = remeasured(lot);
      return meanApart(
        scoresOfAdditive(await learn(lot.table, seed), lot.table, rowsOf(lot.table)),
        scoresOfAdditive(await learn(other, seed), other, rowsOf(other)),
      );
    },
  },
  {
    name: 'figures in other measures say the same (logistic)',
    most: 1e-6,
    apart(seed) {
      const lot = drawLot(seed);
      const other = remeasured(lot);
      const [one, same] = [lot.table, other].map((table) =>
        scoresOfLine(fitChurn(table, rowsOf(table), seed), table),
      ) as [Float64Array, Float64Array];
      return Promise.resolve(meanApart(one, same));
    },
  },
  {
    name: 'blanks that fall at random say nothing (deviations from 0)',
    most: 4.5,
    async apart(seed) {
      const { table, random } = drawLot(seed, 600, 600);
      const share = 0.05 + 0.3 * random();
      const luck = table.target.map(() => (random() < share ? 1 : 0));
      // A figure that has nothing to do with the others, some of it blank.
      const values = luck.map((isBlank) => (isBlank === 1 ? Number.NaN : bell(random)));
      const fit = await learn(
        { ...table, columns: [...table.columns, { code: 'z', values }] },
        seed,
      );
      const blank = fit.terms.find(({ code }) => code === 'z')?.blank ?? 0;
      const left = table.target.reduce((sum, value) => sum + value, 0) / luck.length;
      const blanks = luck.reduce((sum, value) => sum + value, 0);
      return Math.abs(blank) * Math.sqrt(blanks * left * (1 - left));
    },
  },
];
