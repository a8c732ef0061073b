// A visit as the counter shows it: the sentences as they were decided, what was answered, what may be undone.
import { type Currency, ZERO_FEN } from '#shared/base/money.ts';
import type { Instant } from '#shared/base/month.ts';
import { UNDO_MS } from '#shared/contract/commands.ts';
import type { GiftLeft, ProposalView, VisitView } from '#shared/contract/view_visit.ts';
import { amountBounds } from '#shared/model/amounts.ts';
import { pointsEarned } from '#shared/engine/points.ts';
import type { Gift } from '#shared/model/branch.ts';
import type { Offer } from '#shared/model/catalog.ts';
import type { Proposal } from '#shared/model/decision.ts';
import type { AmountsPolicy, PointsPolicy } from '#shared/model/policy.ts';
import type { GiftCounts } from '../store/gift_share.ts';
import { type GivenAnswer, newestEntry, type Visit } from '../store/visits.ts';
import { shownReasons } from './shown_reasons.ts';
import { usualOf } from './visit_amount.ts';
import type { ShownDecision } from './visit_decision.ts';

export type VisitParts = {
  readonly visit: Visit;
  readonly decision: ShownDecision;
  readonly offers: readonly Offer[];
  readonly gifts: readonly Gift[];
  /** Pieces of each gift; may be empty when no proposal has one. */
  readonly left: ReadonlyMap<string, GiftCounts>;
  /** HQ's; null where there are none. */
  readonly points: PointsPolicy | null;
  readonly amounts: AmountsPolicy;
  readonly currency: Currency;
  /** That the finished visit may still have. */
  readonly draws: VisitView['draws'];
  /** The newest entry may be taken back however long ago it was. */
  readonly undoStays: boolean;
  readonly notes: VisitView['notes'];
  readonly now: Instant;
};

export function visitToView(parts: VisitParts): VisitView {
  const { visit, decision, now } = parts;
  const newest = newestEntry(visit);
  return {
    visit: visit.visit,
    customer: visit.customer,
    phone: null,
    purpose: visit.purpose,
    intended: visit.intended,
    currency: parts.currency,
    amounts: amountBounds(parts.amounts, usualOf(visit), visit.confirmed),
    decision: visit.decision.event,
    proposals: decision.proposals.map((proposal) => toProposalView(proposal, parts)),
    ...shownReasons(decision),
    offerNames: namesOf(parts.offers),
    finished: finishedView(visit, parts),
    draws: parts.draws,
    notes: parts.notes,
    undo:
      newest === null || isSettled(visit) || !(parts.undoStays || isUndoOpen(newest.at, now))
        ? null
        : {
            event: newest.event,
            kind: newest.kind,
            until: ((parts.undoStays ? now : newest.at) + UNDO_MS) as Instant,
          },
  };
}

/** By catalog: the names of a thousand offers are the same in each step. */
const names = new WeakMap<readonly Offer[], VisitView['offerNames']>();

function namesOf(offers: readonly Offer[]): VisitView['offerNames'] {
  const known = names.get(offers);
  if (known !== undefined) return known;
  const made = Object.fromEntries(offers.map((offer) => [offer.id, offer.name]));
  names.set(offers, made);
  return made;
}

/** A draw cannot be taken back, nor the finish that led to it. */
const isSettled = ({ draws }: Visit): boolean => draws.length > 0;

function finishedView({ finished }: Visit, { points, gifts }: VisitParts): VisitView['finished'] {
  if (finished === null) return null;
  const { event, day, prepaid, uplift, pointsSpent } = finished;
  const earned = points === null ? null : pointsEarned(points, prepaid ?? ZERO_FEN, day);
  const given = finished.gifts.map(({ gift: id, count }) => ({
    name: gifts.find((gift) => gift.id === id)?.name ?? { zh: id, en: id },
    count,
  }));
  return { event, prepaid, uplift, gifts: given, pointsSpent, pointsEarned: earned };
}

/** A clock that was set back a little meanwhile does not shut the door. */
export const isUndoOpen = (at: Instant, now: Instant): boolean => Math.abs(now - at) <= UNDO_MS;

function toProposalView(proposal: Proposal, parts: VisitParts): ProposalView {
  const answer = parts.visit.answers.find((given) => isAnswerTo(given, proposal));
  return {
    ...proposal,
    giftLeft: giftLeftOf(proposal.gift, parts.gifts, parts.left),
    terms: termsOf(proposal, parts.offers),
    answered: answer === undefined ? null : answeredView(answer),
  };
}

function termsOf({ offer, tier }: Proposal, offers: readonly Offer[]): ProposalView['terms'] {
  const found = offers.find(({ id }) => id === offer);
  const rung = found?.tiers.find(({ id }) => id === tier);
  if (found === undefined || rung === undefined) return null;
  return { monthly: rung.monthly, until: found.validTo };
}

const answeredView = (given: GivenAnswer): ProposalView['answered'] => ({
  event: given.event,
  answer: given.answer,
  laterOn: given.laterOn,
  by: given.by ?? null,
});

type Named = { readonly offer: string; readonly tier: string; readonly treatment: string };

export const isAnswerTo = (given: Named, proposed: Named): boolean =>
  given.offer === proposed.offer &&
  given.tier === proposed.tier &&
  given.treatment === proposed.treatment;

export function giftLeftOf(
  id: string | null,
  gifts: readonly Gift[],
  counts: ReadonlyMap<string, GiftCounts>,
): GiftLeft | null {
  const gift = gifts.find((candidate) => candidate.id === id);
  if (gift === undefined) return null;
  const { left = 0, here = 0 } = counts.get(gift.id) ?? {};
  return { id: gift.id, name: gift.name, left, here };
}
