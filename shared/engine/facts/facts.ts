// What the engine knows of a customer: one record computed from HQ's document, the same at the hub and at the counter.
import { fen, type Fen } from '#shared/base/money.ts';
import { type Day, daysBetween, monthIndex, monthOfDay, addDays } from '#shared/base/month.ts';
import { compareText } from '#shared/base/compare.ts';
import {
  type Customer,
  LIVES_ALONE,
  OUTSIDE_MODEL,
  type Score,
  type UsageMonth,
} from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import { optedOutOrNull } from '../consent.ts';
import { everyMonth } from '../every_month.ts';
import { knownOf, latestInARow, meanOfKnown, sumOfAll, usesNothing } from '../known_use.ts';
import { ageOn, contractEndsOn, hasContractOn, joinedOn } from '../plausible.ts';
import { openRisks } from '../score/risks.ts';
import {
  countOf,
  daysBetweenTopUps,
  largestTopUp,
  monthsSinceTopUp,
  topUpRegularity,
  usualTopUp,
} from './facts_top_up.ts';
import { isFalling } from './facts_trend.ts';

const KB_IN_MB = 1024;
const spend = (row: UsageMonth): number | null => row.spend;
const voice = (row: UsageMonth): number | null => row.voiceMinutes;
const data = (row: UsageMonth): number | null => row.dataKb;
/** Holdings with such a code are campaigns that the customer took part in. */
const CAMPAIGN_PREFIX = 'promo-';

/**
 * @param customer as HQ publishes it; months oldest first
 * @param householdSize customers of the household, this one included; of no moment without a household
 * @param today business day of the branch
 *
 * Means are taken over the known figures of the months that the document holds, rounded half up; trends need all, and
 * what lasts until today needs the latest. What only the moment of a decision knows is left open: `level` and
 * `holdValue` are null, labels are those of the score. See `factsForDecision`.
 */
export function factsOfCustomer(customer: Customer, householdSize: number, today: Day): Facts {
  const { plan, score } = customer;
  const months = everyMonth(customer.months);
  const last3 = months.slice(-3);
  const before3 = months.length >= 6 ? months.slice(-6, -3) : [];
  const joined = joinedOn(customer);
  const contractEnd = contractEndsOn(customer);
  const daysToContractEnd = contractEnd === null ? null : daysBetween(today, contractEnd);
  const facts: Facts = {
    age: ageOn(customer, today),
    tenureMonths: joined === null ? null : wholeMonthsBetween(joined, today),
    arpu3: fenOrNull(meanOfKnown(last3, spend)),
    arpu12: fenOrNull(meanOfKnown(months, spend)),
    mou3: roundOrNull(meanOfKnown(last3, voice)),
    dou3: mbOrNull(meanOfKnown(last3, data)),
    spendTrend: trend(last3, before3, spend),
    voiceTrend: trend(last3, before3, voice),
    dataTrend: trend(last3, before3, data),
    spendFalls: falls(months, spend),
    voiceFalls: falls(months, voice),
    dataFalls: falls(months, data),
    overPlan: fenOrNull(meanAbove(last3, spend, plan?.monthlyFee ?? null)),
    overData: mbOrNull(meanAbove(last3, data, plan?.dataKb ?? null)),
    overVoice: roundOrNull(meanAbove(last3, voice, plan?.voiceMinutes ?? null)),
    usualTopUp: usualTopUp(months),
    maxTopUp: largestTopUp(months),
    topUpsPerMonth: twoDecimals(meanOfKnown(months, countOf)),
    daysBetweenTopUps: daysBetweenTopUps(months),
    topUpRegularity: topUpRegularity(months),
    monthsSinceTopUp: monthsSinceTopUp(months),
    balance: customer.balance,
    arrears: customer.arrears,
    points: customer.points,
    planFee: plan === null ? null : plan.monthlyFee,
    planVoiceMinutes: plan === null ? null : plan.voiceMinutes,
    planDataMb: mbOrNull(plan?.dataKb ?? null),
    daysToContractEnd,
    hasContract: hasContractOn(customer, today),
    monthsSilent: latestInARow(months, (row) => usesNothing(row, customer)),
    monthsNotBilled: latestInARow(months, (row) => (row.spend === null ? null : row.spend === 0)),
    monthsOfData: customer.months.length,
    daysSinceComplaint:
      customer.lastComplaint === null
        ? null
        : Math.max(0, daysBetween(customer.lastComplaint, today)),
    householdSize: sizeOfHousehold(customer, householdSize),
    campaigns: campaignsOf(customer),
    daysToKeyDate:
      customer.file === null || customer.file.keyDates.length === 0
        ? null
        : Math.min(...customer.file.keyDates.map(({ on }) => daysToKeyDate(on, today))),
    ...holdingsOn(customer, today),
    ...factsOfScore(score),
    holdValue: null,
    level: null,
    optedOut: optedOutOrNull(customer),
    blacklisted: score?.risks.includes('involuntary') === true ? true : customer.blacklisted,
    dataAge: Math.max(0, daysBetween(customer.asOf, today)),
  };
  const open = score === null ? [] : openRisks(facts, months);
  return open.length === 0 ? facts : { ...facts, openRisks: open };
}

