// Care: whom to greet, remind or visit, and on which day.
import { addDays, type Day, day, daysBetween } from '#shared/base/month.ts';
import { compareText } from '#shared/base/compare.ts';
import { hashText } from '#shared/base/random.ts';
import type { Care } from '#shared/model/care.ts';
import type { Customer, Score } from '#shared/model/customer.ts';
import type { CarePolicy } from '#shared/model/policy.ts';
import { isOptedOut } from '../consent.ts';
import { contractEndsOn } from '../plausible.ts';

/**
 * To whom wants nothing recommended, no greeting and no visit is owed either; the notice of the end of their contract
 * is a duty.
 */
export const isCareOwed = (
  kind: Care['kind'],
  customer: Pick<Customer, 'optedOut' | 'consent'>,
): boolean => kind === 'contract-end' || !isOptedOut(customer);

/** What care asks of a customer. */
export type CaredFor = Pick<
  Customer,
  'id' | 'optedOut' | 'consent' | 'blacklisted' | 'contractEnd' | 'file'
>;

/**
 * All care that falls due in the `days` days from `from`, in the order of ids. The same customer and day give the same
 * ids, whatever the span: spans may overlap.
 *
 * Nothing for the blacklisted and those who left for fraud or non-payment; for those who opted out what `isCareOwed`
 * says.
 */
export function careOfCustomer(
  customer: CaredFor,
  score: Pick<Score, 'valueGroup' | 'risks'> | null,
  policy: CarePolicy,
  from: Day,
  days: number,
): readonly Care[] {
  if (customer.blacklisted === true || score?.risks.includes('involuntary')) return [];
  const found = [
    ...expiryReminders(customer, policy),
    ...greetings(customer, policy, from, days),
    ...(score?.valueGroup === 'full-service' ? visits(customer.id, policy, from, days) : []),
  ];
  const until = addDays(from, days);
  const inSpan = new Map<string, Care>();
  for (const care of found) {
    if (care.due < from || care.due >= until || !isCareOwed(care.kind, customer)) continue;
    inSpan.set(care.id, care);
  }
  return [...inSpan.values()].toSorted((a, b) => compareText(a.id, b.id));
}

function expiryReminders(customer: CaredFor, policy: CarePolicy): Care[] {
  const { id } = customer;
  const contractEnd = contractEndsOn(customer);
  if (contractEnd === null) return [];
  return policy.expiryDays.map((before) => {
    const due = addDays(contractEnd, -before);
    return {
      id: `${due}.${id}.contract-end`,
      customer: id,
      due,
      kind: 'contract-end',
      keyDate: null,
      about: contractEnd,
    };
  });
}

function greetings(
  { id, file }: CaredFor,
  { keyDateDays }: CarePolicy,
  from: Day,
  days: number,
): Care[] {
  const firstYear = yearOf(addDays(from, keyDateDays));
  const lastYear = yearOf(addDays(from, keyDateDays + days));
  const found: Care[] = [];
  for (const { kind, on } of file?.keyDates ?? []) {
    for (let year = firstYear; year <= lastYear; year += 1) {
      const about = dayOfYear(year, on);
      const due = addDays(about, -keyDateDays);
      found.push({
        id: `${due}.${id}.${kind}`,
        customer: id,
        due,
        kind: 'key-date',
        keyDate: kind,
        about,
      });
    }
  }
  return found;
}

const yearOf = (value: Day): number => Number(value.slice(0, 4));

/** `MM-DD` in that year; a day that the year does not have (29 February) is the last one of its month. */
function dayOfYear(year: number, on: string): Day {
  const month = Number(on.slice(0, 2));
  const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const date = Math.min(Math.max(1, Number(on.slice(3))), lastOfMonth);
  return day(`${String(year).padStart(4, '0')}-${on.slice(0, 2)}-${String(date).padStart(2, '0')}`);
}

const EPOCH = day('2020-01-01');

/** One in every `visitEveryDays` days, each customer on a day of its own by a hash, so that they spread evenly. */
function visits(id: number, { visitEveryDays }: CarePolicy, from: Day, days: number): Care[] {
  const own = hashText(`home-visit.${id}`) % visitEveryDays;
  const past = (daysBetween(EPOCH, from) - own) % visitEveryDays;
  const found: Care[] = [];
  for (
    let ahead = past <= 0 ? -past : visitEveryDays - past;
    ahead < days;
    ahead += visitEveryDays
  ) {
    const due = addDays(from, ahead);
    found.push({
      id: `${due}.${id}.home-visit`,
      customer: id,
      due,
      kind: 'home-visit',
      keyDate: null,
      about: null,
    });
  }
  return found;
}
