import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  day,
  DAY_MS,
  dayNumber,
  dayOfInstant,
  daysBetween,
  isDay,
  isMonth,
  month,
  NO_END,
  weekdayOf,
} from './month.ts';

describe('months', () => {
  it('count over the turn of the year', () => {
    expect(addMonths(month('2025-11'), 3)).toBe('2026-02');
    expect(addMonths(month('2026-01'), -1)).toBe('2025-12');
  });

  it('know what is none', () => {
    expect(isMonth('2025-13')).toBe(false);
    expect(isMonth('2025-1')).toBe(false);
    expect(() => month('Nov 2025')).toThrow(RangeError);
  });
});

describe('days', () => {
  it('exist in the calendar', () => {
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('2025-02-29')).toBe(false);
    expect(isDay('2025-2-3')).toBe(false);
  });

  it('count over months and leap days', () => {
    expect(daysBetween(day('2024-02-28'), day('2024-03-01'))).toBe(2);
    expect(addDays(day('2025-12-31'), 1)).toBe('2026-01-01');
    expect(daysBetween(day('2026-01-10'), day('2026-01-03'))).toBe(-7);
  });

  it('are counted as the calendar of the machine counts them', () => {
    // 0000-01-01 to 9999-12-31, a step that meets every day of month and of week.
    for (let at = Date.UTC(0, 0, 1) - 1900 * 365.2425 * DAY_MS; ; at += 37 * DAY_MS) {
      const date = new Date(Math.ceil(at / DAY_MS) * DAY_MS);
      if (date.getUTCFullYear() > 9999) break;
      if (date.getUTCFullYear() < 0) continue;
      const text = day(date.toISOString().slice(0, 10));
      const number = date.getTime() / DAY_MS;
      if (dayNumber(text) !== number) throw new Error(`${text}: ${dayNumber(text)}`);
      if (weekdayOf(text) !== (date.getUTCDay() || 7))
        throw new Error(`${text} is no such weekday`);
    }
    expect(dayNumber(day('1970-01-01'))).toBe(0);
    expect([
      isDay('1900-02-29'),
      isDay('2000-02-29'),
      isDay('2026-04-31'),
      isDay('2026-01-00'),
    ]).toEqual([false, true, false, false]);
    expect(() => addDays(NO_END, 1)).toThrow(RangeError);
  });

  it('belong to the time zone of the branch', () => {
    const lateEvening = Date.UTC(2026, 10, 21, 16, 30);
    expect(dayOfInstant(lateEvening, 'Asia/Shanghai')).toBe('2026-11-22');
    expect(dayOfInstant(lateEvening, 'Asia/Kolkata')).toBe('2026-11-21');
  });
});
