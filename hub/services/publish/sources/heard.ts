// The branch's memory: what each customer answered in the last 60 days, over all devices of the branch.
import { dayOfInstant } from '#shared/base/month.ts';
import type { Json } from '#shared/base/canonical.ts';
import { readHeard } from '#hub/db/heard.ts';
import type { Source } from './source.ts';

const DAY_MS = 86_400_000;
/** The longest rest that the contact policy knows. */
const HEARD_MS = 60 * DAY_MS;
/** A promise that is a week overdue is remembered no longer. */
const OVERDUE_DAYS = 7;

export const heardSource: Source = async (tx, branch, now) =>
  (
    await readHeard(tx, branch, now - HEARD_MS, dayOfInstant(now - OVERDUE_DAYS * DAY_MS, 'UTC'))
  ).map((heard) => [String(heard.customer), heard as Json] as const);
