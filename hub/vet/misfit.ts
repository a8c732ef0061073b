// Why an event that is well formed is believed all the same by nobody.

/**
 * `malformed`: a text in it that HQ reads later. `future`, `before-enrolment`, `wrong-day`: its time cannot be.
 * `unknown-staff`, `not-manager`: nobody who could do it. `unknown-customer`, `other-branch`: whom it speaks of.
 * `no-start`: this computer began no such visit. `ended`: the visit is over, or this was answered. `nothing-to-undo`,
 * `late-undo`. `unknown-edition`, `not-proposed`: HQ published, or the visit decided, nothing of the kind. `amount`: beyond
 * HQ's limits, or another than was named. `not-earned`: gifts, points or draws that nothing brought. `not-lent`: what this
 * computer never had. `too-many`: more visits than there can be.
 */
export type MisfitCode =
  | 'malformed'
  | 'future'
  | 'before-enrolment'
  | 'wrong-day'
  | 'unknown-staff'
  | 'not-manager'
  | 'unknown-customer'
  | 'other-branch'
  | 'no-start'
  | 'ended'
  | 'nothing-to-undo'
  | 'late-undo'
  | 'unknown-edition'
  | 'not-proposed'
  | 'amount'
  | 'not-earned'
  | 'not-lent'
  | 'too-many';

/** Detail: for a person at HQ, in English, and nothing of a customer. */
export type Misfit = { readonly code: MisfitCode; readonly detail: string };

export const misfit = (code: MisfitCode, detail: string): Misfit => ({ code, detail });

export const reasonOf = ({ code, detail }: Misfit): string => `${code}: ${detail}`;

/** What comes later may show that these fit after all: the start of the visit, or an edition that HQ has again. */
export const MAY_FIT_LATER: readonly MisfitCode[] = [
  'unknown-staff',
  'unknown-customer',
  'no-start',
  'nothing-to-undo',
  'unknown-edition',
  'not-proposed',
  'not-earned',
  'not-lent',
];
