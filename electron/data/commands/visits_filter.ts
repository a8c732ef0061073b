// Which visits stand behind a figure: the same words by which the figure counts them.
import { lookSchema, type VisitFilter, type VisitsShown } from '#shared/contract/view_visits.ts';
import type { LineAnswer } from '#shared/engine/visit_line.ts';
import type { VisitRow } from '../store/visit_rows.ts';
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
]);

/**
 * All but the typed text.
 * @param late this device learned of it after the day was closed, or over
 * @param looks of the day
 */
export function isShown(
  visit: VisitRow,
  filter: VisitFilter,
  late: boolean,
  looks: Looks,
): boolean {
  const { shown, staff, purpose, offer, answer, gift, device } = filter;
  const { state, answers, gifts } = visit;
  if (purpose !== null && visit.purpose !== purpose) return false;
  if (device !== null && visit.device !== device) return false;
  if (gift !== null && !gifts.some((given) => given.gift === gift)) return false;
  const isAsked = (given: LineAnswer): boolean =>
    (offer === null || given.offer === offer) && (answer === null || given.answer === answer);
  if ((offer !== null || answer !== null) && !answers.some(isAsked)) return false;
  const own = staff === null || visit.staff === staff;
  // A void visit is part of no figure.
  if (state === 'void' && !WITH_VOID.has(shown)) return false;
  const hasAnswer = (counts: (given: LineAnswer) => boolean): boolean =>
    answers.some(
      (given) => (staff === null || given.staff === staff) && isAsked(given) && counts(given),
    );
  switch (shown) {
    case 'all':
      return own || answers.some((given) => given.staff === staff);
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
    case 'gifts':
      return own && state === 'finished' && gifts.length > 0;
    case 'late':
      return own && late;
    case 'marked':
      return own && [...looks.values()].some((ids) => ids.has(visit.visit));
    default:
      return own && looks.get(shown)?.has(visit.visit) === true;
  }
}
