// How long to wait before the next round.

const STEADY_MS = 3_000;
const LONGEST_MS = 30_000;

/**
 * @param failures rounds in a row that failed
 * @param random in [0, 1): a whole province that lost its line does not come back in one second
 */
export function nextDelay(failures: number, random: number): number {
  if (failures === 0) return STEADY_MS;
  const longest = Math.min(STEADY_MS * 2 ** Math.min(failures - 1, 10), LONGEST_MS);
  return Math.round(longest * (0.5 + random / 2));
}
