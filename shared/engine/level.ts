// The level of a customer (S15): told by a year's spend or by months on the network; the highest that holds.
import { compareBy, compareNumber } from '../base/compare.ts';
import type { Facts } from '../model/facts.ts';
import type { Level, Policy } from '../model/policy.ts';

type LevelFacts = Pick<Facts, 'arpu12' | 'monthsOfData' | 'tenureMonths'>;

/** Fewer months say too little about a year. */
export const LEVEL_MONTHS = 6;

/** HQ's levels, the lowest first, whatever their order in the policy. */
export const levelsUpward = (policy: Pick<Policy, 'levels'>): readonly Level[] =>
  policy.levels.toSorted(
    compareBy(
      (a, b) => compareNumber(a.fromSpend, b.fromSpend),
      (a, b) => compareNumber(a.fromMonths, b.fromMonths),
    ),
  );

/** Fen a month over the year of data; null where fewer than six months are known. */
export const yearlySpend = (facts: LevelFacts): number | null =>
  facts.monthsOfData < LEVEL_MONTHS ? null : facts.arpu12;

/** A level that asks for nothing belongs to everybody; what is not known never gives one. */
export const holdsLevel = (level: Level, facts: LevelFacts): boolean =>
  (yearlySpend(facts) ?? 0) >= level.fromSpend || (facts.tenureMonths ?? 0) >= level.fromMonths;

/** Null where HQ has no levels, or none holds. */
export const levelOfFacts = (facts: LevelFacts, policy: Pick<Policy, 'levels'>): Level | null =>
  levelsUpward(policy).findLast((level) => holdsLevel(level, facts)) ?? null;
