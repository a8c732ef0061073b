// Other tests of fit than the one in use, to try whether one of them would see more: each says how likely luck is.
import { chiSquareTail } from '#hub/train/evaluate_fit.ts';

type FitTest = (chances: Float64Array, target: Float64Array) => number;

export const OTHER_TESTS: Readonly<Record<string, FitTest>> = {
  '40 groups': (chances, target) => hosmerLemeshow(chances, target, 40),
  'eight waves over the ranks': (chances, target) => {
    const rank = ranksOf(chances);
    return scoreTest(chances, target, (row) =>
      Array.from({ length: 9 }, (_, wave) => Math.cos(Math.PI * wave * (rank[row] as number))),
    );
  },
  // As the calibration belt (Nattino, Finazzi and Bertolini 2014), all four powers at once.
  'powers of the log-odds': (chances, target) =>
    scoreTest(chances, target, (row) => {
      const chance = Math.min(1 - 1e-6, Math.max(1e-6, chances[row] as number));
      const logOdds = Math.log(chance / (1 - chance)) / 3;
      return [1, logOdds, logOdds ** 2, logOdds ** 3, logOdds ** 4];
    }),
  // Spiegelhalter 1986.
  'Brier score': (chances, target) => {
    let [apart, spread] = [0, 0];
    for (const [row, chance] of chances.entries()) {
      apart += ((target[row] as number) - chance) * (1 - 2 * chance);
      spread += (1 - 2 * chance) ** 2 * chance * (1 - chance);
    }
    return chiSquareTail((apart * apart) / spread, 1);
  },
};

const ascending = (chances: Float64Array): Uint32Array =>
  Uint32Array.from(chances, (_, row) => row).toSorted(
    (a, b) => (chances[a] as number) - (chances[b] as number) || a - b,
  );

function ranksOf(chances: Float64Array): Float64Array {
  const ranks = new Float64Array(chances.length);
  for (const [place, row] of ascending(chances).entries())
    ranks[row] = (place + 0.5) / ranks.length;
  return ranks;
}

function hosmerLemeshow(chances: Float64Array, target: Float64Array, groups: number): number {
  const order = ascending(chances);
  const size = order.length / groups;
  let statistic = 0;
  for (let group = 0; group < groups; group += 1) {
    let [apart, spread] = [0, 0];
    for (const row of order.slice(Math.round(group * size), Math.round((group + 1) * size))) {
      const chance = chances[row] as number;
      apart += (target[row] as number) - chance;
      spread += chance * (1 - chance);
    }
    if (spread > 0) statistic += (apart * apart) / spread;
  }
  return chiSquareTail(statistic, groups);
}

/** Whether what was missed goes with any of the figures of a row (Rao 1948), the chances taken as given. */
function scoreTest(
  chances: Float64Array,
  target: Float64Array,
  figuresOf: (row: number) => readonly number[],
): number {
  const size = figuresOf(0).length;
  const missed = new Float64Array(size);
  const spread = Array.from({ length: size }, () => new Float64Array(size));
  for (const [row, chance] of chances.entries()) {
    const figures = figuresOf(row);
    for (let a = 0; a < size; a += 1) {
      const own = figures[a] as number;
      missed[a] = (missed[a] as number) + own * ((target[row] as number) - chance);
      const line = spread[a] as Float64Array;
      for (let b = 0; b <= a; b += 1)
        line[b] = (line[b] as number) + own * (figures[b] as number) * chance * (1 - chance);
    }
  }
  return chiSquareTail(lengthIn(missed, spread), size);
}

/** `vector` x inverse of `matrix` x `vector`, by Cholesky; both are used up. Lower triangle only. */
function lengthIn(vector: Float64Array, matrix: readonly Float64Array[]): number {
  let length = 0;
  for (const [row, line] of matrix.entries()) {
    for (let column = 0; column <= row; column += 1) {
      const other = matrix[column] as Float64Array;
      let sum = line[column] as number;
      for (let k = 0; k < column; k += 1) sum -= (line[k] as number) * (other[k] as number);
      line[column] =
        column === row ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (other[column] as number);
    }
    let sum = vector[row] as number;
    for (let k = 0; k < row; k += 1) sum -= (line[k] as number) * (vector[k] as number);
    vector[row] = sum / (line[row] as number);
    length += (vector[row] as number) ** 2;
  }
  return length;
}
