// Failures that any command may answer with, besides its own.
import type { Fen } from '#shared/base/money.ts';
import type { Instant } from '#shared/base/month.ts';
import type { AmountBounds } from '#shared/model/amounts.ts';
import type { LocalText } from '#shared/model/text.ts';

export type CommonFailure =
  /** Nobody is signed in at this window. */
  | { readonly type: 'signed-out' }
  | { readonly type: 'forbidden'; readonly needs: 'manager' }
  | { readonly type: 'bad-input'; readonly field: string; readonly expected: string }
  /** The device is not enrolled, or its cache is not there yet. */
  | { readonly type: 'not-ready' }
  /** It would reach beyond the training. */
  | { readonly type: 'in-training' }
  /** The data process is down; main starts it again. Made by the port, not by a command. */
  | { readonly type: 'data-down' }
  /** A bug: logged under `reference`. */
  | { readonly type: 'bug'; readonly reference: string }
  | LockedFailure
  /** The disk refused: full or read-only. Nothing was recorded. */
  | { readonly type: 'disk'; readonly detail: string };

/** The customers' data are locked, recording is not. */
export type LockedFailure =
  /** HQ was not heard for longer than its policy allows. */
  | { readonly type: 'data-locked'; readonly days: number; readonly most: number }
  /** HQ's policy demands a key store that protects the key; this computer's only hides it. */
  | { readonly type: 'open-key-store'; readonly backend: string };

export type EnrolFailure =
  | { readonly type: 'wrong-code' }
  /** Only the first half of the code was typed. */
  | { readonly type: 'half-code' }
  /** What answers at this address is not the HQ that made the code. */
  | { readonly type: 'other-hub' }
  | { readonly type: 'used-code' }
  | { readonly type: 'expired-code' }
  | { readonly type: 'unknown-branch' }
  | { readonly type: 'too-many'; readonly retryAfterMs: number }
  | { readonly type: 'hub-unreachable'; readonly url: string; readonly detail: string }
  | { readonly type: 'wrong-clock'; readonly hubNow: Instant; readonly deviceNow: Instant }
  | { readonly type: 'protocol'; readonly detail: string }
  /** HQ speaks a later version of the protocol than this program. */
  | { readonly type: 'update-due'; readonly hub: number; readonly own: number }
  | { readonly type: 'hub-behind'; readonly hub: number; readonly own: number }
  | { readonly type: 'no-pack' }
  /** Forged, truncated or for another branch; `detail` says which check failed. */
  | { readonly type: 'bad-pack'; readonly detail: string }
  | { readonly type: 'already-enrolled' }
  /** An earlier ledger of this computer holds entries that nobody else has: they go to a stick first. */
  | { readonly type: 'unsent-ledger'; readonly count: number }
  /** Too little room for what enrolment brings, or none may be written. */
  | { readonly type: 'disk-full' }
  | { readonly type: 'no-key-store'; readonly detail: string };

export type StickFailure =
  /** Of the stick, or of a file on it; `detail` says which. */
  | {
      readonly type:
        | 'stick-gone'
        | 'stick-full'
        | 'stick-read-only'
        | 'stick-empty'
        | 'stick-cut'
        | 'stick-altered'
        | 'stick-foreign'
        | 'stick-newer'
        | 'stick-other-hub'
        | 'stick-other-branch'
        | 'stick-other-device'
        | 'stick-unknown-device';
      readonly detail: string;
    }
  /** Proven to be HQ's, and yet the cache would not follow it. */
  | { readonly type: 'stick-refused'; readonly detail: string };

export type PinFailure =
  | { readonly type: 'wrong-pin'; readonly failures: number; readonly retryAfterMs: number }
  | { readonly type: 'wait'; readonly retryAfterMs: number }
  /** So many wrong PINs in a row that none is looked at here until a manager or HQ lets them. */
  | { readonly type: 'locked-out'; readonly failures: number }
  /** A manager or HQ barred this person. */
  | { readonly type: 'blocked' };

export type OwnPinFailure =
  /** The PIN was right, and HQ knows it: an own one of at least so many digits is to be chosen. */
  | { readonly type: 'own-pin-due'; readonly digits: number }
  | { readonly type: 'same-pin' }
  /** Too short, or one of those that are guessed first. */
  | { readonly type: 'weak-pin'; readonly digits: number };

export type SignInFailure = PinFailure | OwnPinFailure | { readonly type: 'unknown-staff' };

/** Of a single act that a manager approves; a clerk is nobody who can. */
export type ApprovalFailure = SignInFailure;

export type BlockFailure =
  | ApprovalFailure
  /** Nobody bars the manager who approves, or who is signed in. */
  | { readonly type: 'oneself' }
  | { readonly type: 'nothing-changed' };

