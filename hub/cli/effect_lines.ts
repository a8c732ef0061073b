// The figures of hub effect in words, and as CSV.
import { CURRENCIES } from '#shared/base/currencies.ts';
import { type Currency, minorUnits } from '#shared/base/money.ts';
import type { Result } from '#shared/base/result.ts';
import type { Effect, Interval, NoEffect } from '#hub/effect/estimate.ts';
import type { Clerk } from '#hub/effect/clerks.ts';
import type { Measured, Measurement } from '#hub/effect/measure.ts';
import type { Strategy } from '#hub/effect/strategies.ts';
import { formatCount } from './format.ts';

/** Whole numbers, and two decimals where they would hide it. */
const figure = (value: number): string => {
  const rounded = Number(value.toFixed(Math.abs(value) < 10 ? 2 : 1));
  return String(rounded === 0 ? 0 : rounded);
};

const between = ({ low, high }: Interval): string => `${figure(low)} and ${figure(high)}`;

/** What a figure is told in. @param scale from the outcome to that unit; fen to yuan: 0.01 */
export type Unit = { readonly scale: number; readonly name: string };

const unitOf = (currency: Currency): Unit => ({
  scale: 1 / minorUnits(currency),
  name: ` ${CURRENCIES[currency].unit.en}`,
});

/** One plain sentence. */
function effectSentence(result: Result<Effect, NoEffect>, { scale, name }: Unit): string {
  if (!result.ok) return refusalSentence(result.error);
  const { live, moreCustomers, effect } = result.value;
  const range = `${between({ low: live.low * scale, high: live.high * scale })}${name}`;
  const sure = live.low > 0 || live.high < 0;
  if (sure) return `between ${range} a customer`;
  // With an effect of almost nothing no number of customers would do.
  const more =
    moreCustomers === 0 || moreCustomers > 1_000_000 || effect === 0
      ? ''
      : `: about ${formatCount(moreCustomers)} more customers`;
  return `between ${range} a customer; not sure yet${more}`;
}

function refusalSentence(refusal: NoEffect): string {
  if (refusal.type === 'broken-lot') {
    const { participants, heldOut, expected, chance } = refusal;
    return `no figure: the lot is broken; ${formatCount(heldOut)} of ${formatCount(participants)} are held out, about ${formatCount(Math.round(expected))} should be (chance ${chance.toExponential(1)}): somebody is missing in one arm`;
  }
  const { said, heldOut, floor, moreCustomers } = refusal;
  const more =
    moreCustomers === null
      ? 'the lot holds nobody out'
      : `about ${formatCount(moreCustomers)} more customers`;
  return `no figure yet: ${formatCount(said)} heard it, ${formatCount(heldOut)} are held out, each must be ${formatCount(floor)}: ${more}`;
}

export function effectLines(name: string, result: Measured['result'], unit: Unit): string[] {
  const { scale } = unit;
  const first = `${name}: ${effectSentence(result, unit)}`;
  if (!result.ok) return [first];
  const { said, heldOut, effect, fixed, percent, cap, capped } = result.value;
  const share = percent === null ? '' : ` (${figure(percent)}%)`;
  return [
    first,
    `  ${formatCount(said.units)} heard it and brought ${figure(said.plain * scale)} each, ${formatCount(heldOut.units)} held out ${figure(heldOut.plain * scale)}; adjusted difference ${figure(effect * scale)}${share}`,
    `  closed once, 95%: ${between({ low: fixed.low * scale, high: fixed.high * scale })}; ${formatCount(capped)} above ${figure(cap * scale)} count as that`,
  ];
}

export function measurementLines({
  currency,
  basis,
  early,
  unlogged,
  spokenTo,
  days,
  all,
  groups,
  pooled,
  strategies,
  clerks,
}: Measurement): string[] {
  const unit = unitOf(currency);
  const money = `money of ${days} days after the first sentence, cost of accepted rungs deducted`;
  return [
    basis === 'log'
      ? `by the operator's top-up log: ${money}`
      : `preliminary, from the amounts recorded at the counters: ${money}`,
    ...(unlogged === 0
      ? []
      : [
          `  ${formatCount(unlogged)} customers are left out: the log of their branch begins later, or is missing`,
        ]),
    ...(early === 0
      ? []
      : [`  ${formatCount(early)} customers are left out: their ${days} days are not over`]),
    ...(spokenTo === 0
      ? []
      : [
          `  to ${formatCount(spokenTo)} of those held out a sentence was said within these days all the same; they are compared as the lot has it`,
        ]),
    ...effectLines(all.name, all.result, unit),
    ...groups.flatMap(({ name, result }) => effectLines(name, result, unit)),
    ...(pooled === null
      ? []
      : [
          `a branch like these: between ${between({ low: pooled.interval.low * unit.scale, high: pooled.interval.high * unit.scale })}${unit.name} a customer, mean ${figure(pooled.effect * unit.scale)}`,
          ...pooled.shrunk.map(
            ({ branch, effect }) =>
              `  ${branch}, drawn towards the others: ${figure(effect * unit.scale)}`,
          ),
        ]),
    ...(strategies ?? []).map((strategy) => strategyLine(strategy, unit, groups)),
    ...(clerks === null ? [] : clerkLines(clerks, unit)),
  ];
}

