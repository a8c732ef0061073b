// A visit as the counter shows it: the decision, the answers so far, and what may still be undone.
import type { Uuid } from '#shared/base/id.ts';
import type { Currency, Fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { Proposal, Silence, Verdict } from '#shared/model/decision.ts';
import type { AmountBounds } from '#shared/model/amounts.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { Answer, AnsweredBy, Purpose } from '#shared/model/visit.ts';

export type GiftLeft = {
  readonly id: string;
  readonly name: LocalText;
  /** What the branch has, as far as this device knows. */
  readonly left: number;
  /** What of it this device may give: the rest is lent to other windows, or kept at HQ. */
  readonly here: number;
};

/** A gift that a manager may let go. */
export type GiftChoice = GiftLeft & {
  /** The customer had it today: it is not given twice. */
  readonly isGiven: boolean;
};

export type ProposalView = Proposal & {
  readonly giftLeft: GiftLeft | null;
  /** What it costs each month beside the prepayment, and until when it is on offer; null: not in this catalog any more. */
  readonly terms: { readonly monthly: Fen; readonly until: Day } | null;
  readonly answered: {
    readonly event: Uuid;
    readonly answer: Answer;
    /** When to say it again; of `later` only. */
    readonly laterOn: Day | null;
    /** Null: the clerk heard it. */
    readonly by: AnsweredBy | null;
  } | null;
};

/** Written by a clerk of the branch. */
export type NoteView = {
  readonly event: Uuid;
  readonly visit: Uuid;
  readonly at: Instant;
  readonly staffName: string;
  readonly text: string;
  /** This device wrote it, and may take it back. */
  readonly isOwn: boolean;
};

/** A visit of today that waits at this counter, whoever began it. */
export type WaitingVisit = {
  readonly visit: Uuid;
  /** Null: a walk-in. */
  readonly customer: number | null;
  /** Masked: the name, of a walk-in the number. */
  readonly name: string;
  /** When it began. */
  readonly at: Instant;
  readonly staffName: string;
  readonly purpose: Purpose;
};

export type VisitView = {
  readonly visit: Uuid;
  /** Null: a walk-in, who is not in the list. */
  readonly customer: number | null;
  /** Of a walk-in: masked. Null: a customer. */
  readonly phone: string | null;
  readonly purpose: Purpose;
  readonly intended: Fen | null;
  /** Of the branch: amounts are typed in it. */
  readonly currency: Currency;
  /** What was asked about in this visit and stands is asked about no more. */
  readonly amounts: AmountBounds;
  /** The event that holds the decision; answers name it. Of a walk-in, for whom nothing is decided, the visit. */
  readonly decision: Uuid;
  /** Best first, at most three; the first is read out, the others are folded. */
  readonly proposals: readonly ProposalView[];
  readonly silence: Silence | null;
  /** Every offer considered and why it fell out, for "why not that?". */
  readonly verdicts: readonly Verdict[];
  /** Names of the offers in the verdicts, by code. */
  readonly offerNames: Readonly<Record<string, LocalText>>;
  readonly finished: {
    readonly event: Uuid;
    readonly prepaid: Fen | null;
    readonly uplift: Fen | null;
    readonly gifts: readonly { readonly name: LocalText; readonly count: number }[];
    readonly pointsSpent: number;
    /** Points that the prepayment earns by the policy; null where the policy has no points. */
    readonly pointsEarned: number | null;
  } | null;
  /** Draws in a lottery that the finished visit may still have; null: none. */
  readonly draws: { readonly lottery: string; readonly left: number } | null;
  /** Of this visit, the oldest first. */
  readonly notes: readonly NoteView[];
  /** The newest entry that may still be taken back, and until when. */
  readonly undo: {
    readonly event: Uuid;
    readonly kind: 'answer' | 'finish';
    readonly until: Instant;
  } | null;
};
