// The branch's memory of a customer: what was answered and complained of at all its devices.
import { z } from 'zod';
import { codeSchema, daySchema, instantSchema, positiveFenSchema, uuidSchema } from './fields.ts';
import { answerSchema, purposeSchema } from './visit.ts';

/**
 * What a customer answered and complained of at the branch lately, over all its devices. By device,
 * so that each can leave out its own: of that it knows more than HQ does.
 */
export const heardSchema = z.strictObject({
  customer: z.int().min(1),
  /** Of the last 60 days, the oldest first. */
  answers: z.array(
    z.strictObject({
      device: codeSchema,
      offer: codeSchema,
      answer: answerSchema,
      at: instantSchema,
      laterOn: daySchema.nullable(),
    }),
  ),
  /** The last one that each device heard, slips left out, as far back as the policy's rest can reach. */
  complaints: z.array(z.strictObject({ device: codeSchema, day: daySchema })).prefault([]),
  /** Visits by the phone alone, at any branch, before the list had the customer; of the last 60 days, the oldest first. */
  walkIns: z
    .array(
      z.strictObject({
        device: codeSchema,
        visit: uuidSchema,
        at: instantSchema,
        purpose: purposeSchema,
        prepaid: positiveFenSchema.nullable(),
      }),
    )
    .prefault([]),
});
export type Heard = Readonly<z.infer<typeof heardSchema>>;
