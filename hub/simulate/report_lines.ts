// A simulation in words and columns, for a terminal.
import { CURRENCIES } from '#shared/base/currencies.ts';
import { formatAmount, type Fen, type Currency, fen } from '#shared/base/money.ts';
import type {
  ComparisonReport,
  GroupReport,
  LeverReport,
  OfferReport,
  SimulationReport,
  VariantReport,
} from './report.ts';
import type { Counts } from './tally.ts';

const MOVES = 10;
const STAGES_SHOWN = 3;

export function simulationLines(report: SimulationReport, currency: Currency | null): string[] {
  const { customers, unscored, scene, variants, comparison, levers } = report;
  const money = moneyIn(currency);
  const intended =
    scene.intended === null || scene.intended === 'usual'
      ? (scene.intended ?? 'nothing')
      : money(scene.intended);
  const [one, two] = variants;
  return [
    `${count(customers)} customers on ${scene.day}, purpose ${scene.purpose}, meaning to prepay: ${intended}; beliefs ${report.beliefs}`,
    ...(unscored === 0 ? [] : [`  ${count(unscored)} are not scored: run hub score first`]),
    ...(one && !two ? variantLines(one, customers, money) : []),
    ...(one && two ? sideBySide(one, two, customers, money) : []),
    ...(one && two && comparison ? comparisonLines(comparison, one, two, customers) : []),
    ...(levers ? leverLines(levers, money) : []),
  ];
}

type Show = (amount: number) => string;

const moneyIn =
  (currency: Currency | null): Show =>
  (amount) =>
    `${amount < 0 ? '−' : ''}${currency === null ? '' : CURRENCIES[currency].sign}${formatAmount(wholeYuan(Math.abs(amount)), currency ?? 'CNY')}`;

/** Large sums need no cents. */
const wholeYuan = (amount: number): Fen =>
  fen(amount >= 100_000 ? Math.round(amount / 100) * 100 : Math.round(amount));

function variantLines(variant: VariantReport, customers: number, money: Show): string[] {
  const { served, sentences, first, upToThree } = variant;
  const each = served === 0 ? '0' : (sentences / served).toFixed(1);
  return [
    `catalog ${variant.catalog}, policy ${variant.policy}`,
    `  something to say: ${count(served)} (${percent(served, customers)}), ${each} sentences each`,
    `  nothing to say: ${count(customers - served)}${colon(shares(variant.silences, customers))}`,
    `  first sentence to each: expected gain ${money(first.gain)}, cost of yes ${money(first.cost)}, ` +
      `prepay asked ${money(first.prepay)}, ${money(first.aboveIntended)} above what they mean to`,
    `  up to three: expected gain ${money(upToThree.gain)}, cost of yes ${money(upToThree.cost)}`,
    '',
    ...table(
      ['offer', 'first', 'among 3', 'yes', 'gain first', 'gain', 'cost of yes', 'leaves at'],
      variant.offers.map((offer) => offerCells(offer, customers, money)),
    ),
    '',
    ...table(
      ['group', 'customers', 'hear one', 'gain each', 'nothing: the furthest stage of any offer'],
      variant.groups.map((group) => groupCells(group, money)),
    ),
  ];
}

const offerCells = (offer: OfferReport, customers: number, money: Show): string[] => [
  offer.offer,
  count(offer.first),
  count(offer.any),
  offer.chance === null ? '-' : `${(offer.chance * 100).toFixed(1)}%`,
  money(offer.firstGain),
  money(offer.gain),
  money(offer.cost),
  shares(withoutPresented(offer.stages), customers),
];

const withoutPresented = (stages: Counts): Counts =>
  Object.fromEntries(Object.entries(stages).filter(([stage]) => stage !== 'presented'));

const groupCells = (group: GroupReport, money: Show): string[] => [
  group.group,
  count(group.customers),
  percent(group.served, group.customers),
  money(group.customers === 0 ? 0 : group.firstGain / group.customers),
  shares(group.stages, group.customers),
];

