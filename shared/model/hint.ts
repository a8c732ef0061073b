// What clerks are told of wordings: after which one customers who had an objection said yes more often, or less.
import { z } from 'zod';
import { localTextSchema } from './text.ts';

const hintSchema = z.strictObject({
  offer: localTextSchema,
  /** What the customer had against it. */
  says: localTextSchema,
  /** The answer to the objection, or the sentence before it. */
  kind: z.enum(['answer', 'sentence']),
  /** As the catalog has it; a figure of the customer is three dots. */
  wording: localTextSchema,
  told: z.int().min(1),
  yes: z.int().min(0),
  /** Where the share of yes lies, as sure as many wordings at once allow. */
  low: z.number(),
  high: z.number(),
  /** Than the other wordings for the same objection. */
  stands: z.enum(['better', 'worse']),
});
export type Hint = Readonly<z.infer<typeof hintSchema>>;

export const hintsSchema = z.strictObject({
  /** Answers in which a clerk noted the objection. */
  told: z.int().min(0),
  /** Only wordings whose difference is no chance. */
  found: z.array(hintSchema).readonly(),
});
export type Hints = Readonly<z.infer<typeof hintsSchema>>;

export const NO_HINTS: Hints = { told: 0, found: [] };
