// Business time: day, weekday and minute of an instant in the branch's time zone.
import {
  addDays,
  type Day,
  day,
  DAY_MS,
  daysBetween,
  type Instant,
  weekdayOf,
} from '#shared/base/month.ts';

export type BusinessTime = {
  readonly day: Day;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** Minutes since midnight, 0 to 1439. */
  readonly minuteOfDay: number;
};

const QUARTER_MS = 900_000;
const WEEK_DAYS = 7;

/** Making a formatter costs a hundred times its use: keep one a time zone. @throws on an unknown zone */
export function createBranchTime(timeZone: string): (instant: number) => BusinessTime {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  // Zones differ by whole quarters of an hour, so one answer tells that of its quarter; formatting costs as much as a query.
  let quarter = Number.NaN;
  let begin: BusinessTime | undefined;
  let time: BusinessTime | undefined;
  return (instant) => {
    const minute = Math.floor((instant - quarter * QUARTER_MS) / 60_000);
    if (begin !== undefined && minute >= 0 && minute < QUARTER_MS / 60_000) {
      const minuteOfDay = begin.minuteOfDay + minute;
      if (time?.minuteOfDay !== minuteOfDay) time = { ...begin, minuteOfDay };
      return time;
    }
    quarter = Math.floor(instant / QUARTER_MS);
    begin = read(quarter * QUARTER_MS);
    time = {
      ...begin,
      minuteOfDay: begin.minuteOfDay + Math.floor((instant - quarter * QUARTER_MS) / 60_000),
    };
    return time;
  };

  function read(instant: number): BusinessTime {
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
    for (const part of format.formatToParts(instant)) parts[part.type] = part.value;
    const text = day(`${parts.year}-${parts.month}-${parts.day}`);
    return {
      day: text,
      weekday: weekdayOf(text),
      minuteOfDay: Number(parts.hour) * 60 + Number(parts.minute),
    };
  }
}

/** The first instant that is of a later business day. */
export function endOfDay(timeOf: (instant: number) => BusinessTime, value: Day): Instant {
  let low = Date.parse(`${value}T00:00:00Z`) - DAY_MS;
  let high = low + 4 * DAY_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (timeOf(middle).day > value) high = middle;
    else low = middle;
  }
  return high as Instant;
}

/** The same time of day a week before, also where the clocks changed in between. */
export function weekBefore(timeOf: (instant: number) => BusinessTime, now: Instant): Instant {
  const same = now - WEEK_DAYS * DAY_MS;
  const [then, present] = [timeOf(same), timeOf(now)];
  const days = daysBetween(then.day, addDays(present.day, -WEEK_DAYS));
  const minutes = present.minuteOfDay - then.minuteOfDay;
  return (same + days * DAY_MS + minutes * 60_000) as Instant;
}
