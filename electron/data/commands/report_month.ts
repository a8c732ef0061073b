// A month of the branch, day by day, by sums over its visits; and what HQ hopes for.
import { type Day, type Month, monthOfDay } from '#shared/base/month.ts';
import type { MonthReport } from '#shared/contract/view_report.ts';
import { figuresIn, isRestated, sameDaysBefore, targetOf } from '#shared/engine/month_figures.ts';
import { closedDays } from '../store/day_closes.ts';
import { readToldOf } from '../store/told.ts';
import { sumsByDay } from '../store/visit_rows.ts';
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
  const daysBefore = sameDaysBefore(shown, today);
  const before = sumsByDay(device.ledger, daysBefore.from, daysBefore.to);
  return {
    month: shown,
    days: sums.map((day) => ({
      day: day.day,
      figures: figuresIn([day]),
      unfinished: day.unfinished,
      isClosed: closed.has(day.day),
      isRestated: isRestated(figuresIn([day]), closed.get(day.day)),
    })),
    total: figuresIn(sums),
    monthBefore: before.length === 0 ? null : figuresIn(before),
    daysBefore,
    privilegeWeekday: branch.privilegeWeekday,
    target: targetOf(policy.targets, branch.code),
    devices: 1 + readToldOf(device.ledger).length,
  };
}
