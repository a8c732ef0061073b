// Gathers what the engine is given: the customer's facts, and the moment with stock and past answers.
import type { Day, Instant } from '#shared/base/month.ts';
import { type Fen, ZERO_FEN } from '#shared/base/money.ts';
import { factsForDecision } from '#shared/engine/known.ts';
import { isMemberDay } from '#shared/engine/points.ts';
import { type Customer, LIVES_ALONE } from '#shared/model/customer.ts';
import type { DecisionContext, PastAnswer } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { ReadableDB } from '../db/driver.ts';
import type { CacheView } from '../store/cache.ts';
import {
  type HouseholdMember,
  othersSpend,
  readCustomer,
  readHousehold,
} from '../store/customers.ts';
import { withOwnConsent } from '../store/consent.ts';
import { giftCounts } from '../store/gift_share.ts';
import { answersOfBranch } from '../store/heard.ts';
import { type Changing, lastComplaintAtBranch } from '../store/complaints.ts';
import { ticketsLeft } from '../store/lottery.ts';
import { spentPoints } from '../store/points.ts';
import { arePointsKnown } from '../store/put_back.ts';
import { giftsOfCustomer } from '../store/stock.ts';
import type { Visit } from '../store/visits.ts';
import { lastComplaintAsWalkIn } from '../store/walk_ins.ts';

export const HISTORY_ANSWERS = 100;
const HOUSEHOLD_LIMIT = 12;

export type KnownCustomer = {
  /** HQ's record, with what the branch heard since. */
  readonly customer: Customer;
  /** The customer too; empty for one who lives alone. */
  readonly household: readonly HouseholdMember[];
  readonly linked: Linked;
  readonly facts: Facts;
};

/** The others of the household: how many, and what they spend a month together. */
type Linked = { readonly count: number; readonly monthlySpend: Fen };

/** The branch as one device knows it. */
export type Place = {
  readonly ledger: ReadableDB;
  readonly cache: CacheView;
  readonly device: string;
};

/** @param changing a visit whose purpose is being put right */
export function knowCustomer(
  place: Place,
  id: number,
  today: Day,
  changing: Changing | null = null,
): KnownCustomer | undefined {
  const { cache, ledger } = place;
  const published = readCustomer(cache.reader, id);
  if (published === undefined) return undefined;
  const here = { device: place.device, today };
  const heard = lastComplaintAtBranch(ledger, cache.reader, id, here, changing);
  const customer: Customer = {
    ...withOwnConsent(ledger, published),
    lastComplaint: later(
      later(published.lastComplaint, heard),
      lastComplaintAsWalkIn(ledger, cache.reader, published, today),
    ),
  };
  const number = customer.household ?? LIVES_ALONE;
  const household =
    number === LIVES_ALONE ? [] : readHousehold(cache.reader, number, HOUSEHOLD_LIMIT);
  const others = Math.max(0, household.length - 1);
  const linked =
    others === 0
      ? { count: 0, monthlySpend: ZERO_FEN }
      : { count: others, monthlySpend: othersSpend(cache.reader, number, id) };
  const { policy, branch, pointsLease } = cache.contents;
  const facts = factsForDecision({
    customer,
    householdSize: Math.max(1, household.length),
    today,
    catalog: cache.catalog(),
    policy,
    currency: branch.currency,
    linkedSpend: linked.monthlySpend,
    pointsSpent: arePointsHere(place) ? spentPoints(ledger, id, pointsLease?.counted ?? 0) : 0,
  });
  return { customer, household, linked, facts };
}

const later = (one: Day | null, other: Day | null): Day | null =>
  one === null || (other !== null && other > one) ? other : one;

/** One device of the branch lets customers spend points, if it knows what it let them spend before. */
function arePointsHere({ ledger, cache, device }: Place): boolean {
  const lease = cache.contents.pointsLease;
  return lease?.device === device && arePointsKnown(ledger, lease);
}

/** What a visit is decided by, beside what is known of its customer. */
export type VisitWords = Pick<Visit, 'visit' | 'customer' | 'purpose' | 'intended'>;

/** Answers of the visit itself are left out when it is decided anew: they are not the past. */
export function contextOf(place: Place, words: VisitWords, now: Instant): DecisionContext {
  const { ledger, cache, device } = place;
  const { branch, catalog, policy, lotteryLeases } = cache.contents;
  const time = cache.timeOf(now);
  const families = new Map(catalog.offers.map((offer) => [offer.id, offer.family]));
  return {
    customer: words.customer,
    purpose: words.purpose,
    intended: words.intended,
    today: time.day,
    weekday: time.weekday,
    minuteOfDay: time.minuteOfDay,
    currency: branch.currency,
    isPrivilegeDay: branch.privilegeWeekday === time.weekday,
    isMemberDay: isMemberDay(policy.points, time.day),
    pointsHere: arePointsHere(place),
    stock: stockFor(words.customer, place, time.day),
    tickets: ticketsLeft(
      ledger,
      lotteryLeases.filter((lease) => lease.device === device),
      time.day,
    ),
    history: answersOfBranch(ledger, cache.reader, words.customer, device, HISTORY_ANSWERS)
      .filter((row) => row.visit !== words.visit)
      .map((row): PastAnswer => ({
        offer: row.offer,
        family: families.get(row.offer) ?? 'unknown',
        answer: row.answer,
        at: row.at,
        laterOn: row.laterOn,
      })),
  };
}

/** By gift, what may be handed to this customer here: none of what was given today, since the finish would refuse it. */
function stockFor(customer: number, { ledger, cache }: Place, today: Day): Record<string, number> {
  const given = giftsOfCustomer(ledger, customer, today);
  return Object.fromEntries(
    [...giftCounts(ledger, cache.contents.gifts)].map(([gift, { here }]) => [
      gift,
      given.has(gift) ? 0 : here,
    ]),
  );
}
