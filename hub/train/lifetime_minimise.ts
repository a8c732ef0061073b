// The smallest value of a smooth function of a few variables, without derivatives.

export type Minimum = {
  readonly at: readonly number[];
  readonly value: number;
  readonly evaluations: number;
  readonly converged: boolean;
};

type Point = { readonly at: readonly number[]; readonly value: number };

const FIRST_STEP = 0.5;
const MOST_EVALUATIONS = 4_000;
/** Converged when the corners of the simplex are this near to each other, in place and in (relative) value. */
const NEAR_PLACE = 1e-7;
const NEAR_VALUE = 1e-12;

/**
 * Nelder and Mead (1965) with the usual coefficients 1, 2, 1/2, 1/2. Begun anew from where it stopped until that helps
 * no more, since a simplex may collapse before the bottom (Kelley 1999).
 *
 * @param cost may be Infinity or NaN where it is not defined; both count as worse than all else
 */
export function minimise(
  cost: (at: readonly number[]) => number,
  start: readonly number[],
): Minimum {
  let evaluations = 0;
  const evaluate = (at: readonly number[]): Point => {
    evaluations += 1;
    const value = cost(at);
    return { at, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  let best = evaluate(start);
  for (;;) {
    const descent = descend(evaluate, best, () => evaluations < MOST_EVALUATIONS);
    const gained = best.value - descent.best.value;
    best = descent.best;
    if (!descent.converged) return { ...best, evaluations, converged: false };
    if (!(gained > NEAR_VALUE * scaleOf(best.value))) {
      return { ...best, evaluations, converged: true };
    }
  }
}

const scaleOf = (value: number): number => Math.max(1, Math.abs(value));

function descend(
  evaluate: (at: readonly number[]) => Point,
  start: Point,
  mayGoOn: () => boolean,
): { readonly best: Point; readonly converged: boolean } {
  const dimensions = start.at.length;
  let simplex = [
    start,
    ...start.at.map((_, axis) =>
      evaluate(start.at.map((x, index) => (index === axis ? x + FIRST_STEP : x))),
    ),
  ];
  for (;;) {
    simplex = simplex.toSorted((a, b) => a.value - b.value);
    const [best, worst, second] = [simplex[0], simplex[dimensions], simplex[dimensions - 1]];
    if (!best || !worst || !second) throw new RangeError('nothing to vary');
    if (isSmall(simplex, best, worst)) return { best, converged: true };
    if (!mayGoOn()) return { best, converged: false };
    const others = simplex.slice(0, -1);
    const centre = start.at.map(
      (_, axis) => others.reduce((sum, { at }) => sum + (at[axis] ?? 0), 0) / dimensions,
    );
    /** 1: the worst corner mirrored at the centre of the others; 0: the centre. */
    const along = (factor: number): Point =>
      evaluate(centre.map((x, axis) => x + factor * (x - (worst.at[axis] ?? 0))));
    const mirrored = along(1);
    let better: Point | null = mirrored;
    if (mirrored.value < best.value) {
      const further = along(2);
      if (further.value < mirrored.value) better = further;
    } else if (mirrored.value >= second.value) {
      const nearer = along(mirrored.value < worst.value ? 0.5 : -0.5);
      better = nearer.value < Math.min(mirrored.value, worst.value) ? nearer : null;
    }
    simplex =
      better === null
        ? [best, ...simplex.slice(1).map(({ at }) => evaluate(halfway(best.at, at)))]
        : [...others, better];
  }
}

const halfway = (a: readonly number[], b: readonly number[]): readonly number[] =>
  a.map((x, axis) => (x + (b[axis] ?? 0)) / 2);

function isSmall(simplex: readonly Point[], best: Point, worst: Point): boolean {
  if (worst.value - best.value > NEAR_VALUE * scaleOf(best.value)) return false;
  return simplex.every(({ at }) =>
    at.every((x, axis) => Math.abs(x - (best.at[axis] ?? 0)) <= NEAR_PLACE),
  );
}
