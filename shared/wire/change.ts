// GET /v1/changes?since=N: signed changes N+1, N+2 ... each applied in one transaction.
import { z } from 'zod';
import { codeSchema, instantSchema } from '#shared/model/fields.ts';
import { signedSchema } from './signed.ts';

/**
 * `policy`, `catalog`, `branch`, `beliefs`, `effect` and `points-lease` have one row each, with id `current`. Others:
 * `group` by kind and code, `lottery-lease` and `care` by id, `heard` and `erased` by customer, `settled` by day.
 */
export const entitySchema = z.enum([
  'branch',
  'staff',
  'gift',
  'catalog',
  'policy',
  'customer',
  'group',
  'beliefs',
  'care',
  'effect',
  'erased',
  'heard',
  'settled',
  'lottery-lease',
  'points-lease',
]);
export type Entity = z.infer<typeof entitySchema>;

/** A row to put, or with `doc: null` to take away. Ids of customers are decimal numbers. */
export const changeRowSchema = z.strictObject({
  entity: entitySchema,
  id: z.string().min(1).max(64),
  doc: z.unknown(),
});
export type ChangeRow = z.output<typeof changeRowSchema>;

export const changeHeadSchema = z.strictObject({
  kind: z.literal('change'),
  protocol: z.int(),
  branch: codeSchema,
  number: z.int().min(1),
  schema: z.int(),
  issuedAt: instantSchema,
  rows: z.int().min(1),
  /** Of the key that the rows are sealed with (`keys.ts`); null: in the open, by a hub of before. */
  epoch: z.int().min(0).nullable().prefault(null),
  /** SHA-256 (hex) of the compressed rows, before they were sealed. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Digest of the whole cache once this change is applied. */
  digest: z.string().regex(/^[0-9a-f]{16}$/),
});
export type ChangeHead = z.output<typeof changeHeadSchema>;

export const changesResponseSchema = z.strictObject({
  /** The newest number of the branch. */
  latest: z.int().min(0),
  changes: z.array(
    z.strictObject({
      head: signedSchema,
      /**
       * Base64 of gzip of lines of JSON, one ChangeRow a line, sorted by entity and id (customers by number): sealed, as
       * `epoch` of the head says, by AES-256-GCM with 12 bytes of nonce before it and 16 of tag behind.
       */
      rows: z.base64(),
    }),
  ),
});
export type ChangesResponse = z.output<typeof changesResponseSchema>;

/** HKDF's info for the key of the rows, from the pack key of the epoch. */
export const ROWS_INFO = 'counter-assist rows of a change';
export const ROWS_NONCE_BYTES = 12;

/** What is authenticated with the rows: they are of that change and no other. */
export const rowsOf = ({
  branch,
  number,
  epoch,
}: Pick<ChangeHead, 'branch' | 'number' | 'epoch'>): string => `${branch} ${number} ${epoch}`;
