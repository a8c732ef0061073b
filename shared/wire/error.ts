// The body of every answer of the hub that is not a success.
import { z } from 'zod';

export const hubErrorCodeSchema = z.enum([
  'wrong-code',
  'used-code',
  'expired-code',
  'unknown-branch',
  'wrong-clock',
  'protocol',
  'unauthorised',
  'revoked',
  'no-pack',
  'pack-needed',
  'not-found',
  'too-large',
  'bad-request',
  'too-many',
  'unavailable',
]);
export type HubErrorCode = z.infer<typeof hubErrorCodeSchema>;

export const hubErrorSchema = z.object({
  error: hubErrorCodeSchema,
  /** English, for logs; the app words its own. */
  message: z.string(),
  /** The hub's clock, with `wrong-clock`. */
  now: z.number().optional(),
  /** The hub's protocol, with `protocol`. */
  protocol: z.int().optional(),
});
export type HubError = z.output<typeof hubErrorSchema>;
