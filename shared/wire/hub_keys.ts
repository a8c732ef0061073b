// HQ has other keys: said with those of before, so that a device which knows these follows.
import { z } from 'zod';
import { publicKeysSchema } from './public_keys.ts';
import { signedSchema } from './signed.ts';

/** The body of a document that is signed with the key of before. */
export const hubKeysSchema = z.strictObject({
  kind: z.literal('hub-keys'),
  protocol: z.int(),
  /** How often the secret was rotated: 1, 2 ... */
  number: z.int().min(1),
  /** The key that signs this. */
  before: z.base64().max(200),
  keys: publicKeysSchema,
});
export type HubKeys = Readonly<z.output<typeof hubKeysSchema>>;

/** The last rotation alone: who missed two of them is not led on. */
export const successionSchema = z.array(signedSchema).max(1);

/** On a stick, for whoever reads a letter that is signed with the new key. */
export const HUB_KEYS_FILE = 'hq.keys';
export const hubKeysFileSchema = z.strictObject({ succession: successionSchema });
