// The manager's day. Every figure is a sum over events that were not undone.
import type { Uuid } from '#shared/base/id.ts';
import type { Fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { AmountBounds } from '#shared/model/amounts.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { GiftReason } from '#shared/model/visit.ts';
import type { AmountField } from './failure.ts';
import type { GiftLeft } from './view_visit.ts';

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

/** A visit that the manager may want to look at. */
type MarkedVisit = {
  readonly visit: Uuid;
  readonly at: Instant;
  /** Name of the clerk. */
  readonly clerk: string;
  /** Masked; empty where HQ has none, or knows the customer no more. */
  readonly customer: { readonly name: string; readonly phone: string };
};

export type UnusualVisit = MarkedVisit &
  Pick<AmountBounds, 'usual' | 'askAbove'> & {
    /** Which amount was asked about; of a finished visit what was really put on. */
    readonly field: AmountField;
    readonly amount: Fen;
  };

export type GiftException = MarkedVisit & {
  readonly gift: LocalText;
  /** Name of the manager who gave the PIN. */
  readonly manager: string;
  readonly reason: GiftReason;
  /** Own words; null: none. */
  readonly words: string | null;
};

export type DayReport = {
  readonly day: Day;
  readonly computedAt: Instant;
  readonly total: Figures;
  /** The same weekday one week earlier, up to the same minute when `day` is today; null without events. */
  readonly weekBefore: Figures | null;
  readonly byClerk: readonly (Figures & { readonly staff: string; readonly name: string })[];
  readonly byOffer: readonly {
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
  }[];
  /** 0 to 23, only hours with events. */
  readonly byHour: readonly (Figures & { readonly hour: number })[];
  /** Cumulative through the day by the minute, for the line chart: minutes since midnight. */
  readonly line: readonly {
    readonly minute: number;
    readonly prepaid: Fen;
    readonly claimed: Fen;
  }[];
  readonly gifts: readonly (GiftLeft & { readonly drawnToday: number })[];
  /** Amounts beyond HQ's limits that were asked about and confirmed, oldest first. */
  readonly unusual: readonly UnusualVisit[];
  /** Gifts that no offer brought, oldest first. */
  readonly exceptions: readonly GiftException[];
  readonly unsent: number;
  readonly oldestUnsent: Instant | null;
};
