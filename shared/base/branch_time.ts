// Business time: day, weekday and minute of an instant in the branch's time zone.
import { type Day, day, DAY_MS, type Instant } from '#shared/base/month.ts';

export type BusinessTime = {
  readonly day: Day;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** Minutes since midnight, 0 to 1439. */
  readonly minuteOfDay: number;
};

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
  // Zones differ by whole minutes, so one answer holds for a minute; formatting costs as much as a query.
  let minute = Number.NaN;
  let time: BusinessTime | undefined;
  return (instant) => {
    if (time !== undefined && Math.floor(instant / 60_000) === minute) return time;
    minute = Math.floor(instant / 60_000);
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
    for (const part of format.formatToParts(instant)) parts[part.type] = part.value;
    const text = day(`${parts.year}-${parts.month}-${parts.day}`);
    time = {
      day: text,
      weekday: new Date(`${text}T00:00:00Z`).getUTCDay() || 7,
      minuteOfDay: Number(parts.hour) * 60 + Number(parts.minute),
    };
    return time;
  };
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
