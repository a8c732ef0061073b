// The audit log of a day as the manager reads it: searches, and who was looked at.
import type { Instant } from '#shared/base/month.ts';
import type { LookUpAction } from '#shared/model/look_up.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

export type LookedAt = {
  readonly sequence: number;
  readonly at: Instant;
  readonly staff: string;
  readonly action: 'search' | LookUpAction;
  /** Null: a search, or somebody who is not in the list. */
  readonly customer: number | null;
  /** Why it went beyond HQ's budget; null: it did not. */
  readonly reason: string | null;
  readonly approvedBy: string | null;
  /** Of a search: how many were found. */
  readonly hits: number | null;
};

/** From the first instant on, before the second; the oldest first. */
export const lookedAtBetween = (
  ledger: ReadableDB,
  from: Instant,
  to: Instant,
): readonly LookedAt[] =>
  ledger.all<LookedAt>(sql`
    select sequence, at, staff, action, customer,
      json_extract(detail, '$.reason') as reason,
      json_extract(detail, '$.manager') as approvedBy,
      json_extract(detail, '$.hits') as hits
    from audit
    where action in ('search', 'open', 'reveal', 'file') and at >= ${from} and at < ${to}
      and staff is not null
    order by at, sequence`);
