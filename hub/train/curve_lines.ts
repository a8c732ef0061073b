// The additive model in a terminal: each curve as a row of blocks, each pair by what it says most strongly.
import { compareBy, compareNumber, compareText, descending } from '#shared/base/compare.ts';
import type { AdditivePair, AdditiveTerm } from '#shared/model/additive_model.ts';
import type { AdditiveFit } from './additive_fit.ts';

/** Words of columns of kinds, by code. */
export type KindsOf = ReadonlyMap<string, readonly string[]>;

const WIDTH = 24;
const BLOCKS = [...'▁▂▃▄▅▆▇█'];

/** Those that reach furthest first. A whole block stands for the highest odds of the curve, none for its lowest. */
export function curveLines(
  { terms, pairs }: Pick<AdditiveFit, 'terms' | 'pairs'>,
  kindsOf: KindsOf = new Map(),
): readonly string[] {
  const wide = Math.max(...terms.map(({ code }) => code.length));
  return [
    ...[...terms].toSorted(furthestFirst).map((term) => {
      const kinds = kindsOf.get(term.code);
      const shape = kinds === undefined ? figuresText(term) : kindsText(term, kinds);
      const blank = term.blank === 0 ? '' : `, blank ${odds(term.blank)}`;
      return `${term.code.padEnd(wide)}  ${shape}${blank}`;
    }),
    ...pairs.map((pair) => `${pair.codes.join(' with ')}: ${cornerText(pair, kindsOf)}`),
  ];
}

const reachOf = ({ values, blank }: AdditiveTerm): number =>
  Math.max(...values, blank) - Math.min(...values, blank);

export const furthestFirst = compareBy<AdditiveTerm>(
  descending((a, b) => compareNumber(reachOf(a), reachOf(b))),
  (a, b) => compareText(a.code, b.code),
);

/** `12 ▇▅▃▁ 340`: from the lowest cut to the highest, steps of equal width. */
function figuresText({ cuts, values }: AdditiveTerm): string {
  if (cuts.length === 0) return 'level';
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const columns = Math.min(WIDTH, values.length);
  const blocks = Array.from({ length: columns }, (_, at) => {
    const value = values[
      Math.round((at * (values.length - 1)) / Math.max(1, columns - 1))
    ] as number;
    const height = high === low ? 0 : (value - low) / (high - low);
    return BLOCKS[Math.round(height * (BLOCKS.length - 1))];
  });
  return `${figure(cuts[0])} ${blocks.join('')} ${figure(cuts.at(-1))}, ${odds(low)} to ${odds(high)}`;
}

const kindsText = ({ values }: AdditiveTerm, kinds: readonly string[]): string =>
  kinds
    .map((kind, at) => ({ kind, value: values[at] ?? 0 }))
    .toSorted((a, b) => b.value - a.value)
    .map(({ kind, value }) => `${inShort(kind)} ${odds(value)}`)
    .join(', ');

/** Where the pair raises the odds most, and where it lowers them most. */
function cornerText({ codes, cuts, values }: AdditivePair, kindsOf: KindsOf): string {
  const cells = values.flatMap((row, a) => row.map((value, b) => ({ a, b, value })));
  const sorted = cells.toSorted((x, y) => y.value - x.value);
  return [sorted[0], sorted.at(-1)]
    .flatMap((cell) => cell ?? [])
    .map(
      ({ a, b, value }) =>
        `${odds(value)} at ${placeText(a, cuts[0], kindsOf.get(codes[0]))} and ${placeText(b, cuts[1], kindsOf.get(codes[1]))}`,
    )
    .join('; ');
}

/** @param place 0 the blanks, then between the cuts */
function placeText(
  place: number,
  cuts: readonly number[],
  kinds: readonly string[] | undefined,
): string {
  if (place === 0) return 'blank';
  if (kinds !== undefined) return inShort(kinds[place - 1] ?? '?');
  const [from, to] = [cuts[place - 2], cuts[place - 1]];
  if (from === undefined) return to === undefined ? 'any' : `under ${figure(to)}`;
  return to === undefined ? `${figure(from)} and more` : `${figure(from)} to ${figure(to)}`;
}

/** A cell may hold a page. */
const LONGEST_KIND = 40;

const inShort = (kind: string): string =>
  kind.length > LONGEST_KIND ? `${kind.slice(0, LONGEST_KIND - 1)}…` : kind;

const odds = (value: number): string => `x${Math.exp(value).toFixed(2)}`;
const figure = (value: number | undefined): string =>
  value === undefined ? '' : String(Number(value.toPrecision(4)));
