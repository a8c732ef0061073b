// GET /v1/status: what a device needs to know before it asks for more.
import { z } from 'zod';
import { instantSchema } from '#shared/model/fields.ts';

export const statusResponseSchema = z.strictObject({
  protocol: z.int(),
  now: instantSchema,
  /** Newest change of the branch; 0 before the first publish. */
  latest: z.int().min(0),
});
export type StatusResponse = z.output<typeof statusResponseSchema>;
