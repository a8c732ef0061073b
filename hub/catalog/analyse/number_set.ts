// Sets of numbers as unions of intervals: what a word may still be when several comparisons hold at once.

import type { Comparison } from '#shared/engine/rules/comparison.ts';

type Interval = {
  readonly low: number;
  readonly isLowOpen: boolean;
  readonly high: number;
  readonly isHighOpen: boolean;
};
/** Ascending and disjoint; empty: no number. */
export type NumberSet = readonly Interval[];

const interval = (low: number, high: number, isLowOpen = false, isHighOpen = false): NumberSet =>
  low > high || (low === high && (isLowOpen || isHighOpen))
    ? []
    : [{ low, isLowOpen, high, isHighOpen }];

export const between = (low: number, high: number): NumberSet => interval(low, high);
export const ALL_NUMBERS: NumberSet = between(-Infinity, Infinity);

/** The numbers of which `number OP limit` is true. */
export function compared(op: Comparison, limit: number): NumberSet {
  switch (op) {
    case '<':
      return interval(-Infinity, limit, false, true);
    case '<=':
      return interval(-Infinity, limit);
    case '>':
      return interval(limit, Infinity, true, false);
    case '>=':
      return interval(limit, Infinity);
    case '==':
      return interval(limit, limit);
    case '!=':
      return [...compared('<', limit), ...compared('>', limit)];
  }
}

export function intersection(a: NumberSet, b: NumberSet): NumberSet {
  return a.flatMap((left) =>
    b.flatMap((right) => {
      const [low, isLowOpen] = stricter(
        [left.low, left.isLowOpen],
        [right.low, right.isLowOpen],
        (one, other) => one > other,
      );
      const [high, isHighOpen] = stricter(
        [left.high, left.isHighOpen],
        [right.high, right.isHighOpen],
        (one, other) => one < other,
      );
      return interval(low, high, isLowOpen, isHighOpen);
    }),
  );
}

type End = readonly [at: number, isOpen: boolean];

const stricter = (a: End, b: End, isInside: (one: number, other: number) => boolean): End =>
  a[0] === b[0] ? [a[0], a[1] || b[1]] : isInside(a[0], b[0]) ? a : b;

/** Only the whole numbers of it: `(3, 4)` has none. */
export const wholeNumbers = (set: NumberSet): NumberSet =>
  set.flatMap(({ low, isLowOpen, high, isHighOpen }) => {
    const first = isLowOpen && Number.isInteger(low) ? low + 1 : Math.ceil(low);
    const last = isHighOpen && Number.isInteger(high) ? high - 1 : Math.floor(high);
    return interval(first, last);
  });

/** Its least and greatest ends, taken as within it; null when there is no number. */
export function hull(set: NumberSet): { readonly low: number; readonly high: number } | null {
  const first = set[0];
  const last = set.at(-1);
  return first === undefined || last === undefined ? null : { low: first.low, high: last.high };
}
