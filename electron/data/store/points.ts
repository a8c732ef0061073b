// Points that this device let customers spend and that HQ's figures do not know of yet.
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

/**
 * Spent in visits whose finish stands, by events after `counted`. What an undo takes back of events up to `counted`
 * comes back with HQ's next figures: until then the customer has too few points here, never too many.
 * @param counted the last event of this device that is in the points as published
 */
export function spentPoints(ledger: ReadableDB, customer: number, counted: number): number {
  const row = ledger.get<{ points: number }>(sql`
    select coalesce(sum(json_extract(spent.payload, '$.points')), 0) as points
    from event as spent
    join standing as finish on finish.id = json_extract(spent.payload, '$.finish')
    where spent.kind = 'points.spent'
      and spent.customer = ${customer}
      and spent.sequence > ${counted}`);
  return row?.points ?? 0;
}
