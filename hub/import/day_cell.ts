// Days that something began, happened or ends on: what cannot have been is no fact, whatever the file says.
import {
  addDays,
  addMonths,
  type Day,
  day,
  isDay,
  monthOfDay,
  NO_END,
} from '#shared/base/month.ts';
import type { LocalText } from '#shared/model/text.ts';
import { type DateFormat, parseDay } from './dates.ts';
import { type DecimalMark, scaleText } from './decimal.ts';
import { narrow } from './narrow.ts';

type DayRule = {
  readonly unit: string | undefined;
  readonly format: DateFormat;
  readonly asOf: Day | undefined;
  readonly decimal?: DecimalMark | undefined;
  readonly noEnd?: readonly string[] | undefined;
};
type Parsed<T> = { readonly value: T } | { readonly expected: LocalText };

const wrong = (zh: string, en: string): { readonly expected: LocalText } => ({
  expected: { zh, en },
});

/** No account that a system still knows is older. What stands before are the null dates of databases and spreadsheets. */
const EARLIEST = day('1950-01-01');
/** Where Unix counts from, and what a lost day becomes there. */
const UNIX_ZERO = day('1970-01-01');
/** From here on a day stands for "without an end": 2099-12-31, 2999-12-31, 9999-12-31. */
const NO_END_FROM = day('2099-01-01');
const NO_END_WORDS = [
  '长期',
  '长期有效',
  '永久',
  '永久有效',
  '无期限',
  '无限期',
  '不限',
  'unlimited',
  'permanent',
  'never',
];

const notADay = (text: string, format: DateFormat): { readonly expected: LocalText } => {
  if (format !== 'auto') return wrong(`日期（${format}）`, `a day written ${format}`);
  return /^\d{5}$/.test(text)
    ? wrong(
        '日期，如 2026-10-31（若是 Excel 的日期序号，请在映射中写 format: serial）',
        'a day such as 2026-10-31 (if it is a day as Excel counts them, the map must say format: serial)',
      )
    : wrong('日期，如 2026-10-31（年在前）', 'a day such as 2026-10-31 (year first)');
};
/** Expected in the place of a null date. */
export const PLACEHOLDER = wrong(
  '真实的日期（这是占位日期；若表示不详，请写入映射的 blanks）',
  'a real day (this one stands for none; if it means not known, list it under blanks in the map)',
);

/** Of a birthday, which may be old: the null dates of programs, and what stands for never. */
export const isPlaceholder = (value: Day | undefined): boolean =>
  value !== undefined &&
  (value <= day('1900-01-01') || value === UNIX_ZERO || value >= NO_END_FROM);

/** The day that figures speak of. */
export function plainDayCell(text: string, { format, asOf }: DayRule): Parsed<Day> {
  const value = parseDay(text, format);
  if (value === undefined) return notADay(text, format);
  if (value <= EARLIEST) return PLACEHOLDER;
  return asOf !== undefined && value > asOf ? afterAsOf(asOf) : { value };
}

const afterAsOf = (asOf: Day): { readonly expected: LocalText } =>
  wrong(`不晚于 ${asOf} 的日期`, `a day not after ${asOf}`);

/** @param flagOf whether a count or a word says yes */
export function pastDayCell(
  texts: readonly string[],
  rule: DayRule,
  flagOf: (texts: readonly string[]) => boolean | undefined,
): Parsed<Day | null> {
  const { asOf, unit = 'day' } = rule;
  const [text = ''] = texts;
  if (unit === 'flag' && asOf !== undefined) {
    const flag = flagOf(texts);
    if (flag === undefined) return wrong('次数或 是/否', 'a count, or yes/no');
    return { value: flag ? asOf : null };
  }
  const term = TERMS[unit];
  if (term && asOf !== undefined) {
    const value = movedBy(text, asOf, rule, -1);
    return value !== undefined && value >= EARLIEST ? { value } : wrong(term.zh, term.en);
  }
  const value = parseDay(text, rule.format);
  if (value === undefined) return notADay(text, rule.format);
  if (value < EARLIEST || value === UNIX_ZERO) return PLACEHOLDER;
  return asOf !== undefined && value > asOf ? afterAsOf(asOf) : { value };
}

/** `NO_END` where it has none. */
export function endDayCell(text: string, rule: DayRule): Parsed<Day> {
  const { asOf, unit = 'day' } = rule;
  const word = narrow(text).toLowerCase();
  if ([...NO_END_WORDS, ...(rule.noEnd ?? [])].includes(word)) return { value: NO_END };
  const term = TERMS[unit];
  if (term && asOf !== undefined) {
    const value = movedBy(text, asOf, rule, 1);
    return value === undefined ? wrong(term.zh, term.en) : { value };
  }
  const value = parseDay(text, rule.format);
  if (value === undefined) return notADay(text, rule.format);
  if (value < EARLIEST || value === UNIX_ZERO) return PLACEHOLDER;
  return { value: value >= NO_END_FROM ? NO_END : value };
}

