// One column of a logistic model: how a raw figure becomes its part of the score. Fit and use share it.
import type { ColumnTransform, ModelColumn } from '#shared/model/churn_model.ts';

export function transformed(value: number, transform: ColumnTransform, unit = 1): number {
  if (transform === 'plain') return value;
  const times = Math.abs(value) / unit;
  // Some tables have figures of 1e300.
  const log = times === Infinity ? Math.log(Math.abs(value)) - Math.log(unit) : Math.log1p(times);
  return Math.sign(value) * log;
}

/** Standard deviations from the mean, winsorised; a blank is the mean. */
export function standardised(
  value: number | null,
  { transform, unit, low, high, mean, scale }: Omit<ModelColumn, 'code' | 'weight' | 'blank'>,
): number {
  if (value === null) return 0;
  return (Math.min(high, Math.max(low, transformed(value, transform, unit))) - mean) / scale;
}

/** What the column adds to the score (log-odds) of a customer, against one with average figures. */
export function partOfScore(value: number | null, column: ModelColumn): number {
  const { blank, weight } = column;
  const ofBlank =
    blank === null ? 0 : (blank.weight * ((value === null ? 1 : 0) - blank.mean)) / blank.scale;
  return weight * standardised(value, column) + ofBlank;
}

/** 1 / (1 + exp(-x)), without overflow. */
export const logistic = (x: number): number =>
  x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
