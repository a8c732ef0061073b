// Which visits stand behind a figure: the same words by which the figure counts them.
import { lookSchema, type VisitFilter, type VisitsShown } from '#shared/contract/view_visits.ts';
import type { LineAnswer } from '#shared/engine/visit_line.ts';
import { type SettledState, settledStateSchema } from '#shared/model/settled.ts';
import type { VisitRow } from '../store/visit_rows.ts';
import { weekdayOf } from '#shared/base/month.ts';
import type { Looks } from './report_looks.ts';

/** For these the looks of the day must be known. */
export const LOOKS_ASKED: ReadonlySet<VisitsShown> = new Set<VisitsShown>([
  'marked',
  ...lookSchema.options,
]);

const WITH_VOID: ReadonlySet<VisitsShown> = new Set<VisitsShown>([
  'all',
  'corrected',
  'marked',
  'late',
  // HQ counted them when it looked.
  'came',
  ...settledStateSchema.options,
  'settled-changed',
]);

/** What is known of the days beside their visits. */
export type KnownOfDay = {
  /** This device learned of it after the day was closed, or over. */
  readonly isLate: (visit: VisitRow) => boolean;
  readonly looks: Looks;
  /** Of the clock where the branch stands. */
  readonly hourOf: (at: number) => number;
  /** By visit, as HQ last told. */
  readonly settled: ReadonlyMap<string, { readonly state: SettledState }>;
  /** By which a day's settled figure is another than before. */
  readonly settledChanged: ReadonlySet<string>;
};

/** All but the typed text. */
export function isShown(visit: VisitRow, filter: VisitFilter, known: KnownOfDay): boolean {
  const { shown, staff, purpose, offer, answer, gift, device, weekday, hour, until } = filter;
  const { state, answers, gifts } = visit;
  const end = visit.ended ?? visit.at;
  if (purpose !== null && visit.purpose !== purpose) return false;
  if (device !== null && visit.device !== device) return false;
  if (weekday !== null && weekdayOf(visit.day) !== weekday) return false;
  if (until !== null && end > until) return false;
  if (gift !== null && !gifts.some((given) => given.gift === gift)) return false;
  const isAsked = (given: LineAnswer): boolean =>
    (offer === null || given.offer === offer) && (answer === null || given.answer === answer);
  if ((offer !== null || answer !== null) && !answers.some(isAsked)) return false;
  const isIn = (at: number): boolean => hour === null || known.hourOf(at) === hour;
  const own = (staff === null || visit.staff === staff) && isIn(end);
  const found = known.settled.get(visit.visit)?.state;
  // A void visit is part of no figure.
  if (state === 'void' && !WITH_VOID.has(shown)) return false;
  const hasAnswer = (counts: (given: LineAnswer) => boolean): boolean =>
    answers.some(
      (given) =>
        (staff === null || given.staff === staff) &&
        isIn(given.at) &&
        isAsked(given) &&
        counts(given),
    );
  switch (shown) {
    case 'all':
      return own || hasAnswer(() => true);
    case 'finished':
      return own && state === 'finished';
    case 'unfinished':
      return own && state === 'unfinished';
    case 'money':
      return own && state === 'finished' && visit.prepaid !== null;
    case 'claimed':
      return own && visit.claim !== null && (offer === null || visit.claim.offer === offer);
    case 'said':
      return hasAnswer((given) => !given.isCare && given.answer !== 'not-said');
    case 'accepted':
      return hasAnswer((given) => !given.isCare && given.answer === 'accepted');
    case 'care':
      return hasAnswer((given) => given.isCare && given.answer !== 'not-said');
    case 'not-said':
      return hasAnswer((given) => given.answer === 'not-said');
    case 'gifts':
      return own && state === 'finished' && gifts.length > 0;
    case 'came':
      return own && (found === 'settled' || found === 'short');
    case 'settled':
    case 'short':
    case 'not-found':
    case 'reversed':
    case 'waiting':
      return own && found === shown;
    case 'settled-changed':
      return own && known.settledChanged.has(visit.visit);
    case 'late':
      return own && known.isLate(visit);
    case 'marked':
      return own && [...known.looks.values()].some((ids) => ids.has(visit.visit));
    default:
      return own && known.looks.get(shown)?.has(visit.visit) === true;
  }
}
