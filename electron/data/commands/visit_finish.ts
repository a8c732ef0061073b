// The end of a visit: money, gifts and the points that it takes, in one transaction.
import type { Handlers } from '#electron/port/handlers.ts';
import { err } from '#shared/base/result.ts';
import type { Gift } from '#shared/model/branch.ts';
import type { Proposal } from '#shared/model/decision.ts';
import { readCustomer } from '../store/customers.ts';
import { appendEvent, type RecordedEvent } from '../store/events.ts';
import { heardElsewhere } from '../store/heard.ts';
import { spentPoints } from '../store/points.ts';
import {
  drawnByGift,
  drawStock,
  type GiftCount,
  giftsLeft,
  giftsOfCustomer,
} from '../store/stock.ts';
import type { Visit } from '../store/visits.ts';
import { takenProposals } from '../store/visits_taken.ts';
import { badInput, type Ready } from './context.ts';
import { checkAmount, usualOf } from './visit_amount.ts';
import {
  openVisit,
  type OpenVisit,
  recorded,
  type Refusal,
  textOf,
  type VisitDesk,
} from './visit_desk.ts';

/** As the event has it. */
const MAX_PIECES = 99;

export const createFinishHandlers = (desk: VisitDesk): Pick<Handlers, 'visit.finish'> => ({
  'visit.finish'({ visit: id, prepaid, gifts, isConfirmed }, caller) {
    const found = openVisit(desk, id, caller);
    if (!found.ok) return found;
    const { device, cache, stamp, visit, events } = found.value;
    const { ledger, clock } = device;
    if (visit.finished !== null) return err({ type: 'visit-finished' });
    const checked = checkAmount(
      { field: 'prepaid', amount: prepaid, isConfirmed },
      cache.contents.policy.amounts,
      usualOf(visit),
      visit.confirmed,
    );
    if (!checked.ok) return checked;
    const askedBack = checked.value;
    const given = mergeCounts(gifts);
    const unfit = giftRefusal(given, cache.contents.gifts);
    if (unfit !== null) return unfit;
    const taken = takenProposals(textOf(desk, device), visit.answers, prepaid);
    const unearned = unearnedGift(given, taken);
    if (unearned !== undefined) return err({ type: 'gift-not-earned', gift: unearned });
    const spends = toSpends(taken);
    const finish = clock.nextId();
    const added: RecordedEvent[] = [];
    const refusal = ledger.transaction((): Refusal | null => {
      const again = given.find(({ gift }) => hadGift(found.value, visit, gift, taken));
      if (again !== undefined) return err({ type: 'gift-given', gift: again.gift });
      const left = giftsLeft(cache.contents.gifts, drawnByGift(ledger));
      for (const { gift, count } of given) {
        const pieces = Math.max(0, left.get(gift) ?? 0);
        if (pieces < count) return err({ type: 'out-of-stock', gift, left: pieces });
      }
      const short = pointsRefusal(found.value, visit.customer, spends);
      if (short !== null) return short;
      const { customer, purpose } = visit;
      const intended = prepaid === null ? null : visit.intended;
      const said = { visit: id, customer, purpose, intended, prepaid, askedBack };
      const payload = { ...said, gifts: [...given] };
      added.push(appendEvent(ledger, { id: finish, kind: 'visit.finished', payload }, stamp));
      for (const spend of spends) {
        const spent = { visit: id, customer, finish, ...spend };
        const event = clock.nextId();
        added.push(appendEvent(ledger, { id: event, kind: 'points.spent', payload: spent }, stamp));
      }
      drawStock(ledger, given);
      return null;
    });
    return refusal ?? recorded(desk, found.value, [...events, ...added]);
  },
});

function giftRefusal(given: readonly GiftCount[], gifts: readonly Gift[]): Refusal | null {
  for (const { gift, count } of given) {
    if (count > MAX_PIECES) return badInput('gifts', `at most ${MAX_PIECES} of one gift`);
    if (!gifts.some((known) => known.id === gift)) {
      return badInput('gifts', `a gift of this branch instead of ${gift}`);
    }
  }
  return null;
}

/** A gift belongs to an offer that was accepted and paid for: one piece for each. */
function unearnedGift(given: readonly GiftCount[], taken: readonly Proposal[]): string | undefined {
  return given.find(({ gift, count }) => count > taken.filter((one) => one.gift === gift).length)
    ?.gift;
}

/**
 * Today at this branch, as far as this device knows: from its own finishes, or because the offer that brings the gift
 * was accepted at another device.
 */
function hadGift(
  { device, cache, stamp }: OpenVisit,
  { customer }: Visit,
  gift: string,
  taken: readonly Proposal[],
): boolean {
  if (giftsOfCustomer(device.ledger, customer, stamp.day).has(gift)) return true;
  const offers = new Set(taken.filter((one) => one.gift === gift).map(({ offer }) => offer));
  return heardElsewhere(cache.reader, customer, stamp.device).answers.some(
    ({ offer, answer, at }) =>
      answer === 'accepted' && offers.has(offer) && cache.timeOf(at).day === stamp.day,
  );
}

function mergeCounts(gifts: readonly GiftCount[]): readonly GiftCount[] {
  const counts = new Map<string, number>();
  for (const { gift, count } of gifts) counts.set(gift, (counts.get(gift) ?? 0) + count);
  return [...counts].map(([gift, count]) => ({ gift, count }));
}

type Spend = { readonly offer: string; readonly tier: string; readonly points: number };

/** @param taken what the customer accepted and paid for */
const toSpends = (taken: readonly Proposal[]): readonly Spend[] =>
  taken
    .filter(({ points }) => points > 0)
    .map(({ offer, tier, points }) => ({ offer, tier, points }));

/**
 * Null when they may be spent. One device of the branch lets points be spent, so that without a line nobody spends
 * twice. Call it in the transaction that spends.
 */
function pointsRefusal(
  { device, cache }: Ready,
  customer: number,
  spends: readonly Spend[],
): Refusal | null {
  const points = spends.reduce((sum, spend) => sum + spend.points, 0);
  if (points === 0) return null;
  const lease = cache.contents.pointsLease;
  if (lease?.device !== device.secrets.device) {
    return err({ type: 'points-elsewhere', deviceName: lease?.deviceName ?? '' });
  }
  const published = readCustomer(cache.reader, customer)?.points ?? 0;
  const left = Math.max(0, published - spentPoints(device.ledger, customer, lease.counted));
  return left < points ? err({ type: 'points-short', left }) : null;
}
