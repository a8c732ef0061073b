// Gathers what the engine is given: the customer's facts, and the moment with stock and past answers.
import type { Day, Instant } from '#shared/base/month.ts';
import type { Fen } from '#shared/base/money.ts';
import { factsOfCustomer } from '#shared/engine/facts.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { DecisionContext, PastAnswer } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { Purpose } from '#shared/model/visit.ts';
import type { ReadableDB } from '../db/driver.ts';
import type { CacheView } from '../store/cache.ts';
import { type HouseholdMember, readCustomer, readHousehold } from '../store/customers.ts';
import { answersOfCustomer } from '../store/history.ts';
import { drawnByGift, giftsLeft } from '../store/stock.ts';

export const HISTORY_ANSWERS = 100;
const HOUSEHOLD_LIMIT = 12;

export type KnownCustomer = {
  readonly customer: Customer;
  /** The customer too; empty for one who lives alone. */
  readonly household: readonly HouseholdMember[];
  readonly facts: Facts;
};

export function knowCustomer(cache: ReadableDB, id: number, today: Day): KnownCustomer | undefined {
  const customer = readCustomer(cache, id);
  if (customer === undefined) return undefined;
  const household =
    customer.household === null ? [] : readHousehold(cache, customer.household, HOUSEHOLD_LIMIT);
  const facts = factsOfCustomer(customer, Math.max(1, household.length), today);
  return { customer, household, facts };
}

export type Moment = {
  readonly customer: number;
  readonly purpose: Purpose;
  readonly intended: Fen | null;
  readonly now: Instant;
};

/** Answers of the visit itself are left out when it decides anew: they are not the past. */
export function contextOf(
  ledger: ReadableDB,
  cache: CacheView,
  moment: Moment,
  exceptVisit: string | null,
): DecisionContext {
  const { branch, gifts, catalog } = cache.contents;
  const time = cache.timeOf(moment.now);
  const families = new Map(catalog.offers.map((offer) => [offer.id, offer.family]));
  const left = giftsLeft(gifts, drawnByGift(ledger));
  return {
    customer: moment.customer,
    purpose: moment.purpose,
    intended: moment.intended,
    today: time.day,
    weekday: time.weekday,
    minuteOfDay: time.minuteOfDay,
    currency: branch.currency,
    stock: Object.fromEntries([...left].map(([gift, count]) => [gift, Math.max(0, count)])),
    history: answersOfCustomer(ledger, moment.customer, HISTORY_ANSWERS)
      .filter((row) => row.visit !== exceptVisit)
      .map((row): PastAnswer => ({
        offer: row.offer,
        family: families.get(row.offer) ?? 'unknown',
        answer: row.answer,
        at: row.at,
        laterOn: row.laterOn,
      })),
  };
}