/** A field of the screen that an amount is typed into. */
export type AmountField = 'intended' | 'prepaid';

/** Nothing was recorded: the amount is beyond HQ's limits. */
export type AmountFailure =
  /** The same with `isConfirmed` goes through. */
  | ({
      readonly type: 'amount-unusual';
      readonly field: AmountField;
      readonly amount: Fen;
    } & Pick<AmountBounds, 'usual' | 'askAbove'>)
  | ({ readonly type: 'amount-absurd'; readonly field: AmountField } & Pick<AmountBounds, 'most'>);

/** HQ's budget of look-ups is used up: a reason is asked for, and perhaps a manager (`look-ups.reason`). */
export type BeyondFailure = {
  /** Customers opened without an errand; phones and files shown in full. */
  readonly type: 'opens-beyond' | 'reveals-beyond';
  /** Within the last hour, by whoever is signed in. */
  readonly used: number;
  readonly most: number;
  /** A reason alone does not do any more. */
  readonly needsManager: boolean;
};

export type LookUpFailure = BeyondFailure | { readonly type: 'unknown-customer' };

export type VisitFailure =
  | AmountFailure
  | { readonly type: 'unknown-customer' }
  | { readonly type: 'unknown-visit' }
  | { readonly type: 'visit-finished' }
  /** The sentence answered is not one that this visit's decision proposed. */
  | { readonly type: 'unknown-proposal' }
  | { readonly type: 'already-answered' }
  | { readonly type: 'out-of-stock'; readonly gift: string; readonly left: number }
  /** The branch has more, but this device may not give them: other windows may. */
  | {
      readonly type: 'gift-elsewhere';
      readonly gift: string;
      readonly here: number;
      readonly elsewhere: number;
    }
  /** No offer that was accepted and paid for brings it, or not so many. */
  | { readonly type: 'gift-not-earned'; readonly gift: string }
  /** The customer had it at this branch today. */
  | { readonly type: 'gift-given'; readonly gift: string }
  | { readonly type: 'too-late-to-undo' }
  | { readonly type: 'already-undone' }
  | { readonly type: 'day-not-ahead' }
  /** Of the points that may be spent here. */
  | { readonly type: 'points-short'; readonly left: number }
  /** Another device of the branch holds the points. */
  | { readonly type: 'points-elsewhere'; readonly deviceName: string }
  /** A draw of this visit stands: the finish cannot be taken back. */
  | { readonly type: 'already-drawn' };

/** HQ's own system has the customer as opted out: a counter cannot change that. */
export type ConsentFailure = VisitFailure | { readonly type: 'opted-out-at-hq' };

/** The list has somebody with this number. */
export type WalkInFailure = VisitFailure | { readonly type: 'known-phone' };

export type DrawFailure =
  | { readonly type: 'unknown-visit' }
  /** The visit has no draw, is not finished, put down too little, or has had all its draws. */
  | { readonly type: 'no-draw' }
  | { readonly type: 'no-ticket' };

export type CareFailure = { readonly type: 'unknown-care' } | { readonly type: 'already-done' };

export type CorrectionFailure =
  | ApprovalFailure
  | { readonly type: 'unknown-visit' }
  /** It counts no more: nothing of it can be corrected. */
  | { readonly type: 'visit-void' }
  | { readonly type: 'nothing-changed' }
  /** A ticket was drawn for it: the visit stands. */
  | { readonly type: 'already-drawn' };

export type CloseFailure =
  | ApprovalFailure
  /** So many entries are neither at HQ nor on a stick. */
  | { readonly type: 'close-unsent'; readonly count: number }
  /** A gift that was counted is not what is expected now, and nobody said why. */
  | { readonly type: 'close-difference'; readonly gift: LocalText; readonly expected: number };

export type UpdateFailure =
  /** So many entries are neither at HQ nor on a stick. */
  | { readonly type: 'update-unsent'; readonly count: number }
  /** So many visits wait at this window. */
  | { readonly type: 'update-visits'; readonly count: number };

export type PaperFailure =
  | { readonly type: 'unknown-visit' }
  /** No slip printer is set. */
  | { readonly type: 'no-printer' }
  /** No such device, or what is there is no printer. */
  | { readonly type: 'printer-gone'; readonly printer: string }
  /** The system does not let this account print there. */
  | { readonly type: 'printer-denied'; readonly printer: string }
  /** An address that is not of the branch's own network, or a name that leads to none. */
  | { readonly type: 'printer-elsewhere'; readonly printer: string }
  | { readonly type: 'printer-refused'; readonly printer: string }
  /** It took nothing, or only a part. */
  | { readonly type: 'printer-timeout'; readonly printer: string }
  | { readonly type: 'printer-no-paper' }
  | { readonly type: 'printer-open' };
