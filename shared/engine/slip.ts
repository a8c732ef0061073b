// A complaint that nobody made: the clerk took the wrong purpose and put it right at once.
import type { Instant } from '#shared/base/month.ts';
import type { Purpose } from '#shared/model/visit.ts';

/** A purpose that is put right sooner than this was a slip of the finger. */
export const SLIP_MS = 60_000;
/** A purpose that its visit was given; null: another one, whichever it is. */
export type PurposeChange = { readonly at: Instant; readonly purpose: Purpose | null };

/**
 * Whether a complaint was a slip: its visit was given another purpose within `SLIP_MS`.
 * @param changes of the same visit on the same device, recorded after the complaint
 */
export const isSlip = (
  complaint: { readonly at: Instant },
  changes: readonly PurposeChange[],
): boolean =>
  changes.some(({ at, purpose }) => purpose !== 'complaint' && at - complaint.at < SLIP_MS);
