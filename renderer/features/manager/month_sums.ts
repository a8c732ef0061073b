// A month's days by week, Monday to Sunday, and by weekday.
import type { Fen } from '#shared/base/money.ts';
import { addDays, type Day } from '#shared/base/month.ts';
import type { MonthDay } from '#shared/contract/view_report.ts';
import type { Figures } from '#shared/model/figures.ts';
import { weekdayOf } from './day_choice.ts';

const addUp = (days: readonly MonthDay[]): Figures => {
  const sum = (of: (figures: Figures) => number): number =>
    days.reduce((total, { figures }) => total + of(figures), 0);
  return {
    visits: sum(({ visits }) => visits),
    prepaid: sum(({ prepaid }) => prepaid) as Fen,
    claimed: sum(({ claimed }) => claimed) as Fen,
    said: sum(({ said }) => said),
    accepted: sum(({ accepted }) => accepted),
    care: sum(({ care }) => care),
  };
};

/** Weeks that have a day, the oldest first; `from` and `to` are days of the month that have visits. */
export function byWeek(
  days: readonly MonthDay[],
): readonly { readonly from: Day; readonly to: Day; readonly figures: Figures }[] {
  const weeks = new Map<Day, MonthDay[]>();
  for (const one of days) {
    const monday = addDays(one.day, 1 - Number(weekdayOf(one.day)));
    weeks.set(monday, [...(weeks.get(monday) ?? []), one]);
  }
  return [...weeks.values()].flatMap((week) => {
    const [first] = week;
    const last = week.at(-1);
    return first === undefined || last === undefined
      ? []
      : [{ from: first.day, to: last.day, figures: addUp(week) }];
  });
}

const MONDAY_FIRST = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** Weekdays that have a day. */
export const byWeekday = (
  days: readonly MonthDay[],
): readonly { readonly weekday: (typeof MONDAY_FIRST)[number]; readonly figures: Figures }[] =>
  MONDAY_FIRST.flatMap((weekday) => {
    const own = days.filter(({ day }) => weekdayOf(day) === weekday);
    return own.length === 0 ? [] : [{ weekday, figures: addUp(own) }];
  });
