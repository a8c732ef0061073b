// What a day's figures were when it was closed, or over: what came late, and what was corrected, changed them since.
import type { Instant } from '#shared/base/month.ts';
import type { DayCorrection, RestatedDay } from '#shared/contract/view_report.ts';
import type { Figures } from '#shared/model/figures.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { DayClose } from '../store/day_closes.ts';
import type { VisitRow } from '../store/visit_rows.ts';

type EndOfDay = {
  readonly close: DayClose | null;
  /** The end of the day; null: it is not over. */
  readonly over: Instant | null;
};

/**
 * Of a closed day what the closing said; of one that is over, what this device knew at its end.
 * @returns null where no visit came later and no figure differs
 */
export function restatedDay(
  visits: readonly VisitRow[],
  now: Figures,
  { close, over }: EndOfDay,
  nameOfGift: (gift: string) => LocalText,
): RestatedDay | null {
  const since = close?.at ?? over;
  if (since === null) return null;
  const before = close ?? figuresAt(visits, since);
  const late = visits.filter((visit) => isLate(visit, since));
  if (
    late.length === 0 &&
    before.visits === now.visits &&
    before.prepaid === now.prepaid &&
    before.claimed === now.claimed
  ) {
    return null;
  }
  return {
    since: close === null ? 'over' : 'closed',
    before: {
      visits: before.visits,
      prepaid: before.prepaid as Figures['prepaid'],
      claimed: before.claimed as Figures['claimed'],
    },
    lateVisits: late.length,
    lateGifts: [...giftsGone(late)].map(([gift, count]) => ({ name: nameOfGift(gift), count })),
    lateCorrections: visits.filter(({ corrections }) => corrections.some(({ at }) => at > since))
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

/** This device learned of it when the day was closed, or over, already. */
export const isLate = ({ knownAt }: VisitRow, since: Instant | null): boolean =>
  since !== null && knownAt > since;

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
