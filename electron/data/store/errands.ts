// Whether somebody had an errand: the branch recorded more of them than that they were looked at. A budget asks for more
// than a list does: a question about a bill is an errand, and can be made of anybody who is looked at.
import type { Day } from '#shared/base/month.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

/**
 * This member of staff recorded one at this computer, on the day or later: a visit that took money or gave something, an
 * answer to a sentence that was said, an opt-out, care. One question a kind, so that each finds its
 * index by customer; care has one by day alone.
 */
export const hasServed = (
  ledger: ReadableDB,
  staff: string,
  customer: number,
  since: Day,
): boolean =>
  ledger.get<{ found: number }>(sql`
    select
      exists (select 1 from standing where kind = 'visit.finished'
        and customer = ${customer} and day >= ${since} and staff = ${staff}
        and (payload ->> 'prepaid' > 0 or payload ->> '$.gifts[0]' is not null))
      or exists (select 1 from standing where kind = 'answer.recorded'
        and customer = ${customer} and day >= ${since} and staff = ${staff}
        and payload ->> 'answer' <> 'not-said')
      or exists (select 1 from standing where kind = 'consent.changed'
        and customer = ${customer} and day >= ${since} and staff = ${staff})
      or exists (select 1 from standing where kind = 'care.done'
        and customer = ${customer} and day >= ${since} and staff = ${staff}) as found`)?.found ===
  1;

/**
 * Ending a visit as it began, a top-up without money or gift, is none, nor is a sentence noted as not said: both can be
 * made of anybody who was only looked at.
 */
const IS_ERRAND = sql`customer is not null and (
    kind in ('consent.changed', 'care.done')
    or kind = 'answer.recorded' and payload ->> 'answer' <> 'not-said'
    or kind = 'visit.finished' and (payload ->> 'purpose' <> 'top-up'
      or payload ->> 'prepaid' > 0 or payload ->> '$.gifts[0]' is not null))`;

/** Of these customers those with an errand on the day, at this computer or, as far as it was told, at another one of the branch. */
export function customersWithErrand(
  ledger: ReadableDB,
  day: Day,
  customers: readonly number[],
): ReadonlySet<number> {
  // Of nobody there is nothing to be read, on a day of thousands of visits too.
  if (customers.length === 0) return new Set();
  const among = JSON.stringify(customers);
  const rows = ledger.all<{ customer: number }>(sql`
    select customer from standing
    where day = ${day} and kind in ('visit.finished', 'answer.recorded', 'consent.changed', 'care.done')
      and customer in (select value from json_each(${among})) and ${IS_ERRAND}
    union
    select customer from told_standing
    where day = ${day} and kind in ('visit.finished', 'answer.recorded', 'consent.changed', 'care.done')
      and customer in (select value from json_each(${among})) and ${IS_ERRAND}`);
  return new Set(rows.map(({ customer }) => customer));
}
