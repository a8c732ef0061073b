// The clock of the branch, as a list shows it.
import { type Day, dayOfInstant } from '#shared/base/month.ts';
import { dayText } from './format.ts';
import type { Locale } from './locale.tsx';

const formats = new Map<string, Intl.DateTimeFormat>();

/** `09:05` */
export function timeText(instant: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}

/** `09:05`, or `11月30日 09:05` where it is of another day than what it stands beside. */
export function dayTimeText(instant: number, beside: Day, { language, timeZone }: Locale): string {
  const day = dayOfInstant(instant, timeZone);
  const text = timeText(instant, timeZone);
  return day === beside ? text : `${dayText(day, language, beside)} ${text}`;
}
