// A branch's day and month for HQ's page, from the same lines and sums as its manager's.
import { createBranchTime, weekBefore } from '#shared/base/branch_time.ts';
import {
  addDays,
  type Day,
  type Instant,
  lastDayOf,
  type Month,
  monthOfDay,
} from '#shared/base/month.ts';
import type { HqBranchDay, HqBranchMonth } from '#shared/contract/view_hq.ts';
import { figuresIn, isRestated, sameDaysBefore, targetOf } from '#shared/engine/month_figures.ts';
import { lastsDays, paceFrom } from '#shared/engine/gift_pace.ts';
import {
  entriesOf,
  figuresByClerk,
  figuresByHour,
  figuresByOffer,
  figuresOf,
  lineOfDay,
} from '#shared/engine/report_figures.ts';
import { settledOfDay } from '#shared/engine/settled_of_day.ts';
import { effectFigureSchema } from '#shared/model/effect_figure.ts';
import { sameInBoth } from '#shared/model/text.ts';
import { readGifts } from '#hub/db/branch.ts';
import { readSettledDays } from '#hub/db/claim.ts';
import type { Database } from '#hub/db/database.ts';
import { readCatalog, readPolicy } from '#hub/db/editions.ts';
import { readEffectFigure } from '#hub/db/effect_figure.ts';
import { type PageBranch, readPageDevices, readStaffNames } from '#hub/db/page_branch.ts';
import {
  countStaleVisits,
  type DayLine,
  readClosedDays,
  readDayLines,
  readDaySums,
  readDaysWithVisits,
  readDeviceVisits,
  readGiftsGone,
} from '#hub/db/visit_line.ts';

const MOST_DAYS = 800;

/** @param asked null: today where the branch stands */
export async function branchDayOf(
  db: Database,
  branch: PageBranch,
  asked: Day | null,
  now: number,
): Promise<HqBranchDay> {
  const { code } = branch;
  const timeOf = createBranchTime(branch.timeZone);
  const minuteOf = (at: number): number => timeOf(at).minuteOfDay;
  const present = timeOf(now);
  const day = asked ?? present.day;
  const entries = entriesOf(await readDayLines(db, code, day));
  // A morning is not compared with a whole day, and it ends as it does at the counter: by visits.
  const until = day === present.day ? weekBefore(timeOf, now as Instant) : Number.MAX_SAFE_INTEGER;
  const before = (await readDayLines(db, code, addDays(day, -7))).filter(
    (line) => isCounted(line) && (line.ended ?? line.at ?? 0) <= until,
  );
  const names = await readStaffNames(db, code);
  const nameOf = (staff: string): string => names.get(staff) ?? staff;
  const catalog = await readCatalog(db);
  const offers = new Map((catalog?.offers ?? []).map(({ id, name }) => [id, name]));
  const sums = await readDaySums(db, code, day, day);
  const [told] = await readSettledDays(db, code, day, day);
  const effect = effectFigureSchema.safeParse(await readEffectFigure(db, code));
  const visits = await readDeviceVisits(db, code, day);
  const days = await readDaysWithVisits(db, code, MOST_DAYS);
  const total = figuresOf(entries);
  const closed = (await readClosedDays(db, code, day, day)).get(day);
  return {
    branch: nameOfBranch(branch),
    today: present.day,
    days,
    behind: await countStaleVisits(db, [code]),
    report: {
      day,
      computedAt: now as Instant,
      total,
      weekBefore: before.length === 0 ? null : figuresOf(entriesOf(before)),
      byClerk: figuresByClerk(entries, nameOf),
      byOffer: figuresByOffer(entries, (id) => offers.get(id) ?? sameInBoth(id)),
      byHour: figuresByHour(entries, minuteOf),
      line: lineOfDay(entries, minuteOf),
      gifts: await giftsOfDay(db, code, day, days),
      unfinished: sums[0]?.unfinished ?? 0,
    },
    closed:
      closed === undefined
        ? null
        : ({ ...closed, isRestated: isRestated(total, closed) } as HqBranchDay['closed']),
    settled: {
      ...settledOfDay(day, told, nameOf),
      effect: effect.success ? effect.data : null,
    },
    devices: (await readPageDevices(db, code)).map((device) => ({
      ...device,
      heardAt: device.heardAt as Instant | null,
      visits: visits.get(device.id) ?? 0,
    })),
  };
}

/** It has a figure: see `sumsOfDay` of the counter. */
const isCounted = ({ state, answers }: DayLine): boolean =>
  state === 'finished' || (state !== 'void' && answers.some(({ answer }) => answer !== 'not-said'));

/** What the branch was given less what finished visits gave away since ever; `left` below nought: HQ took back more. */
async function giftsOfDay(
  db: Database,
  branch: string,
  day: Day,
  days: readonly Day[],
): Promise<HqBranchDay['report']['gifts']> {
  const gone = await readGiftsGone(db, branch, null, null);
  const today = await readGiftsGone(db, branch, day, day);
  const from = paceFrom(day);
  const pace = await readGiftsGone(db, branch, from, day);
  const first = days.filter((one) => one >= from && one <= day).toSorted()[0] ?? null;
  return (await readGifts(db, branch)).map(({ id, name, allocated }) => {
    const left = allocated - (gone.get(id) ?? 0);
    const went = pace.get(id) ?? 0;
    return {
      id,
      name,
      left,
      drawnToday: today.get(id) ?? 0,
      lastsDays: lastsDays(left, went, { day, first }),
    };
  });
}

/** @param asked null: the present one where the branch stands */
export async function branchMonthOf(
  db: Database,
  branch: PageBranch,
  asked: Month | null,
  now: number,
): Promise<HqBranchMonth> {
  const { code } = branch;
  const today = createBranchTime(branch.timeZone)(now).day;
  const month = asked ?? monthOfDay(today);
  const [from, to] = [`${month}-01` as Day, lastDayOf(month)];
  const sums = await readDaySums(db, code, from, to);
  const closed = await readClosedDays(db, code, from, to);
  const daysBefore = sameDaysBefore(month, today);
  const before = await readDaySums(db, code, daysBefore.from, daysBefore.to);
  const targets = (await readPolicy(db))?.targets ?? [];
  return {
    branch: nameOfBranch(branch),
    today,
    behind: await countStaleVisits(db, [code]),
    report: {
      month,
      days: sums.map((one) => ({
        day: one.day,
        figures: figuresIn([one]),
        unfinished: one.unfinished,
        isClosed: closed.has(one.day),
        isRestated: isRestated(figuresIn([one]), closed.get(one.day)),
      })),
      total: figuresIn(sums),
      monthBefore: before.length === 0 ? null : figuresIn(before),
      daysBefore,
      privilegeWeekday: branch.privilegeWeekday,
      target: targetOf(targets, code),
      devices: (await readPageDevices(db, code)).length,
    },
  };
}

export const nameOfBranch = ({ code, name, region, currency, timeZone }: PageBranch) => ({
  code,
  name,
  region,
  currency,
  timeZone,
});
