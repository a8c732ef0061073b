// Finds the columns that a map names among the headers of a file: as written, or in any usual way of writing them.
import { CURRENCIES, CURRENCY_CODES } from '#shared/base/currencies.ts';

/** A column of the file, by its place. */
export interface HeaderFinder {
  /**
   * The place of a column; the first of the names that the file has.
   * @param unit of the figures: a header such as `余额（元）` is the column `余额` only in that unit
   */
  readonly find: (names: readonly string[], unit?: string) => number | undefined;
  /** Months that stand in the headers of a template's columns such as `消费_{month}`. */
  readonly monthsOf: (template: string, unit?: string) => readonly string[];
  /** Places of the headers that nothing has asked for, in the order of the file. */
  readonly unused: () => readonly number[];
  /** Headers that say the same thing as one that was found, in other words or another spelling. */
  readonly twice: () => readonly (readonly [header: string, other: string])[];
}

type Header = {
  /** Without regard to case, width, spaces, line breaks and the marks between words. */
  readonly plain: string;
  /** `plain` without a unit in brackets: `余额（元）`, `消费（元）_2026-09`. */
  readonly bare: string;
  readonly unit: string | undefined;
};

export function createHeaderFinder(headers: readonly string[]): HeaderFinder {
  const exact = new Map(headers.map((header, index) => [header, index]));
  const byPlain = new Map<string, number[]>();
  const byBare = new Map<string, number[]>();
  const all = headers.map(headerOf);
  for (const [index, { plain, bare }] of all.entries()) {
    byPlain.set(plain, [...(byPlain.get(plain) ?? []), index]);
    if (bare !== plain) byBare.set(bare, [...(byBare.get(bare) ?? []), index]);
  }
  const used = new Set<number>();
  const twice = new Map<number, number>();
  const findOne = (name: string, unit: string | undefined): number | undefined => {
    const { plain } = headerOf(name);
    const inUnit = (byBare.get(plain) ?? []).filter((index) => isUnit(all[index]?.unit, unit));
    const alike = [...(byPlain.get(plain) ?? []), ...inUnit];
    const first = exact.get(name) ?? alike[0];
    if (first !== undefined)
      for (const other of alike) if (other !== first) twice.set(other, first);
    return first;
  };
  return {
    find(names, unit) {
      for (const name of names) {
        const index = findOne(name, unit);
        if (index === undefined) continue;
        used.add(index);
        return index;
      }
      return undefined;
    },
    monthsOf(template, unit) {
      const wanted = headerOf(template).plain;
      const found = new Set<string>();
      for (const { plain, bare, unit: written } of all) {
        const text = isTemplate(plain, wanted) ? plain : bare;
        if (!isTemplate(text, wanted) || (text === bare && !isUnit(written, unit))) continue;
        const [, month] = MONTH_MARK.exec(text) ?? [];
        if (month !== undefined) found.add(month);
      }
      return [...found].toSorted();
    },
    unused: () => headers.flatMap((_, index) => (used.has(index) ? [] : [index])),
    twice: () =>
      [...twice].flatMap(([other, index]) =>
        used.has(other) ? [] : [[headers[other] ?? '', headers[index] ?? ''] as const],
      ),
  };
}

/** A year and a month: `2026-9`, `2026/09`, `202609`, `2026年9月`, `2026年9月份`, `2026.9`. */
const MONTH = /(?<!\d)((?:19|20)\d{2})(?:(0[1-9]|1[0-2])|[-/._年](0?[1-9]|1[0-2])(?:月份?)?)(?!\d)/;

/** With the month in letters: `Jan-2026`, `January 2026`, `2026 Jan`. */
const NAMES =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = '((?:19|20)\\d{2})(?!\\d)';
const NAMED_MONTH = new RegExp(`${NAMES}[-_/.']?${YEAR}`);
const NAMED_AFTER = new RegExp(`(?<!\\d)${YEAR}[-_/.]?${NAMES}`);
const NUMBER_OF = Object.fromEntries(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map(
    (name, index) => [name, String(index + 1).padStart(2, '0')],
  ),
);
const numbered = (name: string, year: string): string =>
  `${year}-${NUMBER_OF[name.slice(0, 3)] ?? ''}`;

