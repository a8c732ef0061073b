// A fitted lifetime model: BG/NBD for how long customers go on topping up, Gamma-Gamma for what they spend.
import { z } from 'zod';
import { currencySchema } from './branch.ts';
import { codeSchema, fenSchema, monthSchema } from './fields.ts';

/** BG/NBD of Fader, Hardie and Lee (2005), time in months: rate ~ Gamma(r, alpha), dropout ~ Beta(a, b). */
const purchaseSchema = z.strictObject({
  /** 1: purchases come at random, as in the paper. Up to 6: the more regular, the more a silence says. */
  regularity: z.int().min(1).max(6),
  r: z.number().positive(),
  alpha: z.number().positive(),
  a: z.number().positive(),
  b: z.number().positive(),
});
export type PurchaseParameters = Readonly<z.infer<typeof purchaseSchema>>;

/** Gamma-Gamma of Fader and Hardie (2013); gamma in the unit of the money (here fen). */
const spendSchema = z.strictObject({
  p: z.number().positive(),
  q: z.number().positive(),
  gamma: z.number().positive(),
});
export type SpendParameters = Readonly<z.infer<typeof spendSchema>>;

export const lifetimeModelSchema = z.strictObject({
  version: codeSchema,
  /** Last month of the data that it was fitted on. */
  asOf: monthSchema,
  /** Of the money in it: it says nothing about customers who pay in another one. */
  currency: currencySchema,
  customers: z.int().min(1),
  logLikelihood: z.number(),
  purchase: purchaseSchema,
  spend: spendSchema,
  /** Typical spend a month of the four value groups, the lowest first. */
  rungs: z.array(fenSchema).length(4),
});
export type LifetimeModel = Readonly<z.infer<typeof lifetimeModelSchema>>;
