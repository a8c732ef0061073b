// GET /v1/packs/latest: the signed manifest of a branch's newest pack. GET /v1/chunks/{sha256}: its bytes.
import { z } from 'zod';
import { codeSchema, daySchema, instantSchema } from '#shared/model/fields.ts';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

export const packManifestSchema = z.strictObject({
  kind: z.literal('pack'),
  protocol: z.int(),
  branch: codeSchema,
  /** The number of the last change that the pack holds. */
  number: z.int().min(1),
  schema: z.int(),
  cipher: z.string(),
  /** Of the key that it is encrypted with (`keys.ts`). */
  epoch: z.int().min(0).prefault(0),
  /** Last day of the customers' figures; null in a pack without customers. */
  asOf: daySchema.nullable(),
  issuedAt: instantSchema,
  expiresAt: instantSchema,
  bytes: z.int().min(1),
  chunkBytes: z.int().min(1),
  chunks: z.array(sha256Schema).min(1),
  customers: z.int().min(0),
  /** Of all rows, as `digest.ts` has it: 16 hex digits. */
  digest: z.string().regex(/^[0-9a-f]{16}$/),
});
export type PackManifest = z.output<typeof packManifestSchema>;
