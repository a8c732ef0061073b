// The level of a customer: told by a year's spend or by months on the network; the highest that holds, and what the next one takes.
import { compareBy, compareNumber } from '#shared/base/compare.ts';
import { type Currency, fen, formatMoney } from '#shared/base/money.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { Level, Policy } from '#shared/model/policy.ts';
import type { LocalText } from '#shared/model/text.ts';

type LevelFacts = Pick<Facts, 'arpu12' | 'monthsOfData' | 'tenureMonths'>;

/** Fewer months say too little about a year. */
const LEVEL_MONTHS = 6;

/** HQ's levels, the lowest first, whatever their order in the policy. */
const levelsUpward = (policy: Pick<Policy, 'levels'>): readonly Level[] =>
  policy.levels.toSorted(
    compareBy(
      (a, b) => compareNumber(a.fromSpend, b.fromSpend),
      (a, b) => compareNumber(a.fromMonths, b.fromMonths),
    ),
  );

/** Fen a month over the year of data; null where fewer than six months are known. */
const yearlySpend = (facts: LevelFacts): number | null =>
  facts.monthsOfData < LEVEL_MONTHS ? null : facts.arpu12;

/** A level that asks for nothing belongs to everybody; what is not known never gives one. */
export const holdsLevel = (level: Level, facts: LevelFacts): boolean =>
  (yearlySpend(facts) ?? 0) >= level.fromSpend || (facts.tenureMonths ?? 0) >= level.fromMonths;

/** Null where HQ has no levels, or none holds. */
export const levelOfFacts = (facts: LevelFacts, policy: Pick<Policy, 'levels'>): Level | null =>
  levelsUpward(policy).findLast((level) => holdsLevel(level, facts)) ?? null;

/** Null at the top, and where HQ has no levels. */
export function nextLevel(
  facts: LevelFacts,
  policy: Pick<Policy, 'levels'>,
  currency: Currency,
): { readonly level: Level; readonly needs: LocalText } | null {
  const levels = levelsUpward(policy);
  const present = levelOfFacts(facts, policy);
  const level = present === null ? levels[0] : levels[levels.indexOf(present) + 1];
  return level === undefined ? null : { level, needs: needsOf(level, facts, currency) };
}

function needsOf(level: Level, facts: LevelFacts, currency: Currency): LocalText {
  const ways = [spendNeeded(level, facts, currency), monthsNeeded(level, facts)];
  return {
    zh: ways.map(({ zh }) => zh).join('，或者'),
    en: ways.map(({ en }) => en).join(', or '),
  };
}

function spendNeeded(level: Level, facts: LevelFacts, currency: Currency): LocalText {
  const spend = yearlySpend(facts);
  const amount = (value: number) => ({
    zh: formatMoney(fen(Math.ceil(value)), currency, 'zh-CN'),
    en: formatMoney(fen(Math.ceil(value)), currency, 'en'),
  });
  const whole = amount(level.fromSpend);
  if (spend === null) {
    return {
      zh: `月均消费满${whole.zh}（满${LEVEL_MONTHS}个月起算）`,
      en: `an average spend of ${whole.en} a month (after ${LEVEL_MONTHS} months)`,
    };
  }
  const missing = amount(level.fromSpend - spend);
  return {
    zh: `月均消费满${whole.zh}，还差${missing.zh}`,
    en: `an average spend of ${whole.en} a month (${missing.en} more)`,
  };
}

function monthsNeeded(level: Level, { tenureMonths }: LevelFacts): LocalText {
  const months = level.fromMonths;
  if (tenureMonths === null) {
    return { zh: `在网满${months}个月`, en: `${months} months with us` };
  }
  const missing = months - tenureMonths;
  return {
    zh: `在网满${months}个月，还差${missing}个月`,
    en: `${months} months with us (${missing} more)`,
  };
}
