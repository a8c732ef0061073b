// What a branch's sentences really brought, as HQ measured it and the manager reads it. Money in fen a customer.
import { z } from 'zod';
import { daySchema } from './fields.ts';
import { hintsSchema } from './hint.ts';

const intervalSchema = z.strictObject({ low: z.number(), high: z.number() });

export const effectFigureSchema = z.strictObject({
  /** First and last day of the first sentences that count. */
  from: daySchema.nullable(),
  to: daySchema.nullable(),
  /** Days of money after the first sentence. */
  days: z.int().min(1),
  /** Of the operator's log; or, until there is one, of the amounts recorded at counters. */
  basis: z.enum(['log', 'counter']),
  result: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('figure'),
      said: z.int().min(0),
      heldOut: z.int().min(0),
      effect: z.number(),
      /** Holds at all looks together. */
      live: intervalSchema,
      /** Until an effect of this size would be clear of zero; null: it is, or no number would do. */
      moreCustomers: z.int().min(1).nullable(),
    }),
    z.strictObject({
      type: z.literal('below-floor'),
      said: z.int().min(0),
      heldOut: z.int().min(0),
      floor: z.int().min(1),
      /** Null: the lot holds nobody out. */
      moreCustomers: z.int().min(0).nullable(),
    }),
    z.strictObject({ type: z.literal('broken-lot') }),
  ]),
  /** Of all branches: one alone seldom has enough. */
  hints: hintsSchema.prefault({ told: 0, found: [] }),
});
export type EffectFigure = Readonly<z.infer<typeof effectFigureSchema>>;
