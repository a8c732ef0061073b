// Complaints that this branch heard itself, at any device: HQ's record learns of them much later.
import { compareText, descending } from '#shared/base/compare.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import { isSlip, type PurposeChange } from '#shared/engine/slip.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql, type Sql } from '../db/sql.ts';
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
  const own = lastComplaint(ledger, sql`event`, customer, today, changing);
  const told = lastComplaint(ledger, sql`told_event`, customer, today, null);
  const others = heardElsewhere(cache, customer, device)
    .complaints.map(({ day }) => day)
    .filter((day) => day <= today);
  return (
    [own, told, ...others].filter((day) => day !== null).toSorted(descending(compareText))[0] ??
    null
  );
}

type Row = {
  readonly visit: string;
  readonly at: Instant;
  readonly day: Day;
  /** JSON of what followed in the same visit. */
  readonly changes: string;
};

/** @param events of this device, or of the branch's other windows as HQ or they told since the last publication */
function lastComplaint(
  ledger: ReadableDB,
  events: Sql,
  customer: number,
  today: Day,
  changing: Changing | null,
): Day | null {
  const rows = ledger.all<Row>(sql`
    select complaint.visit, complaint.at, complaint.day,
      (
        select json_group_array(
          json_object('at', next.at, 'purpose', json_extract(next.payload, '$.purpose')))
        from ${events} as next
        where next.visit = complaint.visit
          and next.sequence > complaint.sequence
          and next.kind = 'visit.changed'
      ) as changes
    from ${events} as complaint
    where complaint.customer = ${customer}
      and complaint.kind in ('visit.started', 'visit.changed')
      and json_extract(complaint.payload, '$.purpose') = 'complaint'
      and complaint.day <= ${today}
    order by complaint.at desc`);
  return lastMeant(rows, changing);
}

function lastMeant(rows: readonly Row[], changing: Changing | null): Day | null {
  const meant = rows.find((row) => {
    const changes = JSON.parse(row.changes) as PurposeChange[];
    if (changing?.visit === row.visit) changes.push({ at: changing.at, purpose: null });
    return !isSlip(row, changes);
  });
  return meant?.day ?? null;
}
