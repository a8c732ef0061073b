// How sure a share is that was seen in so many cases.

/** Where a share (0..1) lies, nine times in ten. */
export type Interval = { readonly low: number; readonly high: number };

/** Of the normal distribution, two-sided 90 percent. */
const Z = 1.6448536269514722;

/**
 * Where the true share lies, after `yes` of `said`: the score interval of Wilson (1927), which holds for few cases and
 * for shares near 0 and 1.
 */
export function wilsonInterval(yes: number, said: number, z = Z): Interval {
  if (said === 0) return { low: 0, high: 1 };
  const share = yes / said;
  const square = (z * z) / said;
  const middle = (share + square / 2) / (1 + square);
  const half = Math.sqrt((share * (1 - share) + square / 4) * square) / (1 + square);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
