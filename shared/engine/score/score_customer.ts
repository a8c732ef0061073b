// A customer's score: groups, stage, risks, labels, chance to leave and lifetime value, as of the last day of data.
import { compareText } from '#shared/base/compare.ts';
import { type Currency, type Fen, ZERO_FEN } from '#shared/base/money.ts';
import type { ChurnModel } from '#shared/model/churn_model.ts';
import {
  type Churn,
  type Customer,
  type Lifetime,
  OUTSIDE_MODEL,
  type Score,
  type Stage,
  type UsageMonth,
  type ValueGroup,
} from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { LifetimeModel } from '#shared/model/lifetime_model.ts';
import type { Policy } from '#shared/model/policy.ts';
import { churnOfCustomer } from '../churn/churn_of_customer.ts';
import type { Leaving } from '../churn/leaver.ts';
import { everyMonth } from '../every_month.ts';
import { factsOfCustomer, factsOfScore } from '../facts/facts.ts';
import { bandsOf, behaviourGroup, consumptionGroup, type VisitHabit } from '../groups/bands.ts';
import { HOUSEHOLD_LABEL } from '../household.ts';
import { type CompiledLabels, labelsOf } from '../rules/labels.ts';
import { knownOf } from '../known_use.ts';
import { lifetimeOfCustomer } from '../value/lifetime.ts';
import { risksOfFacts } from './risks.ts';
import {
  DECLINE_PERCENT,
  NEW_MONTHS,
  SHORT_DECLINE_PERCENT,
  thresholdsOf,
  type Thresholds,
  USE_DECLINE_PERCENT,
  YOUNG_AGE,
} from '../thresholds.ts';

export type Home = {
  /** Customers of the household, this one included; 1 when alone. */
  readonly size: number;
  /** Who pays: of several, the one with the most top-ups over the months of data. */
  readonly isHead: boolean;
  /** Null or left out where HQ knows of no visits. */
  readonly visits?: VisitHabit | null;
  /** The chance to leave that another model of HQ's says; it takes the place of ours. */
  readonly outsideChance?: number | null;
  /** The value group, and the value to come, that other models of HQ's say; they take the place of ours. */
  readonly outsideGroup?: ValueGroup | null;
  readonly outsideValue?: Fen | null;
  /** What HQ's files say of leaving; nothing when left out. */
  readonly leaving?: Leaving | undefined;
};

export type ScoreOptions = {
  readonly currency: Currency;
  /** For its bands and the figures of its retention; defaults without. */
  readonly policy: Policy | null;
  /** Label rules of the catalog in force. */
  readonly labels: CompiledLabels | null;
  readonly churn: ChurnModel | null;
  /** Says nothing about customers who pay in another currency. */
  readonly lifetime: LifetimeModel | null;
};

/** Pure: the same customer, home and options give the same score, whatever the score was before. */
export function scoreCustomer(customer: Customer, home: Home, options: ScoreOptions): Score {
  const facts = factsOfCustomer({ ...customer, score: null }, home.size, customer.asOf);
  return scoreOfFacts(facts, customer, home, options);
}

function churnOf(customer: Customer, home: Home, { churn }: ScoreOptions): Churn | null {
  const chance = home.outsideChance ?? null;
  if (chance !== null) return { chance, model: OUTSIDE_MODEL, reasons: [] };
  return churn === null ? null : churnOfCustomer(customer, churn, home.leaving);
}

function lifetimeOf(
  customer: Customer,
  { outsideValue = null }: Home,
  { currency, lifetime, policy }: ScoreOptions,
): Lifetime | null {
  if (outsideValue !== null)
    return {
      historic: ZERO_FEN,
      current: outsideValue,
      potential: ZERO_FEN,
      months: 0,
      model: OUTSIDE_MODEL,
    };
  return lifetime?.currency === currency ? lifetimeOfCustomer(customer, lifetime, policy) : null;
}

