// What a day's figures were when it was closed, or over: what came late, and what was corrected, changed them since.
import { endOfDay } from '#shared/base/branch_time.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { DayCorrection, RestatedDay } from '#shared/contract/view_report.ts';
import type { Figures } from '#shared/model/figures.ts';
import type { LocalText } from '#shared/model/text.ts';
import { type DayClose, readDayClose } from '../store/day_closes.ts';
import { firstRecordedAt } from '../store/events.ts';
import type { VisitRow } from '../store/visit_rows.ts';
import type { Ready } from './context.ts';

/** What a day is held against: how its close, or its end, found it. */
export type DayThen = {
  readonly at: Instant;
  /** Null: it was never closed; this is what this device knew at its end. */
  readonly close: DayClose | null;
};

/** Null while the day is neither closed nor over, and where this device had recorded nothing yet when it was over. */
export function dayThen({ device, cache }: Ready, day: Day): DayThen | null {
  const { ledger } = device;
  const close = readDayClose(ledger, day);
  if (close !== null) return { at: close.at, close };
  if (day >= cache.timeOf(device.clock.now()).day) return null;
  const over = endOfDay(cache.timeOf, day);
  const first = firstRecordedAt(ledger);
  return first === null || first > over ? null : { at: over, close: null };
}

/**
 * Of a closed day what the closing said; of one that is over, what this device knew at its end.
 * @returns null where no visit came later and no figure differs
 */
export function restatedDay(
  visits: readonly VisitRow[],
  now: Figures,
  then: DayThen | null,
  nameOfGift: (gift: string) => LocalText,
): RestatedDay | null {
  if (then === null) return null;
  const before = then.close ?? figuresAt(visits, then.at);
  const late = visits.filter((visit) => isLate(visit, then));
  if (
    late.length === 0 &&
    before.visits === now.visits &&
    before.prepaid === now.prepaid &&
    before.claimed === now.claimed
  ) {
    return null;
  }
  return {
    since: then.close === null ? 'over' : 'closed',
    before: {
      visits: before.visits,
      prepaid: before.prepaid as Figures['prepaid'],
      claimed: before.claimed as Figures['claimed'],
    },
    lateVisits: late.length,
    lateGifts: [...giftsGone(late)].map(([gift, count]) => ({ name: nameOfGift(gift), count })),
    lateCorrections: visits.filter(({ corrections }) => corrections.some(({ at }) => at > then.at))
      .length,
  };
}

function giftsGone(visits: readonly VisitRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { state, gifts } of visits) {
    if (state !== 'finished') continue;
    for (const { gift, count } of gifts) counts.set(gift, (counts.get(gift) ?? 0) + count);
  }
  return counts;
}

/**
 * It is no part of what the day was told as. A close says how far it had heard each device, so that all windows call the
 * same visits late; closes of before do not, and this device goes by when it learned of a visit itself.
 */
function isLate({ device, through, knownAt }: VisitRow, then: DayThen | null): boolean {
  if (then === null) return false;
  const heard = then.close?.heard;
  if (heard === undefined) return knownAt > then.at;
  return through > (heard.find((one) => one.device === device)?.through ?? 0);
}

/** Of visits of any days; each day is looked up once. */
export function isLateIn(found: Ready): (visit: VisitRow) => boolean {
  const known = new Map<Day, DayThen | null>();
  return (visit) => {
    const kept = known.get(visit.day);
    if (kept !== undefined) return isLate(visit, kept);
    const then = dayThen(found, visit.day);
    known.set(visit.day, then);
    return isLate(visit, then);
  };
}

/** A correction holds the amounts on both sides of it: the first after that instant tells what stood then. */
function figuresAt(visits: readonly VisitRow[], at: Instant) {
  const sums = { visits: 0, prepaid: 0, claimed: 0 };
  for (const visit of visits) {
    if (visit.knownAt > at) continue;
    const next = visit.corrections.find((correction) => correction.at > at);
    if (next === undefined && visit.state !== 'finished') continue;
    if (visit.ended === null) continue;
    const { prepaid, claimed } = next?.before ?? {
      prepaid: visit.prepaid,
      claimed: visit.claim?.amount ?? null,
    };
    sums.visits += 1;
    sums.prepaid += prepaid ?? 0;
    sums.claimed += claimed ?? 0;
  }
  return sums;
}

/** Corrections of the day's visits, the oldest first. */
export const correctionsOf = (
  visits: readonly VisitRow[],
  nameOf: (staff: string) => string,
): readonly DayCorrection[] =>
  visits
    .flatMap((visit) =>
      visit.corrections.map(({ at, approvedBy, reason, what, before, after }): DayCorrection => ({
        visit: visit.visit,
        visitAt: visit.ended ?? visit.at,
        at,
        approvedBy: nameOf(approvedBy),
        reason,
        what,
        from: before.prepaid,
        to: after.prepaid,
      })),
    )
    .toSorted((a, b) => a.at - b.at);