const TERMS: Readonly<Record<string, LocalText | undefined>> = {
  'days-on-network': { zh: '在网天数，如 365', en: 'days on the network, such as 365' },
  'months-on-network': { zh: '在网月数，如 18', en: 'months on the network, such as 18' },
  'years-on-network': { zh: '在网年数，如 2.5', en: 'years on the network, such as 2.5' },
  'days-left': { zh: '剩余天数，如 90', en: 'days left, such as 90' },
  'months-left': { zh: '剩余月数，如 6', en: 'months left, such as 6' },
  'years-left': { zh: '剩余年数，如 1.5', en: 'years left, such as 1.5' },
};

/** `1年6个月`, `90天`: what the cell says of its unit counts before the map's. */
const TERM =
  /^(-?)(?:([\d.,]+)(?:年|years?|yrs?))?(?:([\d.,]+)(?:个?月|months?|mths?))?(?:([\d.,]+)(?:天|日|days?))?$/i;
type Term = { readonly months: number; readonly days: number };

function termOf(text: string, unit: string, decimal: DecimalMark | undefined): Term | undefined {
  const plain = narrow(text).replace(/\s+(?=\D)|(?<=\D)\s+/g, '');
  const [, sign = '', ...parts] = TERM.exec(plain) ?? [];
  const isBare = parts.every((part) => part === undefined);
  const bare = (word: string): string => (isBare && unit.startsWith(word) ? plain : '0');
  const [years, months, days] = isBare
    ? [bare('years'), bare('months'), bare('days')]
    : parts.map((part) => (part === undefined ? '0' : sign + part));
  const [inYears, inMonths, inDays] = [
    scaleText(years ?? '0', 12, 1, decimal),
    scaleText(months ?? '0', 1, 1, decimal),
    scaleText(days ?? '0', 1, 1, decimal),
  ];
  return inYears === undefined || inMonths === undefined || inDays === undefined
    ? undefined
    : { months: inYears + inMonths, days: inDays };
}

/** `text` days, months or years before or after a day. A term may be over: less than 0 days are left. */
function movedBy(
  text: string,
  from: Day,
  { unit = '', decimal }: DayRule,
  way: 1 | -1,
): Day | undefined {
  const term = termOf(text, unit, decimal);
  if (!term) return undefined;
  const { months, days } = term;
  if (way === -1 && (months < 0 || days < 0)) return undefined;
  if (Math.abs(days) > 40_000 || Math.abs(months) > 1_200) return undefined;
  return addDays(movedByMonths(from, way * months), way * days);
}

function movedByMonths(from: Day, months: number): Day {
  if (months === 0) return from;
  const month = addMonths(monthOfDay(from), months);
  const date = Number(from.slice('YYYY-MM-'.length));
  // The 31st of a shorter month is its last day.
  for (let last = date; last > 27; last -= 1) {
    const shown = `${month}-${String(last).padStart(2, '0')}`;
    if (isDay(shown)) return shown;
  }
  return day(`${month}-${String(date).padStart(2, '0')}`);
}

const OLDEST = 120;
/** Age 0, and the year of the file itself: what programs write where nothing was filled in. */
const NOT_BORN_YET = wrong(
  '真实的年龄或出生年份（0 岁多表示不详；若如此，请写入映射的 blanks）',
  'a real age or year of birth (age 0 mostly stands for not known: if it does, list it under blanks in the map)',
);

export function birthYearCell(
  text: string,
  { unit = 'year', format, asOf }: DayRule,
): Parsed<number> {
  const year = yearOf(narrow(text).trim(), unit, format, asOf);
  const last = asOf === undefined ? new Date().getUTCFullYear() : Number(asOf.slice(0, 4));
  if (year === undefined) return BIRTH_WORDS[unit] ?? wrong('年份，如 1985', 'a year such as 1985');
  if (year === last && unit !== 'id-number') return NOT_BORN_YET;
  return year <= last && year >= last - OLDEST
    ? { value: year }
    : wrong(
        `${last - OLDEST} 到 ${last} 之间的出生年份`,
        `a year of birth between ${last - OLDEST} and ${last}`,
      );
}

const BIRTH_WORDS: Readonly<Record<string, { readonly expected: LocalText } | undefined>> = {
  age: wrong('年龄，如 41', 'an age such as 41'),
  birthday: wrong('出生日期，如 1985-05-20', 'a day of birth such as 1985-05-20'),
  'id-number': wrong('15 或 18 位身份证号', 'an identity number of 15 or 18 digits'),
};

function yearOf(
  text: string,
  unit: string,
  format: DateFormat,
  asOf: Day | undefined,
): number | undefined {
  if (unit === 'birthday') return numberOf(parseDay(text, format)?.slice(0, 4));
  if (unit === 'id-number') {
    const [, whole, short] = /^(?:\d{6}(\d{4})\d{7}[\dXx]|\d{6}(\d{2})\d{7})$/.exec(text) ?? [];
    return numberOf(whole ?? (short === undefined ? undefined : `19${short}`));
  }
  if (unit === 'age') {
    const age = /^(\d{1,3})(?:\.0+)?岁?$/.exec(text)?.[1];
    return age === undefined || asOf === undefined
      ? undefined
      : Number(asOf.slice(0, 4)) - Number(age);
  }
  return numberOf(/^(\d{4})(?:\.0+)?年?$/.exec(text)?.[1]);
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);
