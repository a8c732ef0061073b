// Columns of text to columns of figures: numbers, days, kinds, and months that belong together.
import { DAY_MS } from '#shared/base/month.ts';
import { parseDay, parseMonth } from '#hub/import/dates.ts';
import { isWithComma, leanToComma, numberReader, unitReader } from './churn_file_numbers.ts';
import { monthsAmong } from './churn_file_months.ts';
import { logarithmOf, sumOf } from './churn_file_sums.ts';
import { codeOfKind } from './kinds.ts';
import type { RawColumn } from './logistic_columns.ts';

export type TextColumn = { readonly name: string; readonly cells: readonly string[] };
type LeftOut = { readonly name: string; readonly why: string };
/** Words in a column of numbers or days, read as blanks: the commonest first. */
type Stray = {
  readonly name: string;
  readonly cells: number;
  readonly words: readonly string[];
};
/** Of `kinds` words so many are told apart, the others are taken together. */
type Merged = { readonly name: string; readonly kinds: number; readonly told: number };
export type FileColumns = {
  readonly raw: readonly RawColumn[];
  readonly leftOut: readonly LeftOut[];
  readonly strays: readonly Stray[];
  readonly merged: readonly Merged[];
  /** Columns whose numbers have a comma before the fraction. */
  readonly commas: readonly string[];
  /** Taken for months of one figure: `calls_6 to calls_8`. */
  readonly months: readonly string[];
  /** Of what was made of several columns (a change, days since): the latest of them, by its code. */
  readonly sources: ReadonlyMap<string, string>;
};

/** Of more kinds than this the common ones are told apart, the others taken together. */
const MOST_KINDS = 20;
const MOST_COMMON = 250;
/** Rows of a kind that is told apart where there are many. */
const COMMON = 20;
/** Share of the cells whose kind must be told apart. */
const FEWEST_TOLD = 0.1;
const OTHER = '(other)';
/** A column is of numbers (or days) when so many of its cells are; `isOf` has the other ways. */
const MOSTLY = 0.9;
const FEW_STRAY = 0.05;

/**
 * - `arpu_6`, `arpu_7`, `arpu_8`: the last, the mean of those before, and the change between them as a
 *   logarithm in a unit of theirs; for these two a blank month is a month with nothing
 * - days: days before the latest day of the file; of days by month, the latest counts
 * - kinds (`One year`): places in a list of words
 * - numbers stay numbers, a blank stays a blank, and so does a word among numbers
 */
export const columnsOfFile = (columns: readonly TextColumn[]): FileColumns =>
  columnsOneByOne(columns, leanOf(columns));

/** How many columns more have a comma before the fraction than a point. */
export function leanOf(columns: Iterable<TextColumn>): number {
  let lean = 0;
  for (const { cells } of columns) lean += Math.sign(leanToComma(new Set(cells)));
  return lean;
}

/** No column is kept: of a wide table not all would have room together. @param lean as `leanOf` has it */
export function columnsOneByOne(columns: Iterable<TextColumn>, lean: number): FileColumns {
  const read: Read[] = [];
  for (const column of columns) read.push(readColumn(column, countsOf(column.cells), lean));
  const ofKind = <K extends Read['kind']>(kind: K) =>
    read.filter((column): column is Extract<Read, { kind: K }> => column.kind === kind);
  const families = familiesOf(ofKind('number'));
  const made = eachNamed([
    ...families.flatMap(figuresOfFamily),
    ...daysOfFamilies(familiesOf(ofKind('day'))),
    ...ofKind('kinds').map(({ name, values, kinds }) => ({ code: name, values, kinds })),
  ]);
  return {
    raw: made.map(({ code, values, kinds }) => ({ code, values, ...(kinds && { kinds }) })),
    sources: new Map(made.flatMap(({ code, of }) => (of === undefined ? [] : [[code, of]]))),
    leftOut: ofKind('none').map(({ name, why }) => ({ name, why })),
    strays: read.flatMap((column) => ('stray' in column && column.stray) || []),
    merged: ofKind('kinds').flatMap(({ merged }) => merged ?? []),
    months: families.flatMap(({ months }) =>
      months.length > 1 ? `${months[0]?.name} to ${months.at(-1)?.name}` : [],
    ),
    commas: ofKind('number').flatMap(({ name, hasCommas }) => (hasCommas ? name : [])),
  };
}

/** `of`: the latest column that it was made of, where it has another name. */
type MadeColumn = RawColumn & { readonly of?: string };

