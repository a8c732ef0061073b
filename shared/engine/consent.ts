// Who wants no recommendations: those whom HQ's own system has so, and those whose last word at a counter was no.
import type { Consent, Customer } from '#shared/model/customer.ts';

/** HQ's own yes always counts: a counter can only take back what was said at a counter. */
export const isOptedOut = ({
  optedOut,
  consent,
}: Pick<Customer, 'optedOut' | 'consent'>): boolean =>
  optedOut === true || (consent?.optedOut ?? false);

/** Null: HQ does not say, and nobody ever said anything at a counter. */
export const optedOutOrNull = (customer: Pick<Customer, 'optedOut' | 'consent'>): boolean | null =>
  customer.optedOut === null && customer.consent === null ? null : isOptedOut(customer);

/** Who says that this customer wants nothing recommended; null: nobody. */
export const optedOutBy = (
  customer: Pick<Customer, 'optedOut' | 'consent'>,
): 'hq' | 'counter' | null =>
  customer.optedOut === true ? 'hq' : isOptedOut(customer) ? 'counter' : null;

/** What was said later, by the clocks of the devices; at the same instant the first. */
export function laterConsent(first: Consent | null, second: Consent | null): Consent | null {
  if (first === null || second === null) return first ?? second;
  return second.at > first.at ? second : first;
}
