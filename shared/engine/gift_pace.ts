// How long a gift lasts at the pace of the last two weeks.
import { addDays, type Day, daysBetween } from '#shared/base/month.ts';

const PACE_DAYS = 14;

/** The first of the days whose pace is taken; `day` is the last. */
export const paceFrom = (day: Day): Day => addDays(day, 1 - PACE_DAYS);

/**
 * A branch that began a week ago has a week's pace.
 * @param went pieces given from `paceFrom` to `day`
 * @param first the first of these days with a visit; null: none has
 * @returns whole days; null: none went
 */
export const lastsDays = (
  left: number,
  went: number,
  { day, first }: { readonly day: Day; readonly first: Day | null },
): number | null =>
  went === 0 || first === null ? null : Math.floor((left * (1 + daysBetween(first, day))) / went);
