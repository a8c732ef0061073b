// Calendar months as `YYYY-MM` and days as `YYYY-MM-DD`: text that sorts as time does.
import type { Brand } from './brand.ts';

export type Month = Brand<string, 'Month'>;
export type Day = Brand<string, 'Day'>;

/** Of what ends on a day: it has no end. */
export const NO_END = '9999-12-31' as Day;

export const isMonth = (text: string): text is Month => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const monthNumber = digits(text, 5, 2);
  const number = digits(text, 8, 2);
  const isLeap = monthNumber === 2 && isLeapYear(digits(text, 0, 4));
  return number >= 1 && number <= (MONTH_DAYS[monthNumber - 1] ?? 0) + (isLeap ? 1 : 0);
}

const isLeapYear = (year: number): boolean =>
  year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Of text that is known to have them there. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}

/** @throws when malformed: use `isMonth` on input. */
export function month(text: string): Month {
  if (!isMonth(text)) throw new RangeError(`not a month YYYY-MM: ${text}`);
  return text;
}

/** @throws when malformed: use `isDay` on input. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a day YYYY-MM-DD: ${text}`);
  return text;
}

/** Months since year 0; the difference of two is a count of months. */
export const monthIndex = (value: Month): number =>
  Number(value.slice(0, 4)) * 12 + Number(value.slice(5, 7)) - 1;

function monthFromIndex(index: number): Month {
  const year = Math.floor(index / 12);
  return month(`${String(year).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`);
}

export const addMonths = (value: Month, count: number): Month =>
  monthFromIndex(monthIndex(value) + count);

export const monthOfDay = (value: Day): Month => month(value.slice(0, 7));

export const DAY_MS = 86_400_000;

/**
 * Whole days since 1970-01-01; the difference of two is a count of days. By arithmetic, since a customer's facts count
 * dozens of days. The year begins with March, so that the day of the leap year is its last.
 */
export function dayNumber(value: Day): number {
  const monthNumber = digits(value, 5, 2);
  const isLate = monthNumber < 3;
  const year = digits(value, 0, 4) - (isLate ? 1 : 0);
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  const ofYear = Math.floor((153 * (monthNumber + (isLate ? 9 : -3)) + 2) / 5);
  return 365 * year + leaps + ofYear + digits(value, 8, 2) - FIRST_OF_1970;
}

/** Day 1 of March of the year 0, and the one that `digits` counts too many. */
const FIRST_OF_1970 = 719_469;

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

export const addDays = (value: Day, count: number): Day =>
  day(new Date((dayNumber(value) + count) * DAY_MS).toISOString().slice(0, 10));

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (value: Day): number => ((((dayNumber(value) + 3) % 7) + 7) % 7) + 1;

export const lastDayOf = (value: Month): Day => addDays(`${addMonths(value, 1)}-01` as Day, -1);

/** UTC milliseconds of an instant. */
export type Instant = Brand<number, 'Instant'>;

/** Kept, by time zone: to make one takes longer than all that it is then asked. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The business day of an instant: the calendar day in the branch's IANA time zone. */
export function dayOfInstant(instant: number, timeZone: string): Day {
  let format = dayFormats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    dayFormats.set(timeZone, format);
  }
  return day(format.format(instant));
}
