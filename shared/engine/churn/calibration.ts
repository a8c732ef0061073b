// From a score to a chance: a line through the log-odds, a beta map, or steps with slopes between them.
import type { Calibration } from '#shared/model/churn_model.ts';
import { logistic } from './column.ts';

/** Never falls with the score. */
export function chanceOf(score: number, calibration: Calibration): number {
  if ('slope' in calibration) return logistic(calibration.slope * score + calibration.intercept);
  if ('ofChance' in calibration) {
    const { ofChance, ofOther, intercept } = calibration;
    return logistic(ofChance * lnChance(score) - ofOther * lnChance(-score) + intercept);
  }
  return logistic(between(score, calibration.scores, calibration.logOdds));
}

/** ln(1 / (1 + exp(-score))), without overflow; of the other outcome with the sign turned. */
export const lnChance = (score: number): number =>
  Math.min(score, 0) - Math.log1p(Math.exp(-Math.abs(score)));

/** Straight between the points, level outside them. */
function between(score: number, at: readonly number[], values: readonly number[]): number {
  const above = at.findIndex((point) => point >= score);
  if (above === 0) return values[0] ?? 0;
  if (above < 0) return values.at(-1) ?? 0;
  const [left, right] = [at[above - 1] as number, at[above] as number];
  const [low, high] = [values[above - 1] as number, values[above] as number];
  return low + ((high - low) * (score - left)) / (right - left);
}
