// Days and times as files write them. Orders that start with the year are told by themselves; others the map must state.
import { type Day, isDay } from '#shared/base/month.ts';

/** `auto`: year first, in any of the usual spellings. */
export const DATE_FORMATS = ['auto', 'M/D/YYYY', 'D/M/YYYY'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

const YEAR_FIRST = /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?(?:[ T]\d{1,2}:\d{2}.*)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d{1,2}:\d{2}.*)?$/;

const TIMED = /^(.*[\d日])[ T]*(?<=[ T日])(\d{1,2})[:时](\d{2})(?:[:分](\d{2})?(?:\.\d+)?秒?)?$/;
const COMPACT_TIMED = /^(\d{8})(\d{2})(\d{2})(\d{2})?$/;
const MONTH_DAY = /^(\d{1,2})([-/月])(\d{1,2})日?$/;

/** Undefined when it is no day of the calendar in that format. */
export function parseDay(text: string, format: DateFormat): Day | undefined {
  const plain = text.normalize('NFKC').trim();
  const first = YEAR_FIRST.exec(plain) ?? COMPACT.exec(plain);
  if (first) return dayOfParts(first[1], first[2], first[3]);
  if (format === 'auto') return undefined;
  const last = YEAR_LAST.exec(plain);
  if (!last) return undefined;
  return format === 'M/D/YYYY'
    ? dayOfParts(last[3], last[1], last[2])
    : dayOfParts(last[3], last[2], last[1]);
}

function dayOfParts(year = '', month = '', date = ''): Day | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}

/** `YYYY-MM-DD HH:MM:SS` on the clock of the place. Undefined without a time of day, or with a time zone of its own. */
export function parseLocalTime(text: string, format: DateFormat): string | undefined {
  const plain = text.normalize('NFKC').trim();
  const [, date = '', hour = '', minute = '', second = '00'] =
    COMPACT_TIMED.exec(plain) ?? TIMED.exec(plain) ?? [];
  const day = parseDay(date, format);
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return undefined;
  return `${day} ${hour.padStart(2, '0')}:${minute}:${second}`;
}

/** `MM-DD` of a day of every year; of a whole date, its month and day. 29 February is one. */
export function parseMonthDay(text: string, format: DateFormat): string | undefined {
  const plain = text.normalize('NFKC').trim();
  const [, first, mark, second] = MONTH_DAY.exec(plain) ?? [];
  const isDayFirst = format === 'D/M/YYYY' && mark === '/';
  const ofLeapYear = isDayFirst
    ? dayOfParts('2000', second, first)
    : dayOfParts('2000', first, second);
  return (ofLeapYear ?? parseDay(plain, format))?.slice('YYYY-'.length);
}
