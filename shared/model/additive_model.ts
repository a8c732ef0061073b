// The additive form of the churn model: one curve a fact, and a few tables of two facts together.
import { z } from 'zod';
import { codeSchema } from './fields.ts';

/** `values[i]` (log-odds) is for figures from `cuts[i - 1]` on and below `cuts[i]`; `blank` for no figure. */
export const additiveTermSchema = z.strictObject({
  code: codeSchema,
  blank: z.number(),
  cuts: z.array(z.number()),
  values: z.array(z.number()).min(1),
});
export type AdditiveTerm = Readonly<z.infer<typeof additiveTermSchema>>;

/** Rows by the first fact, columns by the second: the blanks first, then between the cuts. */
export const additivePairSchema = z.strictObject({
  codes: z.tuple([codeSchema, codeSchema]),
  cuts: z.tuple([z.array(z.number()), z.array(z.number())]),
  values: z.array(z.array(z.number())),
});
export type AdditivePair = Readonly<z.infer<typeof additivePairSchema>>;
