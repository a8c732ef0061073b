// Drawing from distributions with a seeded source of numbers.
import type { Random } from '#shared/base/random.ts';

/** Picks by weight; built once, drawn in O(log n). @throws when no weight is positive. */
export function createPicker<T>(
  items: readonly T[],
  weightOf: (item: T) => number,
): (random: Random) => T {
  let total = 0;
  const upTo = items.map((item) => (total += weightOf(item)));
  if (total <= 0) throw new RangeError('nothing to pick from');
  return (random) => {
    const mark = random() * total;
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) > mark) high = middle;
      else low = middle + 1;
    }
    return items[low] as T;
  };
}

export const chance = (random: Random, share: number): boolean => random() < share;

/** Whole number from `from` to `to`, both possible. */
export const between = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1));

/** Factor around 1: the mean of three draws, so that far ones are rare. `spread` 0.3: 0.7 to 1.3. */
export const around = (random: Random, spread: number): number =>
  1 + ((random() + random() + random()) * (2 / 3) - 1) * spread;

export const pick = <T>(items: readonly T[], random: Random): T =>
  items[Math.floor(random() * items.length)] as T;
