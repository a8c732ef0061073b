// Where rows for the branches come from, besides customers: one function for each kind of record.
import type { Json } from '#shared/base/canonical.ts';
import type { Database } from '#hub/db/database.ts';

/**
 * Reads, writes nothing: one publication may ask twice, and both answers must be the same.
 * @param now UTC ms
 * @returns ids, unlike each other, with their documents
 */
export type Source = (
  tx: Database,
  branch: string,
  now: number,
) => Promise<readonly (readonly [id: string, doc: Json])[]>;