function strategyLine(
  { offer, metric, goal, found, interval, verdict }: Strategy,
  { name }: Unit,
  effects: readonly Measured[],
): string {
  const show = (value: number): string =>
    metric === 'uplift' ? `${figure(value)}${name}` : `${figure(100 * value)}%`;
  const seen =
    found === null || interval === null
      ? ''
      : ` found ${show(found)} (between ${show(interval.low)} and ${show(interval.high)}),`;
  const line = `strategy ${offer}: ${metric},${seen} goal ${show(goal)}: ${verdict}`;
  return verdict === 'no figure' ? `${line}: ${missingOf({ offer, metric }, effects)}` : line;
}

/** What there must be before the strategy has a figure. */
function missingOf(
  { offer, metric }: Pick<Strategy, 'offer' | 'metric'>,
  effects: readonly Measured[],
): string {
  switch (metric) {
    case 'accept-rate':
      return 'no yes and no no was recorded';
    case 'reach':
      return 'no answer was recorded';
    case 'retention':
      return 'no file told yet of the third month after it was first heard';
    case 'use':
      return 'no file told yet of the month after it was first heard';
    case 'uplift': {
      const result = effects.find(({ name }) => name === offer)?.result;
      return result === undefined || result.ok
        ? 'nobody heard it or was held out from it'
        : refusalSentence(result.error).replace(/^no figure( yet)?: /, '');
    }
  }
}

function clerkLines(clerks: readonly Clerk[], { scale, name }: Unit): readonly string[] {
  if (clerks.length === 0) return ['no clerk has an answer whose chance is known'];
  return [
    'clerks by staff number: yes in a hundred sentences, and money a sentence that asks for more than was meant, beyond what the customers they happened to get let expect',
    ...clerks.flatMap((clerk) => {
      const { branch, staff, said, yes, expected, beyond, stands } = clerk;
      const { asked, uplift, upliftExpected, upliftBeyond, upliftStands } = clerk;
      const counted = `${formatCount(yes)} yes of ${formatCount(said)}, ${figure(expected)} expected`;
      const drawn = beyond === null ? '' : `; between ${between(beyond.interval)}`;
      const money = `${figure(uplift * scale)}${name} of ${formatCount(asked)} sentences, ${figure(upliftExpected * scale)} expected`;
      const range =
        upliftBeyond === null ? '' : `; between ${between(scaled(upliftBeyond.interval, scale))}`;
      return [
        `  ${branch} ${staff}: ${counted}${drawn}: ${stands}`,
        ...(asked === 0 ? [] : [`    ${money}${range}: ${upliftStands}`]),
      ];
    }),
  ];
}

const scaled = ({ low, high }: Interval, scale: number): Interval => ({
  low: low * scale,
  high: high * scale,
});

/** Each strategy against its goal; `found` and its bounds are shares, of `uplift` whole units of money. */
export const strategyCsv = (strategies: readonly Strategy[]): readonly string[] => [
  'offer,metric,goal,found,low,high,verdict',
  ...strategies.map(({ offer, metric, goal, found, interval, verdict }) =>
    [
      quoted(offer),
      metric,
      goal,
      found ?? '',
      interval?.low ?? '',
      interval?.high ?? '',
      verdict,
    ].join(','),
  ),
];

/** Money in fen, or the like. */
export const clerkCsv = (clerks: readonly Clerk[]): readonly string[] => [
  'branch,staff,said,yes,expected,beyond,low,high,stands,asked,uplift,uplift_expected,uplift_beyond,uplift_low,uplift_high,uplift_stands',
  ...clerks.map((clerk) =>
    [
      quoted(clerk.branch),
      quoted(clerk.staff),
      clerk.said,
      clerk.yes,
      clerk.expected,
      ...beyondCells(clerk.beyond),
      clerk.stands,
      clerk.asked,
      clerk.uplift,
      clerk.upliftExpected,
      ...beyondCells(clerk.upliftBeyond),
      clerk.upliftStands,
    ].join(','),
  ),
];

const beyondCells = (beyond: Clerk['beyond']): readonly (number | string)[] =>
  beyond === null ? ['', '', ''] : [beyond.mean, beyond.interval.low, beyond.interval.high];

const HEADER =
  'name,heard,held_out,effect,standard_error,live_low,live_high,fixed_low,fixed_high,percent,more_customers,missing';

export const effectCsv = (measured: readonly Measured[]): readonly string[] => [
  HEADER,
  ...measured.map(({ name, result }) => {
    if (!result.ok) {
      const { error } = result;
      const said = error.type === 'below-floor' ? error.said : error.participants - error.heldOut;
      const more = error.type === 'below-floor' ? (error.moreCustomers ?? '') : '';
      return [quoted(name), said, error.heldOut, '', '', '', '', '', '', '', more, error.type].join(
        ',',
      );
    }
    const { said, heldOut, effect, standardError, live, fixed, percent, moreCustomers } =
      result.value;
    return [
      quoted(name),
      said.units,
      heldOut.units,
      ...[effect, standardError, live.low, live.high, fixed.low, fixed.high].map(String),
      percent ?? '',
      moreCustomers,
      '',
    ].join(',');
  }),
];

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
