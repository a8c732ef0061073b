// The terms of the additive model: what a curve or a pair adds to a customer's log-odds.
import type { AdditivePair, AdditiveTerm } from '#shared/model/additive_model.ts';

export function partOfTerm(value: number | null, { blank, cuts, values }: AdditiveTerm): number {
  return value === null ? blank : (values[placeOf(value, cuts)] ?? 0);
}

export function partOfPair(
  a: number | null,
  b: number | null,
  { cuts, values }: AdditivePair,
): number {
  const row = a === null ? 0 : placeOf(a, cuts[0]) + 1;
  const column = b === null ? 0 : placeOf(b, cuts[1]) + 1;
  return values[row]?.[column] ?? 0;
}

/** How many cuts are not above the value. */
function placeOf(value: number, cuts: readonly number[]): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value < (cuts[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
