// The churn model that `hub train churn` ships: logistic or additive, calibrated, and what it was worth out of sample.
import { z } from 'zod';
import { additivePairSchema, additiveTermSchema } from './additive_model.ts';
import { leaverSchema } from './customer.ts';
import { codeSchema, daySchema } from './fields.ts';

/** `log` is sign(x) ln(1 + |x| / unit). */
const transformSchema = z.enum(['plain', 'log']);
export type ColumnTransform = z.infer<typeof transformSchema>;

/**
 * How one column enters: transformed, held within `low`..`high`, less `mean`, over `scale`, times `weight`.
 * A blank enters as the mean. Then whether it is blank enters as a column of its own, when `blank` says so.
 */
const modelColumnSchema = z.strictObject({
  code: codeSchema,
  transform: transformSchema,
  /** Of `log`; 1 when left out, as by models of before. */
  unit: z.number().positive().optional(),
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

/** Log-odds of the chance = slope x score + intercept, score being all parts of the model together (Platt 1999). */
const lineSchema = z.strictObject({ slope: z.number(), intercept: z.number() });

/** Log-odds = ofChance x ln(s) - ofOther x ln(1 - s) + intercept, s = 1 / (1 + exp(-score)) (Kull and others 2017). */
const betaSchema = z.strictObject({
  ofChance: z.number().min(0),
  ofOther: z.number().min(0),
  intercept: z.number(),
});

/** Log-odds by score, straight between the points, level outside them; both rise. */
const stepsSchema = z.strictObject({
  scores: z.array(z.number()).min(1),
  logOdds: z.array(z.number()).min(1),
});

const calibrationSchema = z.union([lineSchema, betaSchema, stepsSchema]);
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

/** Where a figure lies nineteen times in twenty, were the same customers drawn again. */
const rangeSchema = z.tuple([z.number(), z.number()]);

/** Of customers with a chance from `from` on and below that of the band above, so large a share leaves, nine times in ten. */
const bandSchema = z.strictObject({ from: z.number(), low: z.number(), high: z.number() });
export type Band = Readonly<z.infer<typeof bandSchema>>;

/** How sure the figures are, and what the chances may be called. Models of before have none. */
const proofSchema = z.strictObject({
  auc: rangeSchema,
  brier: rangeSchema,
  calibrationError: rangeSchema,
  /** The tenth (1 has the highest chances) whose said and found lie furthest apart: said less found. */
  largestGap: z.strictObject({ tenth: z.int(), gap: z.number(), range: rangeSchema }),
  fit: z.strictObject({ statistic: z.number(), p: z.number() }),
  /** `rough`: no misfit was seen, but so few rows would not show a small one; the counter hears the band. */
  word: z.enum(['calibrated', 'rough', 'off']),
  /** From the highest chances down; the last begins at 0. */
  bands: z.array(bandSchema),
});
export type Proof = Readonly<z.infer<typeof proofSchema>>;

/** One in a hundred: the counter says whole percents. */
export const UNHEARD = 0.01;

/** Below it the test of fit sees a misfit. */
export const UNLIKELY_FIT = 0.01;

/**
 * What a person may call it where a misfit is seen: `near` when in no tenth there is a gap above one in a hundred, so
 * that percents may be said; `misfit` when there is, but not surely, so that the counter hears the band. Neither is
 * calibrated.
 */
export function calledOf({ word, fit }: Proof): Proof['word'] | 'near' | 'misfit' {
  if (fit.p >= UNLIKELY_FIT || word === 'off') return word;
  return word === 'calibrated' ? 'near' : 'misfit';
}

/** On the same folds: the AUC of this model less that of the other kind, and where the difference lies. */
const rivalSchema = z.strictObject({
  kind: z.enum(['logistic', 'additive']),
  auc: z.number(),
  difference: z.number(),
  range: rangeSchema,
});
export type Rival = Readonly<z.infer<typeof rivalSchema>>;

/** All of it out of sample: no customer's figure comes from a model that has seen the customer. */
const churnMetricsSchema = z.strictObject({
  rows: z.int().min(1),
  positives: z.int().min(1),
  /** Area under the ROC curve, ties counted half. */
  auc: z.number().min(0).max(1),
  bestColumn: z.strictObject({ name: z.string(), auc: z.number().min(0).max(1) }),
  brier: z.number().min(0),
  /** Mean of |said - found| over the deciles, and the most that may be shipped. */
  calibrationError: z.number().min(0),
  calibrationLimit: z.number().min(0),
  deciles: z.array(decileSchema),
  proof: proofSchema.optional(),
  rival: rivalSchema.optional(),
});
export type ChurnMetrics = Readonly<z.infer<typeof churnMetricsSchema>>;

const ofEveryKind = {
  version: codeSchema,
  /** Last day of the data that it has seen. */
  trainedAt: daySchema,
  /** Whom it foretells; left out: who goes silent. */
  leaver: leaverSchema.optional(),
  intercept: z.number(),
  calibration: calibrationSchema,
  metrics: churnMetricsSchema,
};

const logisticModelSchema = z.strictObject({
  ...ofEveryKind,
  columns: z.array(modelColumnSchema).min(1),
  /** Strength of the L2 penalty that was chosen. */
  lambda: z.number().positive(),
});
export type LogisticModel = Readonly<z.infer<typeof logisticModelSchema>>;

const additiveModelSchema = z.strictObject({
  kind: z.literal('additive'),
  ...ofEveryKind,
  terms: z.array(additiveTermSchema).min(1),
  pairs: z.array(additivePairSchema),
});
export type AdditiveModel = Readonly<z.infer<typeof additiveModelSchema>>;

export const churnModelSchema = z.union([logisticModelSchema, additiveModelSchema]);
export type ChurnModel = LogisticModel | AdditiveModel;
