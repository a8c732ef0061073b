// Days and times as files write them. Orders that start with the year are told by themselves; others the map must state.
import { addDays, type Day, day, isDay } from '#shared/base/month.ts';
import { narrow } from './narrow.ts';

/** `auto`: year first, or a month in letters with a whole year. `serial`: days as Excel counts them from 1900. */
export const DATE_FORMATS = [
  'auto',
  'M/D/YYYY',
  'D/M/YYYY',
  'YY/M/D',
  'D-MON-YY',
  'YYYY-MM',
  'serial',
] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** 24:00 ends the day that stands there. */
const HOUR = String.raw`(?:[01]?\d|2[0-4])`;
const SIXTY = String.raw`[0-5]?\d`;
/**
 * A time of day behind a day, in any spelling, to its end: what follows it (another day, a word) is not left out in
 * silence. DB2 writes `-10.15.30.000000`, Oracle `10.15.30.000000 上午`.
 */
const CLOCK = [
  String.raw`${HOUR}:${SIXTY}(?::${SIXTY}(?:[.,:]\d+)?)?`,
  String.raw`${HOUR}[时点](?:${SIXTY}分?(?:${SIXTY}秒?)?)?整?`,
  String.raw`${HOUR}\.[0-5]\d\.[0-5]\d(?:\.\d+)?`,
].join('|');
const BESIDE = String.raw`(?: ?(?:[AaPp]\.?[Mm]\.?|上午|下午))?(?: ?(?:Z|[-+]\d{2}(?::?\d{2})?|UTC|GMT|CST))?`;
const TIME = String.raw`(?:(?: {0,4}T? ?|-)(?:上午|下午)? ?(?:${CLOCK})${BESIDE})?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?${TIME}$`);
const COMPACT = new RegExp(
  String.raw`^(\d{4})(\d{2})(\d{2})(?:(?:[01]\d|2[0-4])[0-5]\d(?:[0-5]\d(?:\d{3})?)?|(?=[ T])${TIME})?$`,
);
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${TIME}$`);
const SHORT_YEAR = new RegExp(String.raw`^(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?${TIME}$`);
/** Oracle pads the month: `05-3月 -26`. */
const IN_LETTERS = new RegExp(
  String.raw`^(\d{1,2})[-/ ]([A-Za-z]{3,9}|[一二三四五六七八九十]{1,2}月|\d{1,2}月) *[-/ ](\d{4}|\d{2})${TIME}$`,
);
/** January as people write it, or October as a number: 2026.10 is 2026.1. */
export const isOpenMonth = (text: string): boolean => /^\d{4}\.1$/.test(narrow(text).trim());

/** `20261` may have been 202610. */
const YEAR_MONTH = /^(\d{4})(?:[-/.年](\d{1,2})|(\d{2}))月?份?$/;
/** Midnight in Shanghai is 16:00 of the day before in UTC, and in other zones too: which day is meant, such a text does not say. */
const UTC = '(?: ?(?:Z|UTC|GMT|(?!\\+08(?::?00)?$|\\+05:?30$)[+-]\\d{2}(?::?\\d{2})?))';
const IN_UTC = new RegExp(
  String.raw`[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?${UTC}$`,
);
const AT_MIDNIGHT = new RegExp(String.raw`[ T]0{1,2}:00(?::00(?:\.0+)?)?${UTC}$`);

/** DB2 and Oracle write seconds behind points, halves of the day stand before or behind. */
const TIMED =
  /^(.*[\d日])(?:[ T]{1,4}|(?<=日)|-(?=\d\d\.\d\d\.\d\d))(上午|下午)? ?(\d{1,2})(?:[:时点](\d{2})(?:[:分](\d{2})?(?:\.\d+)?秒?)?|\.(\d{2})\.(\d{2})(?:\.\d+)?)(?: ?(AM|PM|上午|下午))?$/i;
const COMPACT_TIMED = /^(\d{8})[ T]?(\d{2})(\d{2})(?:(\d{2})(?:\d{3})?)?$/;
const MONTH_DAY = /^(\d{1,2})([-/月])(\d{1,2})日?$/;

/** Undefined when it is no day of the calendar in that format. */
export function parseDay(text: string, format: DateFormat): Day | undefined {
  const plain = narrow(text).trim();
  if (IN_UTC.test(plain) && !AT_MIDNIGHT.test(plain)) return undefined;
  const first = YEAR_FIRST.exec(plain) ?? COMPACT.exec(plain);
  if (first) return dayOfParts(first[1], first[2], first[3]);
  const letters = IN_LETTERS.exec(plain);
  if (letters && (letters[3]?.length === 4 || format === 'D-MON-YY'))
    return dayOfParts(fullYear(letters[3]), monthOfWord(letters[2]), letters[1]);
  switch (format) {
    case 'M/D/YYYY':
    case 'D/M/YYYY': {
      const last = YEAR_LAST.exec(plain);
      if (!last) return undefined;
      const [, one, other, year] = last;
      return format === 'M/D/YYYY' ? dayOfParts(year, one, other) : dayOfParts(year, other, one);
    }
    case 'YY/M/D': {
      const short = SHORT_YEAR.exec(plain);
      return short ? dayOfParts(fullYear(short[1]), short[2], short[3]) : undefined;
    }
    case 'YYYY-MM': {
      const month = isOpenMonth(plain) ? null : YEAR_MONTH.exec(plain);
      return month ? dayOfParts(month[1], month[2] ?? month[3], '01') : undefined;
    }
    case 'serial':
      return /^\d{5}(\.\d+)?$/.test(plain)
        ? addDays(day('1899-12-30'), Math.floor(Number(plain)))
        : undefined;
    default:
      return undefined;
  }
}

/** `YYYY-MM` of a month, or of a day in it: `202610`, `2026-9`, `2026年9月`, `2026-09-30`. */
export function parseMonth(text: string, format: DateFormat): string | undefined {
  const plain = narrow(text)
    .replace(/\s+(?=\D)/g, '')
    .trim();
  if (isOpenMonth(plain)) return undefined;
  const [, named, year] = /^([a-z]{3,9})[-/. ]?(\d{4})$/i.exec(plain) ?? [];
  const short = /^(\d{2})年(\d{1,2})月份?$/.exec(plain);
  const whole = named
    ? `${year}-${monthOfWord(named)}`
    : short
      ? `20${short[1]}-${short[2]}`
      : plain.replace(/^(\d{6})\.0$/, '$1');
  const value = parseDay(whole, 'YYYY-MM') ?? parseDay(plain, format);
  return value?.slice(0, 'YYYY-MM'.length);
}

/** Two figures of a year are of 1969 to 2068, as POSIX reads them. */
function fullYear(text = ''): string {
  if (text.length !== 2) return text;
  return `${Number(text) > 68 ? '19' : '20'}${text}`;
}

const ENGLISH = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const CHINESE = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

function monthOfWord(word = ''): string {
  const text = word.replace(/月$/, '').toLowerCase();
  if (/^\d+$/.test(text)) return text;
  const at = ENGLISH.findIndex((name) => text.length >= 3 && name.startsWith(text));
  return String(Math.max(CHINESE.indexOf(text), text === 'sept' ? 8 : at) + 1);
}

function dayOfParts(year = '', month = '', date = ''): Day | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}

const NO_TIME = /[ T]0{1,2}:00(?::00(?:\.0+)?)?$/;
/** What programs put before a time that has no day. */
const NO_DAY = /^(?:1899-12-3[01]|1900-01-0[01]|1904-01-01|1970-01-01)[ T]/;

/** A day and its time in two columns as one text. Databases write the day with midnight behind it. */
export function dayAndTime(texts: readonly string[]): string {
  const [date = '', ...times] = texts.map((text) => narrow(text).trim());
  if (times.length === 0) return date;
  const clock = times.map((text) =>
    text.replace(NO_DAY, '').replace(/^(\d{2})(\d{2})(\d{2})$/, '$1:$2:$3'),
  );
  return [date.replace(NO_TIME, ''), ...clock].join(' ');
}

/** `YYYY-MM-DD HH:MM:SS` on the clock of the place. Undefined without a time of day, or with a time zone of its own. */
export function parseLocalTime(text: string, format: DateFormat): string | undefined {
  const plain = narrow(text).trim();
  const { date, hour, minute, second } = clockOf(plain);
  // `2026-10-25 09:00 14:05` are two times.
  const value = /[:时点]/.test(date) ? undefined : parseDay(date, format);
  if (value === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  const [hh, mm, ss] = [hour, minute, second].map((part) => String(part).padStart(2, '0'));
  return `${value} ${hh}:${mm}:${ss}`;
}

/** An hour beyond 23 where there is no clock, or where half of the day does not fit it: `13:05 AM`. */
function clockOf(text: string): {
  readonly date: string;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
} {
  const compact = COMPACT_TIMED.exec(text);
  if (compact) {
    const [, date = '', hour, minute, second = '0'] = compact;
    return { date, hour: Number(hour), minute: Number(minute), second: Number(second) };
  }
  const [, date = '', before, hour = '99', colon, second, point, last, behind] =
    TIMED.exec(text) ?? [];
  const half = (before ?? behind)?.toLowerCase();
  const isLate = half === 'pm' || half === '下午';
  const isTwice = before !== undefined && behind !== undefined;
  const isHalf = Number(hour) >= 1 && Number(hour) <= 12 && !isTwice;
  return {
    date,
    hour: half === undefined ? Number(hour) : isHalf ? (Number(hour) % 12) + (isLate ? 12 : 0) : 99,
    minute: Number(colon ?? point),
    second: Number(second ?? last ?? 0),
  };
}

/** `MM-DD` of a day of every year; of a whole date, its month and day. 29 February is one. */
export function parseMonthDay(text: string, format: DateFormat): string | undefined {
  const plain = narrow(text).trim();
  const [, first, mark, second] = MONTH_DAY.exec(plain) ?? [];
  const isDayFirst = format === 'D/M/YYYY' && mark === '/';
  const ofLeapYear = isDayFirst
    ? dayOfParts('2000', second, first)
    : dayOfParts('2000', first, second);
  return (ofLeapYear ?? parseDay(plain, format))?.slice('YYYY-'.length);
}
