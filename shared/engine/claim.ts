// What a visit says that a sentence brought: the same at the counter and at HQ.
import { type Fen, ZERO_FEN } from '#shared/base/money.ts';
import type { Purpose } from '#shared/model/visit.ts';

/** A rung that was accepted. */
export type AcceptedRung = {
  readonly offer: string;
  readonly prepay: Fen;
  readonly promotional: boolean;
};

export type ClaimingVisit = {
  readonly purpose: Purpose;
  /** Null: no money was put on. */
  readonly prepaid: Fen | null;
  /** The first amount that was named (`isNamedFirst`), and the last. What was accepted before the first claims nothing. */
  readonly firstIntended: Fen | null;
  readonly intended: Fen | null;
};

/** A claim may rest on it: it was named before a sentence that sells stood on the screen. */
export const isNamedFirst = (words: {
  readonly intended: Fen | null;
  readonly afterSentence?: true | undefined;
}): boolean => words.intended !== null && words.afterSentence !== true;

export type ClaimOfVisit<R> = {
  /** The dearest rung, which is credited. */
  readonly rung: R;
  /** What the customer meant to put down: the larger of the first amount and the last. */
  readonly meant: Fen;
  /** The money that the claim rests on: what the accepted rungs ask for, or what was put down where that is less. */
  readonly basis: Fen;
  readonly amount: Fen;
};

/**
 * Prepaid less intended, at most what the accepted rungs ask for, and never below nought: lowering the intended amount
 * when the sentence is on the screen claims nothing more. Null without money, without an intended amount, or where no
 * sentence that asks for money was accepted.
 */
export function claimOfVisit<R extends AcceptedRung>(
  { purpose, prepaid, firstIntended, intended }: ClaimingVisit,
  accepted: readonly R[],
): ClaimOfVisit<R> | null {
  if (purpose !== 'top-up' || prepaid === null || firstIntended === null) return null;
  const asked = accepted
    .filter(({ promotional, prepay }) => promotional && prepay > 0)
    .toSorted((a, b) => b.prepay - a.prepay);
  const [dearest] = asked;
  if (dearest === undefined) return null;
  const paid = paidFor(asked, prepaid).reduce((sum, { prepay }) => sum + prepay, 0);
  const basis = Math.min(prepaid, Math.max(dearest.prepay, paid)) as Fen;
  const meant = Math.max(firstIntended, intended ?? 0) as Fen;
  return { rung: dearest, meant, basis, amount: beyond(basis, meant) };
}

/** What came beyond what was meant. */
export const beyond = (came: Fen, meant: Fen): Fen => Math.max(ZERO_FEN, came - meant) as Fen;

/** The money pays for one after the other, the dearest first: what it does not reach was not taken. */
export function paidFor<R extends { readonly prepay: Fen }>(
  dearestFirst: readonly R[],
  prepaid: Fen,
): readonly R[] {
  let money: number = prepaid;
  return dearestFirst.filter(({ prepay }) => {
    if (prepay > money) return false;
    money -= prepay;
    return true;
  });
}
