// Which gifts may go with a finish: earned ones, and one that a manager lets go; each once a day, while there are any.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { CommonFailure, VisitFailure } from '#shared/contract/failure.ts';
import type { GiftChoice } from '#shared/contract/view_visit.ts';
import type { Gift } from '#shared/model/branch.ts';
import type { Offer } from '#shared/model/catalog.ts';
import type { Proposal } from '#shared/model/decision.ts';
import { heardElsewhere } from '../store/heard.ts';
import type { GiftCount } from '#shared/engine/visit_line.ts';
import { giftCounts } from '../store/gift_share.ts';
import { giftsOfCustomer } from '../store/stock.ts';
import { badInput } from './context.ts';
import type { Step } from './visit_decision.ts';
import type { Refusal } from './visit_desk.ts';
import { giftLeftOf } from './visit_view.ts';

/** As the event has it. */
const MAX_PIECES = 99;

/**
 * All that is handed over. A gift belongs to an offer that was accepted and paid for: one piece for each.
 * @param taken what was accepted and paid for
 * @param exception a gift that a manager lets go; null: none. It is none of those that were earned
 */
export function givenGifts(
  gifts: readonly Gift[],
  earned: readonly GiftCount[],
  taken: readonly Proposal[],
  exception: string | null,
): Result<readonly GiftCount[], VisitFailure | CommonFailure> {
  const given = mergeCounts(earned);
  for (const { count } of given) {
    if (count > MAX_PIECES) return badInput('gifts', `at most ${MAX_PIECES} of one gift`);
  }
  const all = exception === null ? given : [...given, { gift: exception, count: 1 }];
  for (const { gift } of all) {
    if (!gifts.some((known) => known.id === gift)) {
      return badInput('gifts', `a gift of this branch instead of ${gift}`);
    }
  }
  const unearned = given.find(
    ({ gift, count }) => count > taken.filter((one) => one.gift === gift).length,
  );
  if (unearned !== undefined) return err({ type: 'gift-not-earned', gift: unearned.gift });
  const isTwice = given.some(({ gift }) => gift === exception);
  return isTwice && exception !== null ? err({ type: 'gift-given', gift: exception }) : ok(all);
}

/** Null when they may be handed over. Call it in the transaction that draws them. */
export function giftRefusal(
  step: Step,
  customer: number,
  given: readonly GiftCount[],
  taken: readonly Proposal[],
): Refusal | null {
  const { gifts } = step.cache.contents;
  const again = given.find(({ gift }) => hadGift(step, customer, gift, taken));
  if (again !== undefined) return err({ type: 'gift-given', gift: again.gift });
  const counts = giftCounts(step.device.ledger, gifts);
  for (const { gift, count } of given) {
    const { left = 0, here = 0 } = counts.get(gift) ?? {};
    if (left < count) return err({ type: 'out-of-stock', gift, left });
    if (here < count) return err({ type: 'gift-elsewhere', gift, here, elsewhere: left - here });
  }
  return null;
}

/**
 * Today at this branch, as far as this device knows: from its own finishes, or because an offer that brings the gift
 * was accepted at another device. Of a gift that was taken, its own offers; of another, all that bring it.
 */
function hadGift(
  { device, cache, stamp }: Step,
  customer: number,
  gift: string,
  taken: readonly Proposal[],
): boolean {
  if (giftsOfCustomer(device.ledger, customer, stamp.day).has(gift)) return true;
  const own = taken.filter((one) => one.gift === gift).map(({ offer }) => offer);
  const offers = new Set(own.length > 0 ? own : offersOf(gift, cache.contents.catalog.offers));
  return heardElsewhere(cache.reader, customer, stamp.device).answers.some(
    ({ offer, answer, at }) =>
      answer === 'accepted' && offers.has(offer) && cache.timeOf(at).day === stamp.day,
  );
}

const offersOf = (gift: string, offers: readonly Offer[]): readonly string[] =>
  offers.filter(({ tiers }) => tiers.some((tier) => tier.gift === gift)).map(({ id }) => id);

/** The gifts of the branch as a manager chooses from them. */
export function giftChoices(step: Step, customer: number): readonly GiftChoice[] {
  const { gifts } = step.cache.contents;
  const left = giftCounts(step.device.ledger, gifts);
  return gifts.flatMap(({ id }) => {
    const view = giftLeftOf(id, gifts, left);
    return view === null ? [] : [{ ...view, isGiven: hadGift(step, customer, id, []) }];
  });
}

function mergeCounts(gifts: readonly GiftCount[]): readonly GiftCount[] {
  const counts = new Map<string, number>();
  for (const { gift, count } of gifts) counts.set(gift, (counts.get(gift) ?? 0) + count);
  return [...counts].map(([gift, count]) => ({ gift, count }));
}
