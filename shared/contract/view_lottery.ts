// The lottery at the counter: prizes on show, recent winners, and what a draw brought.
import type { Uuid } from '#shared/base/id.ts';
import type { Instant } from '#shared/base/month.ts';
import type { LocalText } from '#shared/model/text.ts';

export type LotteryView = {
  readonly lottery: string;
  readonly name: LocalText;
  /** Prizes left in this device's deck, the dearest first; `blanks` are the tickets without one. */
  readonly prizes: readonly {
    readonly id: string;
    readonly name: LocalText;
    readonly left: number;
  }[];
  readonly blanks: number;
  readonly lease: string;
  /** Number of the next draw, and the fingerprint of its seed, on show before it: 64 hex digits. */
  readonly nextDraw: number;
  readonly commitment: string;
  /** Newest first, at most five; names masked. */
  readonly winners: readonly {
    readonly at: Instant;
    readonly name: string;
    readonly prize: LocalText;
  }[];
};

export type DrawView = {
  readonly event: Uuid;
  readonly lease: string;
  readonly draw: number;
  readonly number: string;
  readonly seed: string;
  /** Null: a blank. */
  readonly prize: { readonly id: string; readonly name: LocalText } | null;
  /** Draws that the visit still has. */
  readonly left: number;
  readonly lottery: LotteryView;
};
