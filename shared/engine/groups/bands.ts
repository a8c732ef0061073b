// The two group models, 27 groups each, by bands: HQ sets those in the policy; these hold until it does.
import { type Currency, perFen } from '#shared/base/money.ts';
import type { Bands, Limits, Policy } from '#shared/model/policy.ts';
import type { Facts } from '#shared/model/facts.ts';
import { type Day, monthIndex, monthOfDay } from '#shared/base/month.ts';
import type { Customer } from '#shared/model/customer.ts';
import { everyMonth } from '../every_month.ts';
import { meanOfKnown, sumOfAll } from '../known_use.ts';
import { countOf, meanTopUp, monthsSinceTopUp, monthsWithoutTopUp } from '../facts/facts_top_up.ts';

type Band = 1 | 2 | 3;

const GB = 1024;

/**
 * Money in fen (minor units) and data in MB, a month each; recency in months, frequency in times a month.
 *
 * Age 35 and 60: the source calls those under 35 young; 60 is where China's law on the elderly begins.
 * Yuan: 50 and 100 a month, 5 and 20 GB are the thirds of 5,433 customers of Beijing (49.6 and 95 yuan, 6.5 and
 * 18.2 GB), rounded to amounts that people know from plans. Coming once a month is the rhythm of the bill, twice is
 * more than it asks for. 50 yuan is what the trade's own example comes with, 100 what the first rung asks.
 * Rupees: thirds of 1,000 prepaid customers of 2014 (116 and 270 a month, 4 and 7.5 top-ups of 26 and 55 each),
 * rounded; of data the first limit parts those without any, the second those with it in half.
 * Recency 1 and 3: in the month of the data; in one of the two before; in none of the three, which for a prepaid
 * number is on the way out.
 */
export const DEFAULT_BANDS = {
  CNY: {
    age: [35, 60],
    arpu: [5_000, 10_000],
    dou: [5 * GB, 20 * GB],
    recency: [1, 3],
    frequency: [1, 2],
    value: [5_000, 10_000],
  },
  INR: {
    age: [35, 60],
    arpu: [12_000, 27_000],
    dou: [1, 300],
    recency: [1, 3],
    frequency: [4, 7],
    value: [2_500, 5_500],
  },
} satisfies Partial<Record<Currency, Bands>>;

/** Where nobody has measured: those of yuan by what money buys. */
export function bandsOf(policy: Policy | null, currency: Currency): Bands {
  const measured: Partial<Record<Currency, Bands>> = DEFAULT_BANDS;
  const { CNY } = DEFAULT_BANDS;
  const perYuan = perFen(currency);
  const inMoney = ([low, high]: Limits): [number, number] => [low * perYuan, high * perYuan];
  return (
    policy?.bands[currency] ??
    measured[currency] ?? { ...CNY, arpu: inMoney(CNY.arpu), value: inMoney(CNY.value) }
  );
}

/** 1 below the first limit, 2 from the first, 3 from the second. */
const bandOf = (value: number, [low, high]: Limits): Band =>
  value >= high ? 3 : value >= low ? 2 : 1;

/** By age x ARPU x DOU, `A2R1D3`; null when one of the three is not known: a guess would spoil the portrait of a group. */
export function consumptionGroup(
  { age, arpu3, dou3 }: Pick<Facts, 'age' | 'arpu3' | 'dou3'>,
  bands: Bands,
): string | null {
  if (age === null || arpu3 === null || dou3 === null) return null;
  return `A${bandOf(age, bands.age)}R${bandOf(arpu3, bands.arpu)}D${bandOf(dou3, bands.dou)}`;
}

/** Visits to counters that HQ knows of, up to a customer's last day of data and at most twelve months back. */
export type VisitHabit = {
  readonly last: Day;
  readonly count: number;
  /** Months over which visits were recorded. */
  readonly months: number;
  /** Mean prepayment of the visits that brought one, fen; null without such a visit. */
  readonly meanPrepaid: number | null;
};

/**
 * By recency x frequency x value of visits, `R3F1V2`; recency 3 is the latest. By recorded visits where there are any,
 * their value by the top-ups where no visit tells an amount; else by months with top-ups. Without either: the lowest
 * group once enough of the latest months are known to be without, else null; null also where the source does not count
 * the top-ups, or their money.
 */
export function behaviourGroup(
  { asOf, months: onRecord }: Pick<Customer, 'asOf' | 'months'>,
  visits: VisitHabit | null,
  bands: Bands,
): string | null {
  const months = everyMonth(onRecord);
  const paid = meanTopUp(months) ?? (sumOfAll(months, (row) => row.topUp) === 0 ? 0 : null);
  if (visits !== null) {
    const since = monthIndex(monthOfDay(asOf)) - monthIndex(monthOfDay(visits.last));
    const value = visits.meanPrepaid ?? paid;
    return value === null ? null : code(since, visits.count / visits.months, value, bands);
  }
  const since = monthsSinceTopUp(months);
  if (since === null) return monthsWithoutTopUp(months) >= bands.recency[1] ? 'R1F1V1' : null;
  const perMonth = meanOfKnown(months, countOf);
  return perMonth === null || paid === null ? null : code(since, perMonth, paid, bands);
}

function code(monthsSince: number, perMonth: number, value: number, bands: Bands): string {
  const recency = (4 - bandOf(monthsSince, bands.recency)) as Band;
  return `R${recency}F${bandOf(perMonth, bands.frequency)}V${bandOf(value, bands.value)}`;
}
