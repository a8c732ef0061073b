// The churn model that `hub train churn` ships: a calibrated logistic regression and what it was worth out of sample.
import { z } from 'zod';
import { codeSchema, daySchema } from './fields.ts';

/** `log` is sign(x) ln(1 + |x|). */
const transformSchema = z.enum(['plain', 'log']);
export type ColumnTransform = z.infer<typeof transformSchema>;

/**
 * How one column enters: transformed, held within `low`..`high`, less `mean`, over `scale`, times `weight`.
 * A blank enters as the mean. Then whether it is blank enters as a column of its own, when `blank` says so.
 */
const modelColumnSchema = z.strictObject({
  code: codeSchema,
  transform: transformSchema,
  low: z.number(),
  high: z.number(),
  mean: z.number(),
  scale: z.number().positive(),
  weight: z.number(),
  blank: z
    .strictObject({ mean: z.number(), scale: z.number().positive(), weight: z.number() })
    .nullable(),
});
export type ModelColumn = Readonly<z.infer<typeof modelColumnSchema>>;

/** Chance = 1 / (1 + exp(-(slope x score + intercept))), score being intercept and columns together (Platt 1999). */
const calibrationSchema = z.strictObject({ slope: z.number(), intercept: z.number() });
export type Calibration = Readonly<z.infer<typeof calibrationSchema>>;

/** A tenth of the customers, those with the highest chance first. `said` is the mean chance, `found` the share that left. */
const decileSchema = z.strictObject({
  customers: z.int().min(0),
  said: z.number(),
  found: z.number(),
  /** `found` over the share of all. */
  lift: z.number(),
});
export type Decile = Readonly<z.infer<typeof decileSchema>>;

/** All of it out of sample: no customer's figure comes from a model that has seen the customer. */
const churnMetricsSchema = z.strictObject({
  rows: z.int().min(1),
  positives: z.int().min(1),
  /** Area under the ROC curve, ties counted half. */
  auc: z.number().min(0).max(1),
  bestColumn: z.strictObject({ name: z.string(), auc: z.number().min(0).max(1) }),
  brier: z.number().min(0),
  /** Mean of |said - found| over the deciles, and the most that we still call calibrated. */
  calibrationError: z.number().min(0),
  calibrationLimit: z.number().min(0),
  deciles: z.array(decileSchema),
});
export type ChurnMetrics = Readonly<z.infer<typeof churnMetricsSchema>>;

export const churnModelSchema = z.strictObject({
  version: codeSchema,
  /** Last day of the data that it has seen. */
  trainedAt: daySchema,
  intercept: z.number(),
  columns: z.array(modelColumnSchema).min(1),
  /** Strength of the L2 penalty that was chosen. */
  lambda: z.number().positive(),
  calibration: calibrationSchema,
  metrics: churnMetricsSchema,
});
export type ChurnModel = Readonly<z.infer<typeof churnModelSchema>>;
