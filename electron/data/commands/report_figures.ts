// The manager's figures: pure sums over the entries of a day.
import type { Fen } from '#shared/base/money.ts';
import { compareBy, compareNumber, compareText, descending } from '#shared/base/compare.ts';
import type { DayReport, Figures } from '#shared/contract/view_report.ts';
import type { ReportRow } from '../store/report_rows.ts';
import { upliftOf } from '../store/visits.ts';
import { groupBy } from './group_by.ts';

/** The same sums over any part of the day's rows. */
export function figuresOf(rows: readonly ReportRow[]): Figures {
  const sums = { visits: 0, prepaid: 0, intended: 0, uplift: 0, said: 0, accepted: 0 };
  for (const row of rows) {
    if (row.kind === 'answer.recorded') {
      if (row.payload.answer !== 'not-said') sums.said += 1;
      if (row.payload.answer === 'accepted') sums.accepted += 1;
    }
    if (row.kind === 'visit.finished') {
      sums.visits += 1;
      sums.prepaid += row.payload.prepaid ?? 0;
      sums.intended += row.payload.intended ?? 0;
      sums.uplift += upliftOf(row.payload) ?? 0;
    }
  }
  // Sums of integers are integers.
  return sums as unknown as Figures;
}

export function figuresByClerk(
  rows: readonly ReportRow[],
  nameOf: (staff: string) => string,
): DayReport['byClerk'] {
  return [...groupBy(rows, (row) => row.staff)]
    .map(([staff, own]) => ({ staff, name: nameOf(staff), ...figuresOf(own) }))
    .toSorted(
      compareBy(
        descending((a, b) => compareNumber(a.uplift, b.uplift)),
        (a, b) => compareText(a.staff, b.staff),
      ),
    );
}

/** @param minuteOf minutes since midnight of an instant, in branch time */
export const figuresByHour = (
  rows: readonly ReportRow[],
  minuteOf: (at: number) => number,
): DayReport['byHour'] =>
  [...groupBy(rows, (row) => Math.floor(minuteOf(row.at) / 60))]
    .map(([hour, own]) => ({ hour, ...figuresOf(own) }))
    .toSorted((a, b) => compareNumber(a.hour, b.hour));

/** Cumulative, one point for each minute in which a visit was finished with money. */
export function lineOfDay(
  rows: readonly ReportRow[],
  minuteOf: (at: number) => number,
): DayReport['line'] {
  const points = new Map<number, { minute: number; prepaid: Fen; intended: Fen }>();
  let prepaid = 0;
  let intended = 0;
  const finishes = rows
    .flatMap((row) => (row.kind === 'visit.finished' ? [row] : []))
    .toSorted((a, b) => compareNumber(minuteOf(a.at), minuteOf(b.at)));
  for (const { at, payload } of finishes) {
    if (payload.prepaid === null) continue;
    prepaid += payload.prepaid;
    intended += payload.intended ?? 0;
    const minute = minuteOf(at);
    points.set(minute, { minute, prepaid: prepaid as Fen, intended: intended as Fen });
  }
  return [...points.values()];
}

/**
 * Answers by offer. A visit's uplift is credited to the first offer that was accepted in it, so that the uplifts
 * of the offers never add up to more than the day's.
 */
export function figuresByOffer(
  rows: readonly ReportRow[],
  nameOf: (offer: string) => DayReport['byOffer'][number]['name'],
): DayReport['byOffer'] {
  const answers = rows.flatMap((row) => (row.kind === 'answer.recorded' ? [row.payload] : []));
  const winner = new Map<string, string>();
  for (const { visit, offer, answer } of answers) {
    if (answer === 'accepted' && !winner.has(visit)) winner.set(visit, offer);
  }
  const uplift = new Map<string, number>();
  for (const row of rows) {
    if (row.kind !== 'visit.finished') continue;
    const offer = winner.get(row.payload.visit);
    if (offer === undefined) continue;
    uplift.set(offer, (uplift.get(offer) ?? 0) + (upliftOf(row.payload) ?? 0));
  }
  return [...groupBy(answers, (answer) => answer.offer)]
    .map(([offer, own]) => {
      const count = (answer: string): number => own.filter((row) => row.answer === answer).length;
      return {
        offer,
        name: nameOf(offer),
        said: own.length - count('not-said'),
        accepted: count('accepted'),
        later: count('later'),
        declined: count('declined'),
        hasIt: count('has-it'),
        notSaid: count('not-said'),
        uplift: (uplift.get(offer) ?? 0) as Fen,
      };
    })
    .toSorted(
      compareBy(
        descending((a, b) => compareNumber(a.said, b.said)),
        (a, b) => compareText(a.offer, b.offer),
      ),
    );
}
