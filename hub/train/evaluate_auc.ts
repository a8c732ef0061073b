// How well scores tell the two kinds apart.
import type { Weights } from './weights.ts';

/**
 * Area under the ROC curve (Mann and Whitney): the chance that one of the leavers scores above one of the others, a tie
 * counted half. 0.5 when there is only one kind.
 */
export const aucOf = (
  scores: ArrayLike<number>,
  target: ArrayLike<number>,
  weights?: Weights,
): number => createWeightedAuc(scores, target)(weights ?? new Float64Array(scores.length).fill(1));

/**
 * What a column alone would do, read in the better direction, its blanks (NaN) counted as the lowest or as
 * the highest, whichever serves it better. It has seen the answers, the model has not: the column is favoured.
 */
export function aucOfColumn(
  column: Float64Array,
  target: ArrayLike<number>,
  weights?: Weights,
): number {
  const hasBlanks = column.some(Number.isNaN);
  const ways = hasBlanks ? [-Number.MAX_VALUE, Number.MAX_VALUE] : [0];
  return Math.max(
    ...ways.map((blank) => {
      const auc = aucOf(
        hasBlanks ? column.map((value) => (Number.isNaN(value) ? blank : value)) : column,
        target,
        weights,
      );
      return Math.max(auc, 1 - auc);
    }),
  );
}

/** The area under the curve of rows that count `times` each; sorts once, asks often. */
export function createWeightedAuc(
  scores: ArrayLike<number>,
  target: ArrayLike<number>,
): (times: Float64Array) => number {
  const order = Uint32Array.from({ length: scores.length }, (_, row) => row).toSorted(
    (a, b) => (scores[a] as number) - (scores[b] as number),
  );
  return (times) => {
    let [won, lower, positives, others] = [0, 0, 0, 0];
    for (let start = 0; start < order.length;) {
      const value = scores[order[start] as number];
      let [left, stayed] = [0, 0];
      let end = start;
      for (; end < order.length && scores[order[end] as number] === value; end += 1) {
        const row = order[end] as number;
        if (target[row] === 1) left += times[row] as number;
        else stayed += times[row] as number;
      }
      won += left * (lower + stayed / 2);
      lower += stayed;
      positives += left;
      others += stayed;
      start = end;
    }
    return positives === 0 || others === 0 ? 0.5 : won / (positives * others);
  };
}
