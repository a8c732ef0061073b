// A month of the branch, day by day, by sums over its visits; and what HQ hopes for.
import { fen } from '#shared/base/money.ts';
import { addMonths, type Day, type Month, monthOfDay } from '#shared/base/month.ts';
import type { MonthReport } from '#shared/contract/view_report.ts';
import type { Figures } from '#shared/model/figures.ts';
import { closedDays } from '../store/day_closes.ts';
import { readToldOf } from '../store/told.ts';
import { type DaySums, sumsByDay } from '../store/visit_rows.ts';
import { followVisits } from './branch_visits.ts';
import type { Ready } from './context.ts';

export function monthReport(found: Ready, month: Month | null): MonthReport {
  const { device, cache } = found;
  const { branch, policy } = cache.contents;
  followVisits(found);
  const today = cache.timeOf(device.clock.now()).day;
  const shown = month ?? monthOfDay(today);
  const from = `${shown}-01` as Day;
  const to = `${shown}-31` as Day;
  const sums = sumsByDay(device.ledger, from, to);
  const closed = closedDays(device.ledger, from, to);
  const before = sumsByDay(device.ledger, ...sameDaysBefore(shown, today));
  const target =
    policy.targets.find((one) => one.branch === branch.code) ??
    policy.targets.find((one) => one.branch === null);
  return {
    month: shown,
    days: sums.map((day) => ({
      day: day.day,
      figures: figuresIn([day]),
      unfinished: day.unfinished,
      isClosed: closed.has(day.day),
    })),
    total: figuresIn(sums),
    monthBefore: before.length === 0 ? null : figuresIn(before),
    privilegeWeekday: branch.privilegeWeekday,
    target: target === undefined ? null : { claimed: target.claimed, visits: target.visits },
    devices: 1 + readToldOf(device.ledger).length,
  };
}

/** A month that is not over is compared up to the same day. */
function sameDaysBefore(month: Month, today: Day): readonly [Day, Day] {
  const before = addMonths(month, -1);
  const last = month === monthOfDay(today) ? today.slice(8) : '31';
  return [`${before}-01` as Day, `${before}-${last}` as Day];
}

function figuresIn(days: readonly DaySums[]): Figures {
  const sum = (of: (day: DaySums) => number): number =>
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
