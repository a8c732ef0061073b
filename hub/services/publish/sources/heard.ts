// The branch's memory: what each customer answered in the last 60 days, over all devices of the branch.
import type { Json } from '#shared/base/canonical.ts';
import { readHeard } from '#hub/db/heard.ts';
import type { Source } from './source.ts';

/** The longest rest that the contact policy knows. */
const HEARD_MS = 60 * 86_400_000;

export const heardSource: Source = async (tx, branch, now) =>
  (await readHeard(tx, branch, now - HEARD_MS)).map(
    (heard) => [String(heard.customer), heard as Json] as const,
  );