/** A year of two figures where nothing else can be meant: `26年3月`, `Mar'26`. `Mar-26` may be a day. */
const SHORT_MONTH = /(?<![\d年])(\d{2})年(\d{1,2})月/g;
const NAMED_SHORT = new RegExp(`${NAMES}\\s?['’](\\d{2})(?!\\d)`);
const MONTH_IN_BRACKETS = new RegExp(`[([【](${MONTH.source})[)\\]】]`);

/** One normal form of headers; a month in it becomes `{YYYY-MM}`. */
function headerOf(raw: string): Header {
  const spaceless = raw
    .normalize('NFKC')
    .toLowerCase()
    .replace(SHORT_MONTH, (_, year: string, month: string) => `20${year}年${month}月`)
    .replace(NAMED_SHORT, (_, name: string, year: string) => numbered(name, `20${year}`))
    .replace(/[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"“”'*:]|^=/g, '')
    .replace(NAMED_MONTH, (_, name: string, year: string) => numbered(name, year))
    .replace(NAMED_AFTER, (_, year: string, name: string) => numbered(name, year));
  const named = spaceless.replace(MONTH_IN_BRACKETS, '$1');
  const [, before = named, inBrackets, behind = ''] =
    /^([^([【]+)[([【]([^)\]】]+)[)\]】](.*)$/.exec(named) ?? [];
  return {
    plain: plainOf(named),
    bare: plainOf(before + behind),
    unit: inBrackets?.replace(/^单位/, ''),
  };
}

/** The month stays apart, so that `{month}` of a template finds it. */
const plainOf = (text: string): string =>
  text
    .replace(MONTH, (_, year: string, joined?: string, apart?: string) => {
      return `{${year}-${(joined ?? apart ?? '').padStart(2, '0')}}`;
    })
    .replace(/[_\-—·/\\|]+(?![^{]*\})/g, '');

const MONTH_MARK = /\{(\d{4}-\d{2})\}/;
const isTemplate = (text: string, wanted: string): boolean =>
  text.replace(MONTH_MARK, '{month}') === wanted;

/** A word of a currency that is worth as much as one of the units. */
function moneyWords(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    CURRENCY_CODES.flatMap((code) => {
      const { written, units } = CURRENCIES[code];
      return Object.entries(written).flatMap(([word, worth]) =>
        Object.keys(units)
          .filter((unit) => units[unit] === worth)
          .map((unit) => [word, unit]),
      );
    }),
  );
}

const UNIT_WORDS: Readonly<Record<string, string>> = {
  ...moneyWords(),
  分钟: 'minutes',
  min: 'minutes',
  mins: 'minutes',
  minutes: 'minutes',
  秒: 'seconds',
  s: 'seconds',
  seconds: 'seconds',
  小时: 'hours',
  h: 'hours',
  hours: 'hours',
  k: 'KB',
  kb: 'KB',
  m: 'MB',
  mb: 'MB',
  兆: 'MB',
  g: 'GB',
  gb: 'GB',
  天: 'days-on-network',
  月: 'months-on-network',
  个月: 'months-on-network',
  年: 'years-on-network',
  岁: 'age',
};

/** What counts things one by one says nothing that could be wrong. */
const COUNTED = new Set(['次', '笔', '个', '条', '位', '户', '分值', '点', '必填', '选填', '可选']);

/** `(元)` behind a header is taken where the map says yuan; where it says fen, it is another column. */
function isUnit(written: string | undefined, unit: string | undefined): boolean {
  if (written === undefined) return true;
  if (COUNTED.has(written)) return true;
  const known = Object.hasOwn(UNIT_WORDS, written) ? UNIT_WORDS[written] : undefined;
  if (known === undefined) return false;
  // Money always states its unit; what states none is counted, or in minutes.
  if (unit === undefined) return known === 'minutes' || known === 'fen';
  if (known === 'fen' && unit === 'minutes') return true;
  return known === unit || (known === 'days-on-network' && unit === 'days-left');
}
