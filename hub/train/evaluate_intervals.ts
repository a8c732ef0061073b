// How far luck reaches: figures of the same customers drawn again with replacement (Efron), whole customers at a time.
import { createRandom } from '#shared/base/random.ts';
import { type Weights, weightAt } from './weights.ts';

export type Range = readonly [low: number, high: number];

/** What to draw again. Rows of one customer come and go together. */
export type Drawn = {
  readonly target: Float64Array;
  readonly groups: Float64Array;
  readonly weights?: Weights;
};

/** Nineteen times in twenty. */
const TAIL = 0.025;
const DRAWS = 200;
/** Each draw of a long table takes its time, and its figures move little. */
const DRAWS_OF_LONG = 100;
const LONG = 50_000;

/** @param figures of one draw, given the customers that each row stands for in it @returns by draw */
export function draws(
  { target, groups, weights }: Drawn,
  seed: number,
  figures: (times: Float64Array) => readonly number[],
): readonly (readonly number[])[] {
  const random = createRandom(seed);
  const places = new Map<number, number>();
  const place = Uint32Array.from(groups, (group) => {
    const own = places.get(group) ?? places.size;
    places.set(group, own);
    return own;
  });
  const times = new Float64Array(target.length);
  const ofGroup = new Float64Array(places.size);
  return Array.from({ length: target.length > LONG ? DRAWS_OF_LONG : DRAWS }, () => {
    ofGroup.fill(0);
    for (let draw = 0; draw < ofGroup.length; draw += 1) {
      const drawn = Math.floor(random() * ofGroup.length);
      ofGroup[drawn] = (ofGroup[drawn] as number) + 1;
    }
    for (let row = 0; row < times.length; row += 1)
      times[row] = (ofGroup[place[row] as number] as number) * weightAt(weights, row);
    return figures(times);
  });
}

export function rangeOf(values: readonly number[]): Range {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return [at(TAIL), at(1 - TAIL)];
}

/**
 * For what luck alone makes larger, such as a mean of gaps: the draws turned round the figure itself, from 0 on. Where
 * every draw is larger than the figure, it is itself the upper end: nothing is better than it was found.
 */
export function turnedRangeOf(figure: number, values: readonly number[]): Range {
  const [low, high] = rangeOf(values);
  return [Math.max(0, 2 * figure - high), Math.max(figure, 2 * figure - low)];
}
