// What the customer took of what was said in a visit: accepted, and paid for.
import { type Fen, ZERO_FEN } from '#shared/base/money.ts';
import { claimOfVisit, paidFor } from '#shared/engine/claim.ts';
import type { Claim } from '#shared/engine/visit_line.ts';
import type { Proposal } from '#shared/model/decision.ts';
import type { DecisionText } from './decision_text.ts';
import type { GivenAnswer, Visit } from './visits.ts';

/** The sentences of a decision, by its event. */
export type TextOf = (decision: string) => DecisionText;

/**
 * The sentences as they were read out: later editions of the catalog do not change what was promised. Of one offer
 * the last that was accepted counts. The money pays for one after the other, the dearest first: what it does not reach
 * was not taken.
 * @param prepaid null: no money was put on
 */
export const takenProposals = (
  textOf: TextOf,
  answers: readonly GivenAnswer[],
  prepaid: Fen | null,
): readonly Proposal[] => paidFor(acceptedProposals(textOf, answers), prepaid ?? ZERO_FEN);

/** Of one offer the last that was accepted; the dearest first. */
function acceptedProposals(textOf: TextOf, answers: readonly GivenAnswer[]): readonly Proposal[] {
  const accepted = new Map<string, GivenAnswer>();
  for (const given of answers) {
    if (given.answer === 'accepted') accepted.set(given.offer, given);
  }
  return [...accepted.values()]
    .flatMap((given) => textOf(given.decision).proposals.filter(isOf(given)))
    .toSorted((a, b) => b.prepay - a.prepay);
}

/** Null where the visit claims nothing: see `claimOfVisit`. */
export function claimOf(textOf: TextOf, visit: Visit): Claim | null {
  const { answers, finished, firstIntended, intended, purpose, unmeant } = visit;
  const prepaid = finished?.prepaid ?? null;
  const claim = claimOfVisit(
    { purpose, prepaid, firstIntended, intended },
    acceptedProposals(textOf, answers.slice(unmeant)),
  );
  return claim && { offer: claim.rung.offer, amount: claim.amount };
}

/** An accepted offer that costs points: until the visit is finished it may always be taken back. */
export const takesPoints = (textOf: TextOf, given: GivenAnswer): boolean =>
  given.answer === 'accepted' &&
  textOf(given.decision)
    .proposals.filter(isOf(given))
    .some(({ points }) => points > 0);

const isOf =
  (given: GivenAnswer) =>
  (proposal: Proposal): boolean =>
    proposal.offer === given.offer &&
    proposal.tier === given.tier &&
    proposal.treatment === given.treatment;

export type DrawsLeft = {
  readonly offer: string;
  readonly tier: string;
  readonly lottery: string;
  readonly left: number;
};

/** The first offer of a finished visit that draws are still owed for; null: none. */
export function drawsLeft(textOf: TextOf, visit: Visit): DrawsLeft | null {
  if (visit.finished === null) return null;
  for (const taken of takenProposals(textOf, visit.answers, visit.finished.prepaid)) {
    if (taken.draws === null) continue;
    const { lottery, count } = taken.draws;
    const left = count - visit.draws.filter(({ offer }) => offer === taken.offer).length;
    if (left > 0) return { offer: taken.offer, tier: taken.tier, lottery, left };
  }
  return null;
}
