// Figures of a branch: sums over visits as they stand, of a whole day or month or of any part of it. Money in fen.
import type { Fen } from '#shared/base/money.ts';
import type { LocalText } from './text.ts';

export type Figures = {
  /** Finished ones: people who were served. */
  readonly visits: number;
  /** All money of finished visits, asked for or not. */
  readonly prepaid: Fen;
  /** What the clerks say that accepted sentences brought: at most what the accepted rung asked for beyond the amount meant. */
  readonly claimed: Fen;
  /** Answers to sentences that sell, but `not-said`. */
  readonly said: number;
  readonly accepted: number;
  /** Greetings, reminders and thanks that were said. */
  readonly care: number;
};

export type ClerkFigures = Figures & { readonly staff: string; readonly name: string };

/** `hour`: 0 to 23. */
export type HourFigures = Figures & { readonly hour: number };

export type OfferFigures = {
  readonly offer: string;
  readonly name: LocalText;
  readonly said: number;
  readonly accepted: number;
  readonly later: number;
  readonly declined: number;
  readonly hasIt: number;
  readonly notSaid: number;
  readonly claimed: Fen;
  /** It sells nothing and claims nothing. */
  readonly isCare: boolean;
};

/** Cumulative through the day; `minute` since midnight. */
export type LinePoint = { readonly minute: number; readonly prepaid: Fen; readonly claimed: Fen };
