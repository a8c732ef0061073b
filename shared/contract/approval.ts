// A manager's yes to a single act: part of the input of the command that needs it.
import { z } from 'zod';
import { codeSchema } from '#shared/model/fields.ts';
import { PIN_PATTERN } from '#shared/model/pin.ts';

/** Given at the window of whoever is signed in there; a manager who is signed in gives the PIN as well. */
export const approvalSchema = z.strictObject({
  manager: codeSchema,
  pin: z.string().regex(PIN_PATTERN),
});
export type Approval = Readonly<z.infer<typeof approvalSchema>>;
