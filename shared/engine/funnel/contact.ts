// Contact policy: what this customer has already heard at the branch, and how long each offer rests after an answer.
import { compareBy, compareNumber, compareText } from '#shared/base/compare.ts';
import { DAY_MS, type Day, type Instant } from '#shared/base/month.ts';
import type { Offer } from '#shared/model/catalog.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { DecisionContext, PastAnswer } from '#shared/model/decision.ts';
import type { LocalText } from '#shared/model/text.ts';

const MINUTE_MS = 60_000;
const MONTH_DAYS = 30;
const WEEK_DAYS = 7;
/** By then HQ's record tells what the customer has, and rules ask for that. */
const SETTLED_DAYS = 60;

/** Whole periods of 24 hours before now; within the first of them the evening before is not today. */
type Past = { readonly days: number; readonly isToday: boolean };

/** Times that something was said in the last 7 and 30 days, and the latest of all times. */
type Said = { readonly week: number; readonly month: number; readonly last: Past };

export type ContactMemory = {
  /** Promotional sentences, over all offers. */
  readonly heardThisWeek: number;
  readonly heardThisMonth: number;
  readonly byFamily: ReadonlyMap<string, Said>;
  readonly byOffer: ReadonlyMap<string, OfferMemory>;
};

type OfferMemory = Said & {
  readonly lastDeclined: Past | null;
  /** The last no came within 30 days of the one before it. */
  readonly declinedTwice: boolean;
  readonly settled: { readonly answer: 'accepted' | 'has-it'; readonly past: Past } | null;
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
  { today, minuteOfDay }: Pick<DecisionContext, 'today' | 'minuteOfDay'>,
  now: Instant,
): ContactMemory {
  const began = now - minuteOfDay * MINUTE_MS - (now % MINUTE_MS);
  const byOffer = new Map<string, OfferMemory>();
  const byFamily = new Map<string, Said>();
  let heardThisWeek = 0;
  let heardThisMonth = 0;
  for (const answer of history.toSorted(answerOrder)) {
    if (answer.answer === 'not-said') continue;
    const days = Math.max(0, Math.floor((now - answer.at) / DAY_MS));
    const past: Past = { days, isToday: answer.at >= began };
    const isDue = answer.answer === 'later' && answer.laterOn !== null && answer.laterOn <= today;
    byOffer.set(answer.offer, remember(byOffer.get(answer.offer), answer, past, isDue));
    byFamily.set(answer.family, saidAgain(byFamily.get(answer.family), past, isDue));
    const isPromotional = promotionalById.get(answer.offer) ?? answer.family !== 'care';
    if (!isPromotional || isDue) continue;
    if (days < WEEK_DAYS) heardThisWeek += 1;
    if (days < MONTH_DAYS) heardThisMonth += 1;
  }
  return { heardThisWeek, heardThisMonth, byFamily, byOffer };
}

const saidAgain = (before: Said | undefined, past: Past, isDue: boolean): Said => ({
  week: (before?.week ?? 0) + (past.days < WEEK_DAYS && !isDue ? 1 : 0),
  month: (before?.month ?? 0) + (past.days < MONTH_DAYS && !isDue ? 1 : 0),
  last: past,
});

function remember(
  before: OfferMemory | undefined,
  { answer, laterOn }: PastAnswer,
  past: Past,
  isDue: boolean,
): OfferMemory {
  const declinedBefore = before?.lastDeclined ?? null;
  const isNo = answer === 'declined';
  return {
    ...saidAgain(before, past, isDue),
    lastDeclined: isNo ? past : declinedBefore,
    declinedTwice: isNo
      ? declinedBefore !== null && declinedBefore.days - past.days <= MONTH_DAYS
      : (before?.declinedTwice ?? false),
    settled:
      answer === 'accepted' || answer === 'has-it' ? { answer, past } : (before?.settled ?? null),
    laterOn: answer === 'later' ? laterOn : null,
  };
}

/** The customer asked to hear it again, and the day has come. */
export function isLaterDue(memory: ContactMemory, offer: string, today: Day): boolean {
  const laterOn = memory.byOffer.get(offer)?.laterOn ?? null;
  return laterOn !== null && laterOn <= today;
}

/** Why this offer rests now, or null. A sold offer is not said again for 60 days; care is, within its own limits. */
export function restReason(
  memory: ContactMemory,
  offer: Offer,
  { families }: Policy,
  today: Day,
): LocalText | null {
  const past = memory.byOffer.get(offer.id);
  if (past !== undefined) {
    const { settled, laterOn } = past;
    const isSettled = settled !== null && settled.past.days < SETTLED_DAYS;
    if (isSettled && (offer.promotional || settled.answer === 'has-it')) {
      const { zh, en } = ago(settled.past);
      return settled.answer === 'accepted'
        ? { zh: `${zh}已接受`, en: `accepted ${en}` }
        : { zh: `${zh}说已经有了`, en: `said to have it ${en}` };
    }
    if (laterOn !== null && laterOn > today) {
      return { zh: `约好${laterOn}再说`, en: `to be asked again on ${laterOn}` };
    }
    // The day that was agreed has come: it is expected, whatever else was said.
    if (laterOn !== null) return null;
    const rests = restsAfterNo(past, offer) ?? tooOften(past, offer.contact, ITSELF);
    if (rests !== null) return rests;
  }
  const windows = families[offer.family];
  if (windows === undefined) return null;
  const said = memory.byFamily.get(offer.family) ?? NEVER;
  return tooOften(said, windows, ITS_FAMILY);
}

const NEVER: Said = { week: 0, month: 0, last: { days: 0, isToday: true } };

function restsAfterNo(
  { lastDeclined, declinedTwice }: OfferMemory,
  { contact: { restAfterDecline, restAfterTwoDeclines } }: Offer,
): LocalText | null {
  if (lastDeclined === null) return null;
  const { zh, en } = ago(lastDeclined);
  if (declinedTwice && lastDeclined.days < restAfterTwoDeclines) {
    return {
      zh: `30天内婉拒两次（最近${zh}），须间隔${restAfterTwoDeclines}天`,
      en: `declined twice in 30 days (last ${en}), rests for ${restAfterTwoDeclines} days`,
    };
  }
  if (lastDeclined.days >= restAfterDecline) return null;
  return {
    zh: `${zh}已婉拒，须间隔${restAfterDecline}天`,
    en: `declined ${en}, rests for ${restAfterDecline} days`,
  };
}

const ITSELF: LocalText = { zh: '', en: '' };
const ITS_FAMILY: LocalText = { zh: '同类优惠', en: 'offers of its kind: ' };

function tooOften(
  said: Said,
  limits: { readonly perWeek: number; readonly perMonth: number },
  what: LocalText,
): LocalText | null {
  const [days, times, most] =
    said.week >= limits.perWeek
      ? [WEEK_DAYS, said.week, limits.perWeek]
      : [MONTH_DAYS, said.month, limits.perMonth];
  if (times < most) return null;
  if (times === 0) return { zh: `${what.zh}暂不推荐`, en: `${what.en}not said for now` };
  const last = ago(said.last);
  return {
    zh: `${what.zh}${days}天内已说过${times}次（最近${last.zh}），上限${most}次`,
    en: `${what.en}said ${times === 1 ? 'once' : `${times} times`} in ${days} days (last ${last.en}), at most ${most}`,
  };
}

export function ago({ days, isToday }: Past): LocalText {
  if (days > 0) return { zh: `${days}天前`, en: `${days} day${days === 1 ? '' : 's'} ago` };
  return isToday ? { zh: '今天', en: 'today' } : { zh: '昨天', en: 'yesterday' };
}
