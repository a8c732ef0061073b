// The manager's figures: pure sums over the entries of a day.
import { type Fen, fen } from '#shared/base/money.ts';
import { compareBy, compareNumber, compareText, descending } from '#shared/base/compare.ts';
import type { DayReport, Figures } from '#shared/contract/view_report.ts';
import type { Answer } from '#shared/model/visit.ts';
import type { ReportRow } from '../store/report_rows.ts';
import type { Claim } from '../store/visits_taken.ts';
import { groupBy } from './group_by.ts';

/** What a day's rows do not say themselves. */
export type DayKnown = {
  /** By visit; those without a claim are left out. */
  readonly claims: ReadonlyMap<string, Claim>;
  /** Offers that sell nothing: greetings, reminders, thanks. */
  readonly isCare: (offer: string) => boolean;
};

/** The same sums over any part of the day's rows. */
export function figuresOf(rows: readonly ReportRow[], { claims, isCare }: DayKnown): Figures {
  const sums = { visits: 0, prepaid: 0, claimed: 0, said: 0, accepted: 0, care: 0 };
  for (const row of rows) {
    if (row.kind === 'answer.recorded' && row.payload.answer !== 'not-said') {
      if (isCare(row.payload.offer)) {
        sums.care += 1;
        continue;
      }
      sums.said += 1;
      if (row.payload.answer === 'accepted') sums.accepted += 1;
    }
    if (row.kind === 'visit.finished') {
      sums.visits += 1;
      sums.prepaid += row.payload.prepaid ?? 0;
      sums.claimed += claims.get(row.payload.visit)?.amount ?? 0;
    }
  }
  const { visits, said, accepted, care } = sums;
  return { visits, prepaid: fen(sums.prepaid), claimed: fen(sums.claimed), said, accepted, care };
}

export function figuresByClerk(
  rows: readonly ReportRow[],
  known: DayKnown,
  nameOf: (staff: string) => string,
): DayReport['byClerk'] {
  return [...groupBy(rows, (row) => row.staff)]
    .map(([staff, own]) => ({ staff, name: nameOf(staff), ...figuresOf(own, known) }))
    .toSorted(
      compareBy(
        descending((a, b) => compareNumber(a.claimed, b.claimed)),
        (a, b) => compareText(a.staff, b.staff),
      ),
    );
}

/** @param minuteOf minutes since midnight of an instant, in branch time */
export const figuresByHour = (
  rows: readonly ReportRow[],
  known: DayKnown,
  minuteOf: (at: number) => number,
): DayReport['byHour'] =>
  [...groupBy(rows, (row) => Math.floor(minuteOf(row.at) / 60))]
    .map(([hour, own]) => ({ hour, ...figuresOf(own, known) }))
    .toSorted((a, b) => compareNumber(a.hour, b.hour));

/** Cumulative, one point for each minute in which a visit was finished with money. */
export function lineOfDay(
  rows: readonly ReportRow[],
  { claims }: DayKnown,
  minuteOf: (at: number) => number,
): DayReport['line'] {
  const points = new Map<number, { minute: number; prepaid: Fen; claimed: Fen }>();
  let prepaid = 0;
  let claimed = 0;
  const finishes = rows
    .flatMap((row) => (row.kind === 'visit.finished' ? [row] : []))
    .toSorted((a, b) => compareNumber(minuteOf(a.at), minuteOf(b.at)));
  for (const { at, payload } of finishes) {
    if (payload.prepaid === null) continue;
    prepaid += payload.prepaid;
    claimed += claims.get(payload.visit)?.amount ?? 0;
    const minute = minuteOf(at);
    points.set(minute, { minute, prepaid: prepaid as Fen, claimed: claimed as Fen });
  }
  return [...points.values()];
}

/** Answers by offer. A visit's claim is credited to one offer, so that the offers' claims add up to the day's. */
export function figuresByOffer(
  rows: readonly ReportRow[],
  { claims, isCare }: DayKnown,
  nameOf: (offer: string) => DayReport['byOffer'][number]['name'],
): DayReport['byOffer'] {
  const answers = rows.flatMap((row) => (row.kind === 'answer.recorded' ? [row.payload] : []));
  const claimed = new Map<string, number>();
  for (const row of rows) {
    if (row.kind !== 'visit.finished') continue;
    const claim = claims.get(row.payload.visit);
    if (claim !== undefined)
      claimed.set(claim.offer, (claimed.get(claim.offer) ?? 0) + claim.amount);
  }
  return [...groupBy(answers, (answer) => answer.offer)]
    .map(([offer, own]) => {
      const count = (answer: Answer): number => own.filter((row) => row.answer === answer).length;
      return {
        offer,
        name: nameOf(offer),
        isCare: isCare(offer),
        said: own.length - count('not-said'),
        accepted: count('accepted'),
        later: count('later'),
        declined: count('declined'),
        hasIt: count('has-it'),
        notSaid: count('not-said'),
        claimed: (claimed.get(offer) ?? 0) as Fen,
      };
    })
    .toSorted(
      compareBy(
        descending((a, b) => compareNumber(a.said, b.said)),
        (a, b) => compareText(a.offer, b.offer),
      ),
    );
}