/** A file may have a column `calls before` beside its `calls_6` and `calls_7`, or one `plan=A` beside a `plan` that says A. */
function eachNamed(columns: readonly MadeColumn[]): readonly MadeColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let { code } = column;
    for (let number = 2; namesOf(column, code).some((name) => taken.has(name)); number += 1)
      code = `${column.code}#${number}`;
    for (const name of namesOf(column, code)) taken.add(name);
    return code === column.code ? column : { ...column, code };
  });
}

/** A model of straight lines has a column for each kind. */
const namesOf = ({ kinds }: RawColumn, code: string): readonly string[] => [
  code,
  ...(kinds === undefined ? [] : [...kinds, undefined].map((kind) => codeOfKind(code, kind))),
];

type Read =
  | {
      readonly kind: 'number' | 'day';
      readonly name: string;
      /** Days are counted from 1970. */
      readonly values: Float64Array;
      readonly stray: Stray | null;
      readonly hasCommas: boolean;
    }
  | {
      readonly kind: 'kinds';
      readonly name: string;
      readonly values: Float64Array;
      readonly kinds: readonly string[];
      readonly merged: Merged | null;
    }
  | { readonly kind: 'none'; readonly name: string; readonly why: string };
type Figures = Extract<Read, { kind: 'number' | 'day' }>;

type Counts = ReadonlyMap<string, number>;

function readColumn({ name, cells }: TextColumn, counts: Counts, lean: number): Read {
  if (counts.size === 0) return { kind: 'none', name, why: 'always blank' };
  const filled = sumOf(counts.values());
  if (counts.size === 1 && filled === cells.length)
    return { kind: 'none', name, why: 'always the same' };
  const plain = numberReader(counts.keys(), lean);
  // Few words with a unit, such as 4G and 5G, are kinds.
  const numberOf = counts.size > MOST_KINDS ? unitReader([...counts.keys()], plain) : plain;
  const stamps = stampReader(name, counts);
  const readings = [
    ['number', numberOf],
    ['day', stamps ?? dayReader(counts)],
  ] as const;
  for (const [kind, figureOf] of stamps !== null || areDays(counts)
    ? readings.toReversed()
    : readings) {
    const known = [...counts].filter(([word]) => figureOf(word) !== null);
    const share = sumOf(known.map(([, count]) => count)) / filled;
    if (!isOf(share, known.length, counts.size)) continue;
    if (kind === 'number' && isNumbering(name, cells, known))
      return { kind: 'none', name, why: 'another number in every row' };
    if (kind === 'number' && isCode(name, known)) {
      const kinds = kindsOf(name, cells, counts);
      if (kinds.kind === 'kinds' && toldShare(kinds) >= MOSTLY_TOLD) return kinds;
    }
    if (kind === 'number' && isAccount(name, known))
      return { kind: 'none', name, why: `${known.length} numbers that name somebody` };
    const values = Float64Array.from(cells, (cell) => figureOf(cell) ?? Number.NaN);
    const hasCommas = isWithComma(counts.keys(), lean) && known.some(([word]) => /[.,]/.test(word));
    return { kind, name, values, stray: strayOf(name, counts, figureOf), hasCommas };
  }
  return kindsOf(name, cells, counts);
}

/** Most cells; or of more words than kinds could be half of them, or all but few words that come often (`NULL`). */
const isOf = (share: number, known: number, words: number): boolean =>
  share >= MOSTLY || (known > MOST_KINDS && (share >= 0.5 || words - known <= FEW_STRAY * words));

function countsOf(cells: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const cell of cells) if (cell !== '') counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts;
}

const areWhole = (known: readonly Known[]): boolean =>
  known.every(([word]) => Number.isInteger(Number(word)));

type Known = readonly [word: string, count: number];

/** Every row has a number of its own. Use in bytes has too, but in no order, and many small ones beside few large. */
function isNumbering(name: string, cells: readonly string[], known: readonly Known[]): boolean {
  const rows = cells.length;
  if (known.length < rows || rows <= FEWEST_NUMBERS || !areWhole(known)) return false;
  const numbers = cells.map(Number);
  const rising = numbers.toSorted((a, b) => a - b);
  const inOrder = [rising, rising.toReversed()];
  if (inOrder.some((order) => order.every((number, at) => number === numbers[at]))) return true;
  return unevenness(rising) < EVEN || namesSomebody(name, known);
}

const FEWEST_NUMBERS = 50;
/** Numbers that were given one after another lie so evenly between the first and the last. */
const EVEN = 0.1;

