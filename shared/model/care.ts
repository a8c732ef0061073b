// Care: whom the branch should greet, remind or visit, and when. Nothing is sold with it.
import { z } from 'zod';
import { keyDateKindSchema } from './customer.ts';
import { codeSchema, daySchema } from './fields.ts';

export const careSchema = z.strictObject({
  /** `2026-11-21.1234.birthday`: sorts by day. */
  id: codeSchema,
  customer: z.int().min(1),
  /** The day to do it: for a reminder, days before `about`. */
  due: daySchema,
  kind: z.enum(['key-date', 'contract-end', 'home-visit']),
  keyDate: keyDateKindSchema.nullable(),
  /** The day that it is about: the birthday, the end of the contract; null for a visit. */
  about: daySchema.nullable(),
});
export type Care = Readonly<z.infer<typeof careSchema>>;

export const careOutcomeSchema = z.enum(['done', 'not-reached', 'not-wanted']);
export type CareOutcome = z.infer<typeof careOutcomeSchema>;
