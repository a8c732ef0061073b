// Calendar months as `YYYY-MM` and days as `YYYY-MM-DD`: text that sorts as time does.
import type { Brand } from './brand.ts';

export type Month = Brand<string, 'Month'>;
export type Day = Brand<string, 'Day'>;

/** Of what ends on a day: it has no end. */
export const NO_END = '9999-12-31' as Day;

export const isMonth = (text: string): text is Month => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
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

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

export const addDays = (value: Day, count: number): Day =>
  day(new Date(Date.parse(`${value}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10));

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (value: Day): number => new Date(`${value}T00:00:00Z`).getUTCDay() || 7;

export const lastDayOf = (value: Month): Day => addDays(`${addMonths(value, 1)}-01` as Day, -1);

/** UTC milliseconds of an instant. */
export type Instant = Brand<number, 'Instant'>;

/** The business day of an instant: the calendar day in the branch's IANA time zone. */
export function dayOfInstant(instant: number, timeZone: string): Day {
  return day(
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }).format(instant),
  );
}
