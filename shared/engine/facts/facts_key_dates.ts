// Days of every year (S5): when the next one is.
import { addDays, type Day, daysBetween } from '#shared/base/month.ts';

/**
 * Days from `today` to the next return of `on` (`MM-DD`), 0 today. 29 February is kept on the 28th of common years,
 * and a day that its month never has on that month's last.
 */
export function daysToKeyDate(on: string, today: Day): number {
  const year = Number(today.slice(0, 4));
  const thisYear = keyDateOfYear(on, year);
  return daysBetween(today, thisYear >= today ? thisYear : keyDateOfYear(on, year + 1));
}

function keyDateOfYear(on: string, year: number): Day {
  const first = `${String(year).padStart(4, '0')}-${on.slice(0, 2)}-01` as Day;
  const nextMonth = new Date(Date.UTC(year, Number(on.slice(0, 2)), 1)).toISOString().slice(0, 10);
  const days = daysBetween(first, nextMonth as Day);
  return addDays(first, Math.max(1, Math.min(days, Number(on.slice(3)))) - 1);
}
