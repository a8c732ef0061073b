// Visits of people whom the list does not have: folded from their events, and found again by the phone.
import { phoneKey } from '#shared/base/find/phone_key.ts';
import type { Uuid } from '#shared/base/id.ts';
import type { Fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { WalkInView } from '#shared/contract/view_customer.ts';
import { isSlip } from '#shared/engine/slip.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { LedgerEvent } from '#shared/model/event.ts';
import type { Purpose } from '#shared/model/visit.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { customersWithPhone } from './customers.ts';
import { eventsOfPhone, type RecordedEvent } from './events.ts';

export type WalkIn = {
  readonly visit: Uuid;
  /** In normal form. */
  readonly phone: string;
  readonly purpose: Purpose;
  readonly intended: Fen | null;
  /** The highest amount that was asked about in this visit and stands; null: none. */
  readonly confirmed: Fen | null;
  readonly finished: {
    readonly event: Uuid;
    readonly at: Instant;
    readonly day: Day;
    readonly prepaid: Fen | null;
  } | null;
};

type WalkInEvent = Extract<LedgerEvent, { readonly kind: `walk-in.${string}` }>;

const isOfWalkIn = <E extends { readonly kind: string }>(
  event: E,
): event is Extract<E, { readonly kind: `walk-in.${string}` }> => event.kind.startsWith('walk-in.');

/** Asked at every step of every visit: one look into an index. */
export const isWalkIn = (ledger: ReadableDB, visit: string): boolean =>
  ledger.get(sql`
    select sequence from event where visit = ${visit} and kind = 'walk-in.started' limit 1`) !==
  undefined;

/** @param events of one visit that stand, in order. Undefined when it is no walk-in's. */
export function foldWalkIn(events: readonly RecordedEvent[]): WalkIn | undefined {
  let words: WalkInEvent['payload'] | undefined;
  let finished: WalkIn['finished'] = null;
  let confirmed: Fen | null = null;
  for (const event of events) {
    if (!isOfWalkIn(event)) continue;
    const { askedBack } = event.payload;
    const amount =
      event.kind === 'walk-in.finished' ? event.payload.prepaid : event.payload.intended;
    if (askedBack !== undefined && (amount ?? 0) > (confirmed ?? 0)) confirmed = amount;
    if (event.kind !== 'walk-in.finished') words = event.payload;
    if (event.kind === 'walk-in.finished') {
      const { id, at, day, payload } = event;
      finished = { event: id, at, day, prepaid: payload.prepaid };
    }
  }
  if (words === undefined) return undefined;
  const { visit, phone, purpose, intended } = words;
  return { visit, phone, purpose, intended, confirmed, finished };
}

/**
 * Of a customer, by visit, what this device recorded before the list had them. Nothing when somebody else has the
 * number too, or had it on that day.
 */
function ownVisits(
  ledger: ReadableDB,
  cache: ReadableDB,
  { phone: written, since }: Customer,
): readonly (readonly WalkInEvent[])[] {
  const phone = phoneKey(written);
  const events = eventsOfPhone(ledger, phone).filter(isOfWalkIn);
  if (events.length === 0 || customersWithPhone(cache, phone).length > 1) return [];
  const had = events.filter(({ day }) => since === null || since <= day);
  const visits = new Set(had.map(({ payload }) => payload.visit));
  return [...visits].map((visit) => had.filter(({ payload }) => payload.visit === visit));
}

/** Finished ones, the oldest first. */
export const walkInsHere = (
  ledger: ReadableDB,
  cache: ReadableDB,
  customer: Customer,
): readonly WalkInView[] =>
  ownVisits(ledger, cache, customer).flatMap((events) => {
    const walkIn = foldWalkIn(events);
    if (walkIn === undefined || walkIn.finished === null) return [];
    const { visit, purpose, finished } = walkIn;
    return [{ visit, at: finished.at, purpose, prepaid: finished.prepaid }];
  });

/** The last day on which the customer complained here as a walk-in, slips left out; null: never. */
export function lastComplaintAsWalkIn(
  ledger: ReadableDB,
  cache: ReadableDB,
  customer: Customer,
  today: Day,
): Day | null {
  const days = ownVisits(ledger, cache, customer).flatMap((events) =>
    events.flatMap((event, index) => {
      if (event.payload.purpose !== 'complaint' || event.day > today) return [];
      const later = events
        .slice(index + 1)
        .map(({ at, payload }) => ({ at, purpose: payload.purpose }));
      return isSlip(event, later) ? [] : [event.day];
    }),
  );
  return days.toSorted().at(-1) ?? null;
}