/** How far at most the share of the numbers up to one is from its share of the way (Kolmogorov and Smirnov). */
function unevenness(rising: readonly number[]): number {
  const [first = 0, last = 0] = [rising[0], rising.at(-1)];
  return rising.reduce((furthest, number, at) => {
    const apart = Math.abs((number - first) / (last - first) - at / (rising.length - 1));
    return Math.max(furthest, apart);
  }, 0);
}
/** Of the rows that have one, so many have a number of their own: a customer may have two or three rows. */
const OWN_NUMBER = 0.3;
/** `minutes_mobile` and `charge_account` are use and money. */
const NAME_OF_NUMBER =
  /(?:^|[^a-z])(?:id|msisdn|(?:account|acct|phone|mobile)[ _-]?(?:no|num|number))(?:[ _-]?(?:no|num|number))?$|^(?:(?:customer|client|cust|user|subscriber|contact|home|work)[ _-])?(?:account|acct|phone|mobile)$|[a-z](?:ID|Id)$|(?:账|帐|编|工|户|卡|序)号$|号码$/;

/** Phones and accounts, some of them blank or in several rows: as long as each other, or named so. */
function isAccount(name: string, known: readonly Known[]): boolean {
  if (known.length <= FEWEST_NUMBERS || !areWhole(known)) return false;
  if (known.length < OWN_NUMBER * sumOf(known.map(([, count]) => count))) return false;
  return namesSomebody(name, known);
}

function namesSomebody(name: string, known: readonly Known[]): boolean {
  const [first = ''] = known[0] ?? [];
  const areAlike = first.length >= 9 && known.every(([word]) => word.length === first.length);
  return areAlike || NAME_OF_NUMBER.test(name) || NAME_OF_NUMBER.test(name.toLowerCase());
}

/** `20260713` is a number too. */
const areDays = (counts: Counts): boolean =>
  [...counts.keys()].every((word) => /^(?:19|20)\d{6}$/.test(word) && parseDay(word, 'auto'));

const NAME_OF_TIME =
  /time|date|stamp|epoch|(?:^|[ _])(?:ts|at|dt|seen|start|end)$|[a-z](?:At|Ts)$|时间|日期/i;
const [FROM, TO] = [Date.UTC(1990, 0, 1), Date.UTC(2050, 0, 1)];

/** Seconds or thousandths of a second since 1970, as programs write a moment; phones are as long, but have other names. */
function stampReader(name: string, counts: Counts): ((word: string) => number | null) | null {
  if (!NAME_OF_TIME.test(name)) return null;
  for (const perSecond of [1, 1_000]) {
    const read = (word: string): number | null => {
      const moment = /^\d{9,13}(?:\.\d+)?$/.test(word) ? (Number(word) * 1_000) / perSecond : 0;
      return moment >= FROM && moment < TO ? Math.floor(moment / DAY_MS) : null;
    };
    // Where there is none, some programs write 0.
    if ([...counts.keys()].every((word) => read(word) !== null || word === '0')) return read;
  }
  return null;
}

/** Of a code that few rows share its order may tell more. */
const MOSTLY_TOLD = 0.5;
const NAME_OF_CODE = /(?:^|[^a-z])(?:code|cd)$|[a-z]Code$|(?:代码|编码)$/;

/** `plan_code` 301 is not more than 205. Of few codes a curve tells each anyway. */
const isCode = (name: string, known: readonly Known[]): boolean =>
  known.length > MOST_KINDS &&
  areWhole(known) &&
  (NAME_OF_CODE.test(name) || NAME_OF_CODE.test(name.toLowerCase()));

const toldShare = ({ values, merged, kinds }: Extract<Read, { kind: 'kinds' }>): number =>
  merged === null ? 1 : values.filter((place) => place < kinds.length - 1).length / values.length;

function strayOf(
  name: string,
  counts: Counts,
  figureOf: (word: string) => number | null,
): Stray | null {
  const words = commonestFirst([...counts].filter(([word]) => figureOf(word) === null));
  if (words.length === 0) return null;
  return {
    name,
    cells: sumOf(words.map(([, count]) => count)),
    words: words.map(([word]) => word),
  };
}

function kindsOf(name: string, cells: readonly string[], counts: Counts): Read {
  const isFew = counts.size <= MOST_KINDS;
  const told = isFew
    ? [...counts]
    : commonestFirst([...counts].filter(([, count]) => count >= COMMON)).slice(0, MOST_COMMON);
  const hasOther = told.length < counts.size;
  // Names, numbers of something: hardly a word comes back.
  if (sumOf(told.map(([, count]) => count)) < sumOf(counts.values()) * FEWEST_TOLD)
    return { kind: 'none', name, why: `${counts.size} different texts` };
  const words = told.map(([word]) => word);
  // A model of straight lines looks at the first only.
  const kinds = isFew ? words.toSorted() : words;
  if (hasOther) kinds.push(OTHER);
  const places = new Map(kinds.map((word, place) => [word, place]));
  const other = hasOther ? kinds.length - 1 : Number.NaN;
  const values = Float64Array.from(cells, (cell) =>
    cell === '' ? Number.NaN : (places.get(cell) ?? other),
  );
  const merged = !hasOther ? null : { name, kinds: counts.size, told: told.length };
  return { kind: 'kinds', name, values, kinds, merged };
}

