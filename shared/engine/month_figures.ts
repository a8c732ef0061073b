// A month of a branch out of the sums of its days, for its manager and for HQ.
import { fen } from '#shared/base/money.ts';
import { addMonths, type Day, lastDayOf, type Month, monthOfDay } from '#shared/base/month.ts';
import type { Figures } from '#shared/model/figures.ts';
import type { Policy } from '#shared/model/policy.ts';

/** Sums over the visits of a day; money in fen. */
export type DayFigures = { readonly [field in keyof Figures]: number };

/** A month that is not over is compared up to the same day. */
export function sameDaysBefore(month: Month, today: Day): { readonly from: Day; readonly to: Day } {
  const before = addMonths(month, -1);
  const end = lastDayOf(before);
  const sameDay = `${before}-${today.slice(8)}` as Day;
  const isOver = month !== monthOfDay(today) || sameDay > end;
  return { from: `${before}-01` as Day, to: isOver ? end : sameDay };
}

export function figuresIn(days: readonly DayFigures[]): Figures {
  const sum = (of: (day: DayFigures) => number): number =>
    days.reduce((total, day) => total + of(day), 0);
  return {
    visits: sum(({ visits }) => visits),
    prepaid: fen(sum(({ prepaid }) => prepaid)),
    claimed: fen(sum(({ claimed }) => claimed)),
    said: sum(({ said }) => said),
    accepted: sum(({ accepted }) => accepted),
    care: sum(({ care }) => care),
  };
}

/** What HQ hopes for from the branch in a month: its own target, or the one for all; null without any. */
export function targetOf(targets: Policy['targets'], branch: string) {
  const target =
    targets.find((one) => one.branch === branch) ?? targets.find((one) => one.branch === null);
  return target === undefined ? null : { claimed: target.claimed, visits: target.visits };
}

/** The day was closed with other figures. @param said by the last closing; undefined: it was not closed */
export const isRestated = (
  now: Figures,
  said: { readonly [F in 'visits' | 'prepaid' | 'claimed']: number } | undefined,
): boolean =>
  said !== undefined &&
  (said.visits !== now.visits || said.prepaid !== now.prepaid || said.claimed !== now.claimed);
