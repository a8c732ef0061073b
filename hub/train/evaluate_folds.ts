// Folds for cross-validation: seeded, each with its share of leavers, no customer in two.
import { createRandom } from '#shared/base/random.ts';

/**
 * @param groups number of the customer by row; the rows of one customer get one fold
 * @returns the fold of each row, 0 to `count` - 1
 */
export function foldsOf(
  target: ArrayLike<number>,
  groups: ArrayLike<number>,
  count: number,
  seed: number,
): Uint8Array {
  const leaves = new Map<number, boolean>();
  for (let row = 0; row < target.length; row += 1) {
    const group = groups[row] as number;
    leaves.set(group, leaves.get(group) === true || target[row] === 1);
  }
  const random = createRandom(seed);
  const foldOfGroup = new Map<number, number>();
  for (const kind of [true, false]) {
    const members = [...leaves].filter(([, left]) => left === kind).map(([group]) => group);
    for (const [place, group] of shuffled(members, random).entries())
      foldOfGroup.set(group, place % count);
  }
  return Uint8Array.from(target, (_, row) => foldOfGroup.get(groups[row] as number) ?? 0);
}

/** Fisher and Yates. */
function shuffled(values: readonly number[], random: () => number): readonly number[] {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as number, result[last] as number];
  }
  return result;
}

/** The rows whose fold is, or is not, `fold`. */
export function rowsOfFold(folds: Uint8Array, fold: number, within: boolean): Uint32Array {
  const rows: number[] = [];
  for (const [row, own] of folds.entries()) if ((own === fold) === within) rows.push(row);
  return Uint32Array.from(rows);
}
