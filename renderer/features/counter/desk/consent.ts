// Noting that a customer wants nothing recommended, or takes it back: asked first, noted by another key. Pure.
import type { Uuid } from '#shared/base/id.ts';

export type Consent = {
  readonly isAsked: boolean;
  /** What was noted on this page last. */
  readonly noted: Noted | null;
};

type Noted = {
  readonly optedOut: boolean;
  /** The visit's newest entry at that moment. */
  readonly after: Uuid | null;
  /** It took the note before it back. */
  readonly isBack: boolean;
};

export type ConsentAction =
  | { readonly type: 'ask' }
  /** Leaves the question. */
  | { readonly type: 'cancel' }
  | { readonly type: 'noted'; readonly noted: Noted };

export const noConsent: Consent = { isAsked: false, noted: null };

export function consentReducer(consent: Consent, action: ConsentAction): Consent {
  switch (action.type) {
    case 'ask':
      return { ...consent, isAsked: true };
    case 'cancel':
      return { ...consent, isAsked: false };
    case 'noted':
      return { isAsked: false, noted: action.noted };
  }
}

/** The note that an undo takes back; null: it is not the newest entry. */
export const undoableNote = ({ noted }: Consent, newestEntry: Uuid | null): Noted | null =>
  noted === null || noted.isBack || noted.after !== newestEntry ? null : noted;
