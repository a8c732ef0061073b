// GET /v1/held: up to where the hub holds what the device recorded.
import { z } from 'zod';

/** Members of a later version are passed over, as in the answer to events. */
export const heldResponseSchema = z.object({
  /** All events of the device up to this sequence have come; those put aside have come too. */
  through: z.int().min(0),
  /** Events of the device that are stored. */
  total: z.int().min(0),
  /** The highest sequence of the device that is stored. */
  highest: z.int().min(0),
});
export type HeldResponse = z.output<typeof heldResponseSchema>;