function sizeOfHousehold({ household }: Customer, size: number): number | null {
  if (household === null) return null;
  return household === LIVES_ALONE ? 1 : size;
}

/** What is in force; an ended one is told of, and not held. */
function holdingsOn(
  { holdings, holdingsTold: told }: Customer,
  today: Day,
): Pick<Facts, 'holdings' | 'toldHoldings'> {
  if (holdings.length === 0 && told?.length === 0) return { holdings: null };
  const inForce = holdings.filter(({ until }) => until === null || until >= today);
  return {
    holdings: codesOf(inForce),
    ...(told === undefined
      ? {}
      : { toldHoldings: [...new Set([...told, ...codesOf(holdings)])].toSorted(compareText) }),
  };
}

const codesOf = (holdings: Customer['holdings']): readonly string[] =>
  [...new Set(holdings.map(({ code }) => code))].toSorted(compareText);

const isCampaign = (code: string): boolean => code.startsWith(CAMPAIGN_PREFIX);

function campaignsOf({ holdings, holdingsTold: told }: Customer): number | null {
  const count = holdings.filter(({ code }) => isCampaign(code)).length;
  return count === 0 && told !== undefined && !told.some(isCampaign) ? null : count;
}

type ScoreFacts = Pick<
  Facts,
  | 'valueGroup'
  | 'stage'
  | 'risks'
  | 'labels'
  | 'consumptionGroup'
  | 'behaviourGroup'
  | 'churnChance'
  | 'lifetimeValue'
  | 'potentialValue'
>;

/** What `hub score` found out, in the words of rules. */
export const factsOfScore = (score: Score | null): ScoreFacts => ({
  valueGroup: score?.valueGroup ?? null,
  stage: score?.stage ?? null,
  risks: score?.risks.toSorted(compareText) ?? null,
  labels: (score?.labels ?? []).toSorted(compareText),
  consumptionGroup: score?.consumption ?? null,
  behaviourGroup: score?.behaviour ?? null,
  churnChance: percentOrNull(score?.churn?.chance),
  lifetimeValue: score?.lifetime?.current ?? null,
  // HQ's own value does not say it.
  potentialValue:
    score?.lifetime?.model === OUTSIDE_MODEL ? null : (score?.lifetime?.potential ?? null),
});

/** Percent by which the last three months' sum differs from the three before; null from zero or with a gap. */
function trend(
  last3: readonly UsageMonth[],
  before3: readonly UsageMonth[],
  value: (row: UsageMonth) => number | null,
): number | null {
  const before = sumOfAll(before3, value);
  const last = sumOfAll(last3, value);
  if (before === null || last === null || before <= 0) return null;
  return Math.round((last / before - 1) * 100);
}

/** Over the months that tell; null where the latest does not: a fall of long ago need not go on. */
function falls(
  months: readonly UsageMonth[],
  of: (row: UsageMonth) => number | null,
): boolean | null {
  const latest = months.at(-1);
  return latest === undefined || of(latest) === null ? null : isFalling(knownOf(months, of));
}

function wholeMonthsBetween(from: Day, to: Day): number {
  const months = monthIndex(monthOfDay(to)) - monthIndex(monthOfDay(from));
  return Math.max(0, months - (to.slice(8) < from.slice(8) ? 1 : 0));
}

/** Mean of what lies above a plan's limit, of the months that are known; null where the limit is not. */
const meanAbove = (
  rows: readonly UsageMonth[],
  value: (row: UsageMonth) => number | null,
  limit: number | null,
): number | null =>
  limit === null
    ? null
    : meanOfKnown(rows, (row) => {
        const figure = value(row);
        return figure === null ? null : Math.max(0, figure - limit);
      });

const roundOrNull = (value: number | null): number | null =>
  value === null ? null : Math.round(value);
const mbOrNull = (kb: number | null): number | null =>
  kb === null ? null : Math.round(kb / KB_IN_MB);
const fenOrNull = (value: number | null): Fen | null =>
  value === null ? null : fen(Math.round(value));
const twoDecimals = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 100) / 100;
/** One decimal. */
const percentOrNull = (share: number | undefined): number | null =>
  share === undefined ? null : Math.round(share * 1000) / 10;

/**
 * Days from `today` to the next return of `on` (`MM-DD`), 0 today. 29 February is kept on the 28th of common years,
 * and a day that its month never has on that month's last.
 */
export function daysToKeyDate(on: string, today: Day): number {
  const year = Number(today.slice(0, 4));
  const thisYear = keyDateOfYear(on, year);
  return daysBetween(today, thisYear >= today ? thisYear : keyDateOfYear(on, year + 1));
}

function keyDateOfYear(on: string, year: number): Day {
  const first = `${String(year).padStart(4, '0')}-${on.slice(0, 2)}-01` as Day;
  const nextMonth = new Date(Date.UTC(year, Number(on.slice(0, 2)), 1)).toISOString().slice(0, 10);
  const days = daysBetween(first, nextMonth as Day);
  return addDays(first, Math.max(1, Math.min(days, Number(on.slice(3)))) - 1);
}
