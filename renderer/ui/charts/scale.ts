// Axes that begin at zero, end on a round number and carry two or three steps: readable at arm's length.

export type Scale = { readonly max: number; readonly interval: number };

const ROUND_STEPS = [1, 2, 2.5, 5, 10];

/** Smallest round step, in tens, that is at least `value` (> 0). */
function roundStep(value: number): number {
  const ten = 10 ** Math.floor(Math.log10(value));
  const factor = ROUND_STEPS.find((step) => step * ten >= value * (1 - 1e-9)) ?? 10;
  return factor * ten;
}

/** Of two steps or three, what ends nearest above `largest`. Nothing but zeros gives 0 to 1. */
export function zeroBasedScale(largest: number): Scale {
  if (!(largest > 0)) return { max: 1, interval: 1 };
  const two = roundStep(largest / 2);
  const three = roundStep(largest / 3);
  return three * 3 < two * 2
    ? { max: three * 3, interval: three }
    : { max: two * 2, interval: two };
}
