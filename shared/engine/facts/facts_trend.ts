// Is it a fall, or chance? The Mann-Kendall test of trend, with its exact null distribution.

/** One-sided: a fall as clear as this comes about by chance in fewer than one of twenty steady customers. */
const SIGNIFICANCE = 0.05;
/** A customer's record holds so many months at most. */
const MOST_VALUES = 12;
/** Three in a falling row come about by chance once in six. */
const LEAST_VALUES = 4;

/** Whether the values, at most twelve, fall by more than chance would have it; under four nobody can tell. */
export const isFalling = (values: readonly number[]): boolean | null =>
  values.length < LEAST_VALUES
    ? null
    : values.length <= MOST_VALUES && -kendallS(values) >= leastS(values.length);

/** Kendall's S: pairs in which the later value is larger, less pairs in which it is smaller. Ties count nothing. */
export function kendallS(values: readonly number[]): number {
  let s = 0;
  for (let later = 1; later < values.length; later += 1) {
    for (let earlier = 0; earlier < later; earlier += 1) {
      s += Math.sign((values[later] ?? 0) - (values[earlier] ?? 0));
    }
  }
  return s;
}

/**
 * P(S >= s) for `count` values in an order left to chance, exact. S is `count (count - 1) / 2` less twice the
 * inversions of a permutation, whose numbers (Mahonian) follow from those of one value fewer.
 * Source: M. G. Kendall, Rank Correlation Methods, 4th ed. (1970), table 1; for trends R. O. Gilbert, Statistical
 * Methods for Environmental Pollution Monitoring (1987), section 16.4 and table A18. With ties, where S is smaller,
 * it errs on the side of "no trend".
 */
export function chanceOfKendallS(count: number, s: number): number {
  let ways: readonly number[] = [1];
  let total = 1;
  for (let size = 2; size <= count; size += 1) {
    total *= size;
    const next = Array<number>(ways.length + size - 1).fill(0);
    for (const [inversions, many] of ways.entries()) {
      for (let more = 0; more < size; more += 1) {
        next[inversions + more] = (next[inversions + more] ?? 0) + many;
      }
    }
    ways = next;
  }
  const most = Math.floor(((count * (count - 1)) / 2 - s) / 2);
  let found = 0;
  for (let inversions = 0; inversions <= most; inversions += 1) found += ways[inversions] ?? 0;
  return found / total;
}

const knownLeast: number[] = [];

/** By count of values, the least S that chance brings about too rarely. Found when first asked for, not at each start. */
const leastS = (count: number): number => (knownLeast[count] ??= findLeastS(count));

function findLeastS(count: number): number {
  const most = (count * (count - 1)) / 2;
  for (let s = most % 2; s <= most; s += 2) {
    if (chanceOfKendallS(count, s) < SIGNIFICANCE) return s;
  }
  return Number.POSITIVE_INFINITY;
}
