// Complaints that this branch heard itself: HQ's record learns of them much later (S16).
import type { Day, Instant } from '#shared/base/month.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

/** A purpose that is put right so soon was a slip of the finger. */
const SLIP_MS = 60_000;

/** A visit that is being changed now: its event is not in the ledger yet. */
export type Changing = { readonly visit: string; readonly at: Instant };

/** The last day on which the customer came to complain; null: never, as far as this device knows. */
export const lastComplaintHere = (
  ledger: ReadableDB,
  customer: number,
  changing: Changing | null,
): Day | null =>
  ledger.get<{ day: Day }>(sql`
    select complaint.day
    from event as complaint
    where complaint.customer = ${customer}
      and complaint.kind in ('visit.started', 'visit.changed')
      and json_extract(complaint.payload, '$.purpose') = 'complaint'
      and not (
        complaint.visit = ${changing?.visit ?? ''}
        and ${changing?.at ?? 0} - complaint.at < ${SLIP_MS}
      )
      and not exists (
        select 1 from event as next
        where next.visit = complaint.visit
          and next.sequence > complaint.sequence
          and next.kind = 'visit.changed'
          and json_extract(next.payload, '$.purpose') <> 'complaint'
          and next.at - complaint.at < ${SLIP_MS}
      )
    order by complaint.at desc
    limit 1`)?.day ?? null;
