// How long a gift lasts at the pace of the last two weeks.

/** Days whose pace is taken, with the last one. */
export const PACE_DAYS = 14;

/** @param went pieces given in `PACE_DAYS` @returns whole days; null: none went */
export const lastsDays = (left: number, went: number): number | null =>
  went === 0 ? null : Math.floor(left / (went / PACE_DAYS));
