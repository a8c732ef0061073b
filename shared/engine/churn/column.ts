// One column of a logistic model: how a raw figure becomes its part of the score. Fit and use share it.
import type { ColumnTransform, ModelColumn } from '#shared/model/churn_model.ts';

export const transformed = (value: number, transform: ColumnTransform): number =>
  transform === 'plain' ? value : Math.sign(value) * Math.log1p(Math.abs(value));

/** Standard deviations from the mean, winsorised; a blank is the mean. */
export function standardised(
  value: number | null,
  { transform, low, high, mean, scale }: Omit<ModelColumn, 'code' | 'weight' | 'blank'>,
): number {
  if (value === null) return 0;
  return (Math.min(high, Math.max(low, transformed(value, transform))) - mean) / scale;
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
