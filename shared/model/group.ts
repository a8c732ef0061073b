// A group of customers with its portrait and its habits of time, as `hub score` found them.
import { z } from 'zod';
import { codeSchema, daySchema, fenSchema } from './fields.ts';
import { localTextSchema } from './text.ts';

export const groupSchema = z.strictObject({
  kind: z.enum(['value', 'consumption', 'behaviour']),
  /** `netizen`, `A2R1D3`, `R3F1V2`. */
  code: codeSchema,
  name: localTextSchema,
  /** Customers in it, of all that were scored in the branch. */
  size: z.int().min(0),
  of: z.int().min(0),
  asOf: daySchema,
  /** Means over the group; null where nothing is known. */
  age: z.number().nullable(),
  arpu3: fenSchema.nullable(),
  dou3: z.number().nullable(),
  /** Mean chance to go silent, 0..1. */
  churn: z.number().min(0).max(1).nullable(),
  /** What most of them have: code and share (0..1), the largest first. */
  holdings: z.array(z.strictObject({ code: codeSchema, share: z.number().min(0).max(1) })).max(5),
  /** Shares (0..1) of their visits by weekday, Monday first, and by part of the day; null with too few visits. */
  weekdays: z.array(z.number().min(0).max(1)).length(7).nullable(),
  /** Until 11, until 14, until 18, after. */
  dayparts: z.array(z.number().min(0).max(1)).length(4).nullable(),
});
export type Group = Readonly<z.infer<typeof groupSchema>>;
