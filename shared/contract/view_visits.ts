// The visits behind the figures: a list of one day or of several, narrowed down, page by page. Names are masked.
import type { Uuid } from '#shared/base/id.ts';
import type { Fen } from '#shared/base/money.ts';
import type { Day, Instant, Month } from '#shared/base/month.ts';
import type { Matter } from '#shared/model/event.ts';
import { codeSchema, instantSchema } from '#shared/model/fields.ts';
import type { Figures } from '#shared/model/figures.ts';
import { type SettledState, settledStateSchema } from '#shared/model/settled.ts';
import type { LocalText } from '#shared/model/text.ts';
import {
  type Answer,
  type AnsweredBy,
  answerSchema,
  type DeclineReason,
  type NotSaidReason,
  type Purpose,
  purposeSchema,
  type VisitState,
} from '#shared/model/visit.ts';
import { z } from 'zod';

/** What is worth a second look: most have an ordinary reason. */
export const lookSchema = z.enum([
  /** An amount beyond HQ's limits. */
  'unusual',
  /** Meant less than half of the usual top-up, and a claim rests on it. */
  'meant-little',
  /** The operator's log reaches past the visit, and what it claims is not there or was reversed. */
  'not-settled',
  /** It says that money was put down, claims nothing, and the log reaches past it and has nothing that it could be. */
  'not-paid',
  /** Gifts without an accepted sentence that was paid for, and those that a manager let go. */
  'gift-unpaid',
  'exception',
  /** Of many that one clerk finished within five minutes. */
  'many-at-once',
  /** Opened and left again or finished empty, or opened an hour ago or more: nothing was done. */
  'looked-up',
  'corrected',
]);
export type Look = z.infer<typeof lookSchema>;

/** Each figure of the day has the one that shows what it counts. */
const visitsShownSchema = z.enum([
  'all',
  'finished',
  'unfinished',
  /** With money, and with a claim. */
  'money',
  'claimed',
  /** What HQ found of the claim in the operator's log; `came`: all of it, or some. */
  'came',
  ...settledStateSchema.options,
  /** By which the settled figure of the day is another than what it was told as. */
  'settled-changed',
  /** With a sentence that sells and was said, and with one that was accepted. */
  'said',
  'accepted',
  'care',
  /** With a sentence that was shown and not said. */
  'not-said',
  'gifts',
  /** In any of the kinds of look. */
  'marked',
  ...lookSchema.options,
  /** This device learned of them after the day was closed, or over. */
  'late',
]);
export type VisitsShown = z.infer<typeof visitsShownSchema>;

export const visitFilterSchema = z.strictObject({
  shown: visitsShownSchema,
  /** Who finished it, or gave the answers that `shown` asks for. */
  staff: codeSchema.nullable(),
  purpose: purposeSchema.nullable(),
  offer: codeSchema.nullable(),
  answer: answerSchema.nullable(),
  gift: codeSchema.nullable(),
  device: codeSchema.nullable(),
  /** 1 Monday to 7 Sunday. */
  weekday: z.int().min(1).max(7).nullable(),
  /** Of the clock where the branch stands: of the end, or of the answers that `shown` asks for. */
  hour: z.int().min(0).max(23).nullable(),
  /** Ended by then, or begun by then where it has no end. */
  until: instantSchema.nullable(),
  /** Part of a name, its letters, or digits of a phone or account number. */
  text: z.string().max(60),
});
export type VisitFilter = Readonly<z.infer<typeof visitFilterSchema>>;

export const ALL_VISITS: VisitFilter = {
  shown: 'all',
  staff: null,
  purpose: null,
  offer: null,
  answer: null,
  gift: null,
  device: null,
  weekday: null,
  hour: null,
  until: null,
  text: '',
};

/** Behind which figure: the visits of a day, or of several. */
export type VisitsBehind = {
  readonly day: Day;
  /** Null: that day alone. */
  readonly to: Day | null;
  readonly filter: VisitFilter;
  /** What the manager's page showed, to come back to. */
  readonly back: { readonly day: Day; readonly month: Month | null };
};

/** So many days at once: a month. */
export const MOST_VISIT_DAYS = 31;

/** Rows of one page. */
export const VISITS_PER_PAGE = 50;

export type ListedGift = { readonly id: string; readonly name: LocalText; readonly count: number };

export type ListedCorrection = {
  readonly at: Instant;
  readonly approvedBy: string;
  readonly reason: string;
  readonly what: 'void' | 'amount' | 'answer' | 'gift';
  readonly prepaid: { readonly from: Fen | null; readonly to: Fen | null };
  readonly answers: { readonly from: Answer; readonly to: Answer | null } | null;
  readonly gifts: {
    readonly from: readonly ListedGift[];
    readonly to: readonly ListedGift[];
  } | null;
};

export type ListedVisit = {
  readonly visit: Uuid;
  /** On which it counts. */
  readonly day: Day;
  readonly at: Instant;
  readonly ended: Instant | null;
  /** Null: this computer. */
  readonly deviceName: string | null;
  readonly staffName: string;
  /** Masked; null where the cache does not know who it was. */
  readonly customer: {
    readonly id: number;
    readonly name: string;
    readonly phone: string;
  } | null;
  readonly purpose: Purpose;
  readonly state: VisitState;
  readonly intended: Fen | null;
  /**
   * The amount meant that was named last, where it is another than the first; the claim goes by the larger. Where there is no
   * first, it was named after a sentence, and nothing is claimed.
   */
  readonly laterIntended: Fen | null;
  readonly prepaid: Fen | null;
  readonly claimed: Fen | null;
  /** What HQ found of the claim in the operator's log; null: nothing was claimed, or HQ knows of no claim. */
  readonly settled: { readonly state: SettledState; readonly amount: Fen } | null;
  readonly answers: readonly {
    readonly event: Uuid;
    readonly offer: LocalText;
    readonly answer: Answer;
    /** The sentence sells nothing. */
    readonly isCare: boolean;
    readonly reason: DeclineReason | NotSaidReason | null;
    readonly laterOn: Day | null;
    /** Null: the clerk heard it. */
    readonly by: AnsweredBy | null;
  }[];
  readonly gifts: readonly ListedGift[];
  /** What a fault, complaint or cancellation was about. */
  readonly matter: Matter | null;
  readonly corrections: readonly ListedCorrection[];
  readonly isLate: boolean;
  /** The newest entry, while it may be taken back. */
  readonly undo: { readonly event: Uuid; readonly until: Instant } | null;
  /** The finish, which a correction restates; null: unfinished. */
  readonly finish: Uuid | null;
};

type Choice<Name> = { readonly id: string; readonly name: Name };

export type VisitList = {
  readonly day: Day;
  /** The last day; of a list of one day that day. */
  readonly to: Day;
  readonly rows: readonly ListedVisit[];
  readonly offset: number;
  /** Visits that fit the filter, and what they add up to. */
  readonly total: number;
  readonly prepaid: Fen;
  readonly claimed: Fen;
  /** Of a clerk the own ones of these days, of a manager the branch's; whatever the filter is. */
  readonly figures: Figures;
  /** What these days have, to choose from. */
  readonly staff: readonly Choice<string>[];
  readonly offers: readonly Choice<LocalText>[];
  readonly gifts: readonly Choice<LocalText>[];
  readonly devices: readonly Choice<string | null>[];
};