/** @param facts of the customer without a score, on the last day of data */
export function scoreOfFacts(
  facts: Facts,
  customer: Customer,
  home: Home,
  options: ScoreOptions,
): Score {
  const { currency, policy } = options;
  const bands = bandsOf(policy, currency);
  const score: Score = {
    asOf: customer.asOf,
    valueGroup: home.outsideGroup ?? valueGroupOfFacts(facts, thresholdsOf(currency)),
    ...(home.outsideGroup ? { isGroupOutside: true as const } : {}),
    stage: stageOfFacts(facts, customer),
    risks: risksOfFacts(facts, everyMonth(customer.months)),
    labels: home.isHead ? [HOUSEHOLD_LABEL] : [],
    consumption: consumptionGroup(facts, bands),
    behaviour: behaviourGroup(customer, home.visits ?? null, bands),
    churn: churnOf(customer, home, options),
    lifetime: lifetimeOf(customer, home, options),
  };
  if (options.labels === null) return score;
  // Label rules may ask for all that was found before them.
  const found = { ...facts, ...factsOfScore(score) };
  const labels = [...score.labels, ...labelsOf(options.labels, found, {}).held];
  return { ...score, labels: labels.toSorted(compareText) };
}

/** One of four, by what a customer spends, does and has; null where what decides of these is not known. */
function valueGroupOfFacts(facts: Facts, limits: Thresholds): ValueGroup | null {
  const spend = facts.arpu3;
  if (spend === null) return null;
  if (spend >= limits.fullSpend) return 'full-service';
  if (spend >= limits.bundleSpend) {
    if (facts.holdings?.includes('bundle') === true) return 'full-service';
    const isTold = facts.holdings !== null && facts.toldHoldings?.includes('bundle') !== false;
    if (!isTold) return null;
  }
  if (spend < limits.middleSpend) return 'basic';
  if (facts.dou3 === null) return null;
  const isYoung = facts.age !== null && facts.age < YOUNG_AGE;
  const netizenFrom = isYoung ? limits.youngNetizenData : limits.netizenData;
  return facts.dou3 >= netizenFrom ? 'netizen' : 'new-video';
}

/**
 * Of a customer's life. Silence outweighs all; a new customer is new even while use goes down. Null: of neither use nor
 * spend a figure is known, or who would be mature may be silent or new for all that is known.
 */
function stageOfFacts(facts: Facts, customer: Customer): Stage | null {
  const { monthsSilent, tenureMonths, monthsOfData } = facts;
  if ((monthsSilent ?? 0) > 0) return 'silent';
  if (tenureMonths !== null && tenureMonths < NEW_MONTHS) return 'new';
  if (facts.arpu3 === null && facts.mou3 === null && facts.dou3 === null) return null;
  if (isDeclining(facts, everyMonth(customer.months))) return 'declining';
  // An operator that reports nobody's use goes by the money.
  const mayBeSilent = monthsSilent === null && customer.channels?.length !== 0;
  const mayBeNew = tenureMonths === null && monthsOfData < NEW_MONTHS;
  return mayBeSilent || mayBeNew ? null : 'mature';
}

function isDeclining(facts: Facts, months: readonly UsageMonth[]): boolean {
  if (facts.spendTrend !== null) {
    const usedLess = isUsedLess(facts, months);
    return usedLess || facts.spendTrend <= DECLINE_PERCENT;
  }
  const last = months.at(-1);
  const before = knownOf(months.slice(0, -1), ({ spend }) => spend);
  if (!last || last.spend === null || before.length < 2) return false;
  const mean = before.reduce((sum, spend) => sum + spend, 0) / before.length;
  return mean > 0 && (last.spend / mean - 1) * 100 <= SHORT_DECLINE_PERCENT;
}

/** Voice and data, or the one that is used; what is used and has no trend may be used as ever. */
function isUsedLess({ voiceTrend, dataTrend }: Facts, months: readonly UsageMonth[]): boolean {
  const trends = [
    [voiceTrend, (row: UsageMonth) => row.voiceMinutes],
    [dataTrend, (row: UsageMonth) => row.dataKb],
  ] as const;
  const used = trends.flatMap(([trend, of]) => {
    const isUsed = knownOf(months.slice(-6), of).some((value) => value > 0);
    return trend === null && !isUsed ? [] : [trend];
  });
  return used.length > 0 && used.every((trend) => trend !== null && trend <= USE_DECLINE_PERCENT);
}
