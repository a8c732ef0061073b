// Which day the page shows: today moves on by itself at midnight, a past day stays. Never a day ahead.
import {
  addDays,
  addMonths,
  type Day,
  dayOfInstant,
  type Month,
  monthOfDay,
} from '#shared/base/month.ts';
import type { KeyPress } from '#renderer/ui/use_keys.ts';

/** Null is today, whatever day that is. */
export type DayChoice = Day | null;

/** A day not before today is today. */
export const chooseDay = (value: Day, today: Day): DayChoice => (value >= today ? null : value);

export const stepDay = (choice: DayChoice, today: Day, step: 1 | -1): DayChoice =>
  chooseDay(addDays(choice ?? today, step), today);

/** What is asked for: a day that is being closed stays until it is, also past midnight. */
export const dayToShow = (choice: DayChoice, closing: Day | null): DayChoice => closing ?? choice;

/** Left and right go a day back and forth, T to today. Undefined: not a key of this page. */
export function dayForKey(
  press: Pick<KeyPress, 'key' | 'ctrl' | 'alt' | 'shift' | 'isTyping'>,
  choice: DayChoice,
  today: Day,
): DayChoice | undefined {
  if (press.isTyping || press.ctrl || press.alt || press.shift) return undefined;
  if (press.key === 'ArrowLeft') return stepDay(choice, today, -1);
  if (press.key === 'ArrowRight') return stepDay(choice, today, 1);
  if (press.key === 't') return null;
  return undefined;
}

/** Left and right go a month back and forth, never ahead; Esc goes to the day (null). Undefined: no key of the month. */
export function monthForKey(key: string, shown: Month, today: Day): Month | null | undefined {
  if (key === 'Escape') return null;
  if (key === 'ArrowLeft') return addMonths(shown, -1);
  if (key !== 'ArrowRight') return undefined;
  const next = addMonths(shown, 1);
  return next > monthOfDay(today) ? shown : next;
}

export const WEEKDAYS = ['7', '1', '2', '3', '4', '5', '6'] as const;

/** `1` Monday to `7` Sunday. */
export function weekdayOf(value: Day): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[new Date(`${value}T00:00:00Z`).getUTCDay()] ?? '7';
}

/** Minutes since midnight in the branch's time zone, and as `9:05`. */
export function clockOf(
  instant: number,
  timeZone: string,
): { readonly minute: number; readonly text: string } {
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant);
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return { minute: hour * 60 + minute, text };
}

/** What the list offers, newest first: today, the days on record, and the day shown. */
export const pickableDays = (days: readonly Day[], shown: Day, today: Day): readonly Day[] =>
  [...new Set([today, shown, ...days])].toSorted().toReversed();

/** The newest day on record other than `shown`: what an empty day offers instead. */
export const latestOtherDay = (days: readonly Day[], shown: Day): Day | null =>
  days
    .filter((value) => value !== shown)
    .toSorted()
    .at(-1) ?? null;

export const todayAt = (now: number, timeZone: string): Day => dayOfInstant(now, timeZone);
