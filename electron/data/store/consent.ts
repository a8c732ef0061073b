// What a customer said last at the branch about being recommended anything.
import type { Instant } from '#shared/base/month.ts';
import { laterConsent } from '#shared/engine/consent.ts';
import type { Consent, Customer } from '#shared/model/customer.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

type Row = { readonly optedOut: 0 | 1; readonly at: Instant };

/** The customer with the later word of two: HQ's document tells the last that HQ heard from any device, and when. */
export function withOwnConsent<T extends Pick<Customer, 'id' | 'consent'>>(
  ledger: ReadableDB,
  customer: T,
): T {
  const consent = laterConsent(customer.consent, lastConsentHere(ledger, customer.id));
  return consent === customer.consent ? customer : { ...customer, consent };
}

/** At this device or, as HQ or they told, at the branch's others; null when nothing was said. */
function lastConsentHere(ledger: ReadableDB, customer: number): Consent | null {
  const row = ledger.get<Row>(sql`
    select json_extract(payload, '$.optedOut') as optedOut, at, id
    from standing
    where kind = 'consent.changed' and customer = ${customer}
    union all
    select json_extract(payload, '$.optedOut'), at, id
    from told_standing
    where kind = 'consent.changed' and customer = ${customer}
    order by at desc, id desc
    limit 1`);
  return row === undefined ? null : { optedOut: row.optedOut === 1, at: row.at };
}
