// What each number word can be at all: whole or not, from where to where, and whether it can be unknown.
import type { CONTEXT_WORDS } from '#shared/engine/fact_dictionary.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import { ALL_NUMBERS, between, type NumberSet, wholeNumbers } from './number_set.ts';

type NumberNames = {
  [K in keyof Facts]-?: Extract<Facts[K], number> extends never ? never : K;
}[keyof Facts];
/** Flags and lists; of `labels`, `risks` and `holdings` single codes can be open. */
type OpenNames = Exclude<
  {
    [K in keyof Facts]-?: NonNullable<Facts[K]> extends boolean | readonly string[] ? K : never;
  }[keyof Facts],
  'labels' | 'openLabels' | 'openRisks' | 'toldHoldings'
>;
type Nullable<T> = null extends T ? true : false;

export type NumberDomain = {
  readonly set: NumberSet;
  readonly isWhole: boolean;
  readonly canBeUnknown: boolean;
};

const whole = <N extends boolean>(low: number, canBeUnknown: N) => ({
  set: wholeNumbers(between(low, Infinity)),
  isWhole: true,
  canBeUnknown,
});
const percent = { set: between(0, 100), isWhole: false, canBeUnknown: true } as const;
/** From nothing (-100) to any multiple. */
const change = { set: between(-100, Infinity), isWhole: false, canBeUnknown: true } as const;
/** Figures that may be below zero: an account in debt, a contract that has ended. */
const anyWhole = { set: ALL_NUMBERS, isWhole: true, canBeUnknown: true } as const;
const any = { set: ALL_NUMBERS, isWhole: false, canBeUnknown: true } as const;

/** The compiler holds `canBeUnknown` to the model: what can be null there can be unknown here. */
const factDomains = {
  age: anyWhole,
  tenureMonths: whole(0, true),
  arpu3: anyWhole,
  arpu12: anyWhole,
  mou3: any,
  dou3: any,
  spendTrend: change,
  voiceTrend: change,
  dataTrend: change,
  overPlan: anyWhole,
  overData: any,
  overVoice: any,
  usualTopUp: anyWhole,
  maxTopUp: any,
  topUpsPerMonth: { set: between(0, Infinity), isWhole: false, canBeUnknown: true },
  daysBetweenTopUps: { set: between(0, Infinity), isWhole: false, canBeUnknown: true },
  topUpRegularity: percent,
  monthsSinceTopUp: whole(0, true),
  balance: anyWhole,
  arrears: anyWhole,
  points: anyWhole,
  planFee: anyWhole,
  planVoiceMinutes: whole(0, true),
  planDataMb: any,
  daysToContractEnd: anyWhole,
  monthsSilent: whole(0, true),
  monthsNotBilled: whole(0, true),
  monthsOfData: whole(0, false),
  daysSinceComplaint: whole(0, true),
  householdSize: whole(1, true),
  campaigns: whole(0, true),
  daysToKeyDate: whole(0, true),
  churnChance: percent,
  lifetimeValue: anyWhole,
  potentialValue: anyWhole,
  holdValue: anyWhole,
  dataAge: whole(0, false),
} as const satisfies {
  readonly [K in NumberNames]: NumberDomain & { readonly canBeUnknown: Nullable<Facts[K]> };
};

/** Words of the moment, and the property of the context that each one is. */
const contextDomains = {
  intended: whole(0, true),
  weekday: {
    set: wholeNumbers(between(1, 7)),
    isWhole: true,
    canBeUnknown: false as Nullable<DecisionContext['weekday']>,
  },
} as const satisfies Readonly<Partial<Record<keyof typeof CONTEXT_WORDS, NumberDomain>>>;

const DOMAINS: Readonly<Record<string, NumberDomain>> = { ...factDomains, ...contextDomains };

const FRACTIONS: ReadonlySet<string> = new Set<NumberNames>(['topUpsPerMonth', 'churnChance']);

/** Whether it has figures after the point: CEL would call it a double, the others int. */
export const hasFractions = (word: string): boolean => FRACTIONS.has(word);

/** A word that is not listed may be anything. */
export const numberDomain = (word: string): NumberDomain => DOMAINS[word] ?? any;

const openFacts = {
  spendFalls: true,
  voiceFalls: true,
  dataFalls: true,
  hasContract: true,
  holdings: true,
  risks: true,
  optedOut: true,
  blacklisted: true,
} as const satisfies { readonly [K in OpenNames]: Nullable<Facts[K]> };

const OPEN: ReadonlySet<string> = new Set(['labels', ...Object.keys(openFacts)]);

/** Whether a flag can be unknown, or what a list has. */
export const canBeOpen = (word: string): boolean => OPEN.has(word);

/** Words of text that the moment always knows. */
export const isTextAlwaysKnown = (word: string): boolean =>
  word === 'currency' || word === 'context.purpose';
