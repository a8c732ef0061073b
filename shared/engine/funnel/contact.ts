// Contact policy: what this customer has already heard, and how long each offer rests after an answer.
import { compareBy, compareNumber, compareText } from '#shared/base/compare.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { Offer } from '#shared/model/catalog.ts';
import type { PastAnswer } from '#shared/model/decision.ts';
import type { LocalText } from '#shared/model/text.ts';

const DAY_MS = 86_400_000;
const MONTH_DAYS = 30;
const WEEK_DAYS = 7;

export type ContactMemory = {
  /** Promotional sentences heard in the last 7 days, over all offers. */
  readonly heardThisWeek: number;
  readonly byOffer: ReadonlyMap<string, OfferMemory>;
};

/** Days are whole periods of 24 hours before now. */
type OfferMemory = {
  readonly heardThisMonth: number;
  readonly lastHeard: number;
  readonly lastDeclined: number | null;
  readonly settled: { readonly answer: 'accepted' | 'has-it'; readonly days: number } | null;
  /** The last answer was "later": the day that was agreed. */
  readonly laterOn: Day | null;
};

const answerOrder = compareBy<PastAnswer>(
  (a, b) => compareNumber(a.at, b.at),
  (a, b) => compareText(a.offer, b.offer),
  (a, b) => compareText(a.answer, b.answer),
  (a, b) => compareText(a.laterOn ?? '', b.laterOn ?? ''),
);

/** "Not said" does not count as asked; neither does a "later" whose day has come. */
export function rememberContacts(
  history: readonly PastAnswer[],
  promotionalById: ReadonlyMap<string, boolean>,
  today: Day,
  now: Instant,
): ContactMemory {
  const byOffer = new Map<string, OfferMemory>();
  let heardThisWeek = 0;
  for (const past of history.toSorted(answerOrder)) {
    if (past.answer === 'not-said') continue;
    const days = Math.max(0, Math.floor((now - past.at) / DAY_MS));
    const isDue = past.answer === 'later' && past.laterOn !== null && past.laterOn <= today;
    const before = byOffer.get(past.offer);
    byOffer.set(past.offer, {
      heardThisMonth: (before?.heardThisMonth ?? 0) + (days < MONTH_DAYS && !isDue ? 1 : 0),
      lastHeard: days,
      lastDeclined: past.answer === 'declined' ? days : (before?.lastDeclined ?? null),
      settled:
        past.answer === 'accepted' || past.answer === 'has-it'
          ? { answer: past.answer, days }
          : (before?.settled ?? null),
      laterOn: past.answer === 'later' ? past.laterOn : null,
    });
    const isPromotional = promotionalById.get(past.offer) ?? past.family !== 'care';
    if (isPromotional && days < WEEK_DAYS && !isDue) heardThisWeek += 1;
  }
  return { heardThisWeek, byOffer };
}

/** The customer asked to hear it again, and the day has come. */
export function isLaterDue(memory: ContactMemory, offer: string, today: Day): boolean {
  const laterOn = memory.byOffer.get(offer)?.laterOn ?? null;
  return laterOn !== null && laterOn <= today;
}

/** Why this offer rests now, or null. A sold offer is not said again; care is, within its monthly limit. */
export function restReason(memory: ContactMemory, offer: Offer, today: Day): LocalText | null {
  const past = memory.byOffer.get(offer.id);
  if (past === undefined) return null;
  if (past.settled !== null && (offer.promotional || past.settled.answer === 'has-it')) {
    return past.settled.answer === 'accepted'
      ? { zh: `${ago(past.settled.days).zh}已接受`, en: `accepted ${ago(past.settled.days).en}` }
      : {
          zh: `${ago(past.settled.days).zh}说已经有了`,
          en: `said to have it ${ago(past.settled.days).en}`,
        };
  }
  if (past.laterOn !== null && past.laterOn > today) {
    return { zh: `约好${past.laterOn}再说`, en: `to be asked again on ${past.laterOn}` };
  }
  if (past.laterOn !== null) return null;
  const { perMonth, restAfterDecline } = offer.contact;
  if (past.lastDeclined !== null && past.lastDeclined < restAfterDecline) {
    const { zh, en } = ago(past.lastDeclined);
    return {
      zh: `${zh}已婉拒，须间隔${restAfterDecline}天`,
      en: `declined ${en}, rests for ${restAfterDecline} days`,
    };
  }
  if (past.heardThisMonth >= perMonth) {
    const { zh, en } = ago(past.lastHeard);
    return {
      zh: `30天内已说过${past.heardThisMonth}次（最近${zh}），上限${perMonth}次`,
      en: `said ${past.heardThisMonth} times in 30 days (last ${en}), at most ${perMonth}`,
    };
  }
  return null;
}

const ago = (days: number): LocalText =>
  days === 0
    ? { zh: '今天', en: 'today' }
    : { zh: `${days}天前`, en: `${days} day${days === 1 ? '' : 's'} ago` };