const commonestFirst = (counts: readonly (readonly [string, number])[]) =>
  counts.toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));

type Family = { readonly stem: string; readonly months: readonly Figures[] };

/** Months of one figure, by the last number of their names; any other is a family of its own. */
function familiesOf(columns: readonly Figures[]): readonly Family[] {
  const families = new Map<string, { number: number; column: Figures }[]>();
  for (const column of columns) {
    const [, stem = column.name, number] = /^(.+)_(\d{1,6})$/.exec(column.name) ?? [];
    const months = families.get(stem) ?? [];
    families.set(stem, months);
    months.push({ number: Number(number ?? 0), column });
  }
  const areMonths = monthsAmong(families.values());
  return [...families].flatMap(([stem, months]) => {
    const inOrder = months.toSorted((a, b) => a.number - b.number);
    if (!areMonths(inOrder))
      return months.map(({ column }) => ({ stem: column.name, months: [column] }));
    return { stem, months: inOrder.map(({ column }) => column) };
  });
}

function figuresOfFamily({ stem, months }: Family): readonly MadeColumn[] {
  const last = months.at(-1);
  if (last === undefined) return [];
  if (months.length === 1) return [{ code: last.name, values: last.values }];
  const before = last.values.map((_, row) => {
    const earlier = months.slice(0, -1).map(({ values }) => orNothing(values[row]));
    return sumOf(earlier) / earlier.length;
  });
  const logOf = logarithmOf(months.map(({ values }) => values));
  const change = last.values.map(
    (value, row) => logOf(orNothing(value)) - logOf(before[row] as number),
  );
  return [
    { code: last.name, values: last.values },
    { code: `${stem} before`, values: before, of: last.name },
    { code: `${stem} change`, values: change, of: last.name },
  ];
}

const orNothing = (value: number | undefined): number =>
  value === undefined || Number.isNaN(value) ? 0 : value;

function daysOfFamilies(families: readonly Family[]): readonly MadeColumn[] {
  const days = families.map(({ stem, months }) => ({
    code: `days since ${stem}`,
    of: months.at(-1)?.name ?? stem,
    days: (months[0]?.values ?? new Float64Array()).map((_, row) =>
      Math.max(...months.map(({ values }) => known(values[row]))),
    ),
  }));
  const today = days.reduce(
    (latest, { days }) => days.reduce((a, b) => Math.max(a, b), latest),
    -Infinity,
  );
  return days.map(({ code, of, days }) => ({
    code,
    of,
    values: days.map((day) => (day === -Infinity ? Number.NaN : today - day)),
  }));
}

const known = (day: number | undefined): number =>
  day === undefined || Number.isNaN(day) ? -Infinity : day;

/** Days with the year first, or the order of month and day that more words of the column can be read in. */
function dayReader(counts: Counts): (text: string) => number | null {
  const [first, other] = (['M/D/YYYY', 'D/M/YYYY'] as const).map((format) => {
    const read = (text: string): number | null => {
      const found = dayOf(text, format);
      return found === undefined ? null : Date.parse(found) / DAY_MS;
    };
    return { read, known: sumOf([...counts].map(([text, n]) => (read(text) === null ? 0 : n))) };
  }) as [DayReading, DayReading];
  return other.known > first.known ? other.read : first.read;
}

/** Also a month, which begins with its first day, a year of two figures behind the day, and a time in UTC. */
function dayOf(text: string, format: 'M/D/YYYY' | 'D/M/YYYY'): string | undefined {
  const plain = text
    .replace(/ ?(?:Z|UTC|GMT|[+-]00(?::?00)?)$/, '')
    .replace(/^(\d{1,2}[-/.](?:\d{1,2}|[A-Z][a-z]{2})[-/.])(\d{2})(?= |$)/i, '$120$2');
  const found = parseDay(plain, format);
  if (found !== undefined || !/(?<!\d)(?:19|20)\d{2}(?!\d)/.test(plain)) return found;
  const month = parseMonth(plain, format);
  return month === undefined ? undefined : `${month}-01`;
}

type DayReading = { readonly read: (text: string) => number | null; readonly known: number };