function sideBySide(
  one: VariantReport,
  two: VariantReport,
  customers: number,
  money: Show,
): string[] {
  const row = (name: string, of: (variant: VariantReport) => number, show: Show): string[] => [
    name,
    show(of(one)),
    show(of(two)),
    signed(of(two) - of(one), show),
  ];
  return [
    '',
    ...table(
      ['', `A: ${one.name}`, `B: ${two.name}`, 'B less A'],
      [
        ['policy', one.policy, two.policy, ''],
        row('something to say', ({ served }) => served, count),
        row('nothing to say', ({ served }) => customers - served, count),
        row('sentences', ({ sentences }) => sentences, count),
        row('gain, first sentence', ({ first }) => first.gain, money),
        row('gain, up to three', ({ upToThree }) => upToThree.gain, money),
        row('cost of yes, first', ({ first }) => first.cost, money),
        row('cost of yes, up to three', ({ upToThree }) => upToThree.cost, money),
        row('prepay asked, first', ({ first }) => first.prepay, money),
      ],
    ),
    '',
    ...table(
      ['offer', 'first A', 'first B', 'B less A', 'gain A', 'gain B', 'B less A'],
      offersOfBoth(one, two).map(([a, b]) => [
        (a ?? b)?.offer ?? '',
        a ? count(a.first) : '-',
        b ? count(b.first) : '-',
        signed((b?.first ?? 0) - (a?.first ?? 0), count),
        a ? money(a.gain) : '-',
        b ? money(b.gain) : '-',
        signed((b?.gain ?? 0) - (a?.gain ?? 0), money),
      ]),
    ),
  ];
}

type Pair = readonly [OfferReport | undefined, OfferReport | undefined];

function offersOfBoth(one: VariantReport, two: VariantReport): readonly Pair[] {
  const inTwo = new Map(two.offers.map((offer) => [offer.offer, offer]));
  const inOne = new Set(one.offers.map(({ offer }) => offer));
  return [
    ...one.offers.map((offer): Pair => [offer, inTwo.get(offer.offer)]),
    ...two.offers.filter(({ offer }) => !inOne.has(offer)).map((offer): Pair => [undefined, offer]),
  ];
}

function comparisonLines(
  { same, other, onlyFirst, onlySecond, neither, moves }: ComparisonReport,
  one: VariantReport,
  two: VariantReport,
  customers: number,
): string[] {
  const told = (label: string, value: number): string =>
    `${label} ${count(value)} (${percent(value, customers)})`;
  const parts = [
    told('the same', same),
    told('another', other),
    told(`only with ${one.name}`, onlyFirst),
    told(`only with ${two.name}`, onlySecond),
    told('neither', neither),
  ];
  const shown = moves.slice(0, MOVES);
  return [
    '',
    `first sentence: ${parts.join(', ')}`,
    ...shown.map((move) => `  ${count(move.customers)} from ${move.from} to ${move.to}`),
    ...(moves.length > MOVES ? [`  and ${moves.length - MOVES} smaller moves`] : []),
  ];
}

function leverLines({ offers, first, upToThree }: LeverReport, money: Show): string[] {
  const names = offers.map(({ offer, lever }) => `${offer} at ${lever}`).join(', ');
  const line = (name: string, { without, with: gain, cost }: LeverReport['first']): string =>
    `  ${name}: ${money(without)} without, ${money(gain)} with; it costs ${money(cost)} (${percent(cost, without)})`;
  return [
    '',
    `opportunity cost of the lever (${names}), all gains told at 100:`,
    line('first sentence', first),
    line('up to three', upToThree),
  ];
}

/** Columns of their own width: the first from the left, figures from the right, a last wide one from the left. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const isText = (column: number): boolean =>
    column === 0 || /^(leaves|nothing)/.test(head[column] ?? '');
  return all.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isText(column) ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** `eligible 41.0%, arbitration 8.2%`: the largest. */
const shares = (counts: Counts, of: number): string =>
  Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, STAGES_SHOWN)
    .map(([name, value]) => `${name} ${percent(value, of)}`)
    .join(', ');

const colon = (text: string): string => (text === '' ? '' : `: ${text}`);
const percent = (part: number, of: number): string =>
  of === 0 ? '0%' : `${((100 * part) / of).toFixed(1)}%`;
const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
const signed = (value: number, show: Show): string => (value > 0 ? `+${show(value)}` : show(value));
