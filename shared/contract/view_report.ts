// The branch's day. Every figure is a sum over visits as they stand: nothing that was taken back, corrections counted.
import type { Uuid } from '#shared/base/id.ts';
import type { Fen } from '#shared/base/money.ts';
import type { Day, Instant, Month } from '#shared/base/month.ts';
import type { AmountBounds } from '#shared/model/amounts.ts';
import type { EventKind } from '#shared/model/event.ts';
import type {
  ClerkFigures,
  Figures,
  HourFigures,
  LinePoint,
  OfferFigures,
} from '#shared/model/figures.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { GiftReason } from '#shared/model/visit.ts';
import type { AmountField } from './failure.ts';
import type { GiftLeft } from './view_visit.ts';
import type { Look } from './view_visits.ts';

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

/** `asOf`: all of that device is known as of then, by HQ or by itself; null for this computer, and for one never heard. */
export type DeviceOfDay = {
  readonly id: string;
  /** Null: this computer. */
  readonly name: string | null;
  readonly visits: number;
  readonly asOf: Instant | null;
  /** This computer, or one that is heard just now. */
  readonly isHeard: boolean;
};

/** The day as it was told when it was closed, or over, where visits came after that or its figures are others now. */
export type RestatedDay = {
  readonly since: 'closed' | 'over';
  readonly before: Pick<Figures, 'visits' | 'prepaid' | 'claimed'>;
  readonly lateVisits: number;
  /** What these gave away: it was not among the pieces that were expected. */
  readonly lateGifts: readonly { readonly name: LocalText; readonly count: number }[];
  readonly lateCorrections: number;
};

export type DayCorrection = {
  readonly visit: Uuid;
  /** When the visit was finished, or begun. */
  readonly visitAt: Instant;
  readonly at: Instant;
  readonly approvedBy: string;
  readonly reason: string;
  readonly what: 'void' | 'amount' | 'answer' | 'gift';
  readonly from: Fen | null;
  readonly to: Fen | null;
};

type ClosedDay = {
  readonly at: Instant;
  readonly approvedBy: string;
  readonly unsentReason: string | null;
  readonly difference: string | null;
  /** Gifts of which another number was counted than was expected. */
  readonly differing: readonly {
    readonly name: LocalText;
    readonly expected: number;
    readonly counted: number;
  }[];
  /** How often it was closed: this one is the last. */
  readonly times: number;
};

export type DayReport = {
  readonly day: Day;
  readonly computedAt: Instant;
  readonly total: Figures;
  /** The same weekday one week earlier, up to the same minute when `day` is today; null without events. */
  readonly weekBefore: Figures | null;
  readonly byClerk: readonly ClerkFigures[];
  readonly byOffer: readonly OfferFigures[];
  /** Only hours with events. */
  readonly byHour: readonly HourFigures[];
  /** Cumulative through the day by the minute, for the line chart: minutes since midnight. */
  readonly line: readonly LinePoint[];
  /** `lastsDays`: at the pace of the last two weeks; null where none went. */
  readonly gifts: readonly (GiftLeft & {
    readonly drawnToday: number;
    readonly lastsDays: number | null;
  })[];
  /** Amounts beyond HQ's limits that were asked about and confirmed, oldest first. */
  readonly unusual: readonly UnusualVisit[];
  /** Gifts that no offer brought, oldest first. */
  readonly exceptions: readonly GiftException[];
  /** Kinds that the day has, with how many visits; they are listed by the same words. */
  readonly looks: readonly { readonly look: Look; readonly visits: number }[];
  readonly unfinished: number;
  /** This computer first, then the branch's others, each with what it recorded on the day. */
  readonly devices: readonly DeviceOfDay[];
  readonly restated: RestatedDay | null;
  /** Corrections of the day's visits, the oldest first. */
  readonly corrections: readonly DayCorrection[];
  readonly closed: ClosedDay | null;
  readonly unsent: number;
  readonly oldestUnsent: Instant | null;
  /** Entries of this computer that HQ could not store, of any day, the newest first; at most fifty. */
  readonly returned: readonly ReturnedEntry[];
};

/** What a gift's stock is made of: allotted, less the days, less `elsewhere`, is what is left. */
export type GiftStock = {
  /** By HQ, to the branch, in all. */
  readonly allotted: number;
  /** Pieces that finished visits gave, by day, the newest first. */
  readonly days: readonly { readonly day: Day; readonly count: number }[];
  /** Given at other windows by visits whose entries this computer does not have. */
  readonly elsewhere: number;
  /** Below nought: HQ took back more than there was. */
  readonly left: number;
  /** What HQ lends this computer in all, what of it was given, and what it may still give. */
  readonly lent: { readonly pieces: number; readonly given: number; readonly here: number };
  /** Counted when days were closed, the newest first; of a day the last closing. */
  readonly counts: readonly {
    readonly day: Day;
    readonly expected: number;
    readonly counted: number;
    /** Name of the manager who signed. */
    readonly approvedBy: string;
  }[];
};

export type ReturnedEntry = {
  /** Number of the entry on this computer, as HQ's list has it. */
  readonly sequence: number;
  readonly kind: EventKind;
  readonly day: Day;
  /** Name of who recorded it. */
  readonly staff: string;
  /** HQ's own words. */
  readonly reason: string;
};

/** One day of a month. */
export type MonthDay = {
  readonly day: Day;
  readonly figures: Figures;
  readonly unfinished: number;
  readonly isClosed: boolean;
  /** Its figures are others than when it was closed. */
  readonly isRestated: boolean;
};

export type MonthReport = {
  readonly month: Month;
  /** Days with visits, the oldest first. */
  readonly days: readonly MonthDay[];
  readonly total: Figures;
  /** The month before, up to the same day of the month where `month` is this one; null without visits. */
  readonly monthBefore: Figures | null;
  /** The days of `monthBefore`, both included. */
  readonly daysBefore: { readonly from: Day; readonly to: Day };
  /** 1 Monday to 7 Sunday; null: the branch has no privilege day. */
  readonly privilegeWeekday: number | null;
  /** HQ's, for this branch and a month; null: none is set. */
  readonly target: { readonly claimed: Fen | null; readonly visits: number | null } | null;
  /** Devices whose visits are in it; others of the branch are not known here. */
  readonly devices: number;
};
