// Complaints that this branch heard itself, at any device: HQ's record learns of them much later (S16).
import { compareText, descending } from '#shared/base/compare.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import { SLIP_MS } from '#shared/model/visit.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { heardElsewhere } from './heard.ts';

/** A visit that is being changed now: its event is not in the ledger yet. */
export type Changing = { readonly visit: string; readonly at: Instant };

/**
 * The last day on which the customer came to complain at this branch; null: never, as far as this device knows. Its
 * own complaints come from its ledger only: HQ may still hold one that was a slip. A day to come is the word of a clock
 * that was wrong, and counts for nothing.
 */
export function lastComplaintAtBranch(
  ledger: ReadableDB,
  cache: ReadableDB,
  customer: number,
  { device, today }: { readonly device: string; readonly today: Day },
  changing: Changing | null,
): Day | null {
  const own = lastComplaintHere(ledger, customer, today, changing);
  const others = heardElsewhere(cache, customer, device)
    .complaints.map(({ day }) => day)
    .filter((day) => day <= today);
  return [...(own === null ? [] : [own]), ...others].toSorted(descending(compareText))[0] ?? null;
}

const lastComplaintHere = (
  ledger: ReadableDB,
  customer: number,
  today: Day,
  changing: Changing | null,
): Day | null =>
  ledger.get<{ day: Day }>(sql`
    select complaint.day
    from event as complaint
    where complaint.customer = ${customer}
      and complaint.kind in ('visit.started', 'visit.changed')
      and json_extract(complaint.payload, '$.purpose') = 'complaint'
      and complaint.day <= ${today}
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
