// What HQ's page is told by the hub: figures of branches, and never a customer. Money in fen, instants UTC ms.
import type { Currency, Fen } from '#shared/base/money.ts';
import type { Day, Instant, Month } from '#shared/base/month.ts';
import type { ChurnMetrics } from '#shared/model/churn_model.ts';
import type { EffectFigure } from '#shared/model/effect_figure.ts';
import type { Figures } from '#shared/model/figures.ts';
import type { Hints } from '#shared/model/hint.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { DayReport, MonthReport } from './view_report.ts';
import type { SettledView } from './view_settled.ts';
import type { Look } from './view_visits.ts';

export type HqSession = {
  readonly account: string;
  readonly role: 'hq' | 'region';
  /** Of a regional manager; empty for HQ, which sees all. */
  readonly regions: readonly string[];
  readonly now: Instant;
};

export type HqFailure =
  | { readonly type: 'unauthorised' | 'wrong' | 'not-found' | 'bad-request' | 'unavailable' }
  | { readonly type: 'wait'; readonly retryAfterMs: number };

export type HqBranch = {
  readonly code: string;
  readonly name: LocalText;
  /** Empty: of no region. */
  readonly region: string;
  readonly currency: Currency;
  readonly visits: number;
  readonly prepaid: Fen;
  readonly claimed: Fen;
  readonly said: number;
  readonly accepted: number;
  /** By the newest settlement: of claims of the month, and how many of them wait for the log; null: none was settled. */
  readonly settled: {
    readonly amount: Fen;
    readonly claims: number;
    readonly waiting: number;
  } | null;
  /** Null: not measured. Its hints are those of all branches, and stand with the strategies. */
  readonly effect: Omit<EffectFigure, 'hints'> | null;
  readonly devices: number;
  /** Events that its devices said they had not sent, when last heard; null: none of them says. */
  readonly unsent: number | null;
  /** The last time that any of its devices was heard; null: never. */
  readonly heardAt: Instant | null;
  /** Of the programs at its devices, the newest first. */
  readonly apps: readonly string[];
};

export type HqBranches = {
  readonly month: Month;
  /** The month that it is now. */
  readonly thisMonth: Month;
  readonly computedAt: Instant;
  /** Visits whose newest events are not in the figures yet. */
  readonly behind: number;
  readonly branches: readonly HqBranch[];
};

type HqBranchName = {
  readonly code: string;
  readonly name: LocalText;
  readonly region: string;
  readonly currency: Currency;
  readonly timeZone: string;
};

/** As the branch's manager sees it, without what names a customer or quotes what somebody wrote. */
export type HqBranchDay = {
  readonly branch: HqBranchName;
  /** In the branch's time zone. */
  readonly today: Day;
  /** With visits, newest first. */
  readonly days: readonly Day[];
  readonly behind: number;
  readonly report: Pick<
    DayReport,
    | 'day'
    | 'computedAt'
    | 'total'
    | 'weekBefore'
    | 'byClerk'
    | 'byOffer'
    | 'byHour'
    | 'line'
    | 'unfinished'
  > & {
    /** How many one window may give away is that window's. */
    readonly gifts: readonly Omit<DayReport['gifts'][number], 'here'>[];
  };
  /** As the last closing told it; null: it was not closed. */
  readonly closed:
    | (Pick<Figures, 'visits' | 'prepaid' | 'claimed'> & {
        readonly at: Instant;
        readonly times: number;
        /** Its figures are others now. */
        readonly isRestated: boolean;
      })
    | null;
  readonly settled: SettledView;
  readonly devices: readonly HqDevice[];
};

export type HqDevice = {
  readonly id: string;
  readonly name: string;
  readonly heardAt: Instant | null;
  readonly unsent: number | null;
  readonly app: string | null;
  readonly visits: number;
};

export type HqBranchMonth = {
  readonly branch: HqBranchName;
  readonly today: Day;
  readonly behind: number;
  readonly report: MonthReport;
};

/** Kinds of visits worth a second look: a branch's own, and two that only HQ can tell. */
export type HqLook = Look | 'taken-back' | 'not-finished';

export type HqLooks = {
  readonly month: Month;
  readonly thisMonth: Month;
  readonly computedAt: Instant;
  /** In the order of their codes. */
  readonly branches: readonly {
    readonly code: string;
    readonly name: LocalText;
    readonly region: string;
    /** Finished. */
    readonly visits: number;
    /** Kinds that the branch has. */
    readonly looks: readonly { readonly look: HqLook; readonly visits: number }[];
  }[];
};

/** Without a customer, and without what anybody wrote. */
export type HqBranchLooks = {
  readonly branch: HqBranchName;
  readonly month: Month;
  readonly thisMonth: Month;
  readonly computedAt: Instant;
  readonly looks: readonly {
    readonly look: HqLook;
    /** Of the month; `visits` has the newest of them. */
    readonly count: number;
    readonly visits: readonly {
      /** As `hub look` and the branch's events have it. */
      readonly id: string;
      readonly day: Day;
      /** When it began; null where its beginning has not come in. */
      readonly at: Instant | null;
      /** Name, or the staff number of who is known no more. */
      readonly clerk: string;
      readonly device: string | null;
      /** Of the kind: fen, or a count; null: not known. */
      readonly figures: readonly (number | null)[];
    }[];
  }[];
};

export type HqStrategies = {
  /** The edition of the catalog in force; null before any. */
  readonly catalog: string | null;
  /** HQ has one, over all branches; a regional manager one a region. */
  readonly scopes: readonly {
    /** Empty: all branches. */
    readonly region: string;
    /** Null: `hub effect --publish` has not measured yet. */
    readonly measuredAt: Instant | null;
    readonly strategies: readonly HqStrategy[];
    /** Of wordings, where customers had an objection. */
    readonly hints: Hints;
  }[];
};

export type HqStrategy = {
  readonly offer: string;
  readonly name: LocalText;
  readonly metric: 'accept-rate' | 'reach' | 'uplift' | 'retention' | 'use';
  /** A share; of `uplift` yuan a customer. */
  readonly goal: number;
  readonly found: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly verdict: 'reached' | 'missed' | 'not-sure' | 'no-figure';
};

export type HqModels = {
  readonly policy: string | null;
  readonly catalog: string | null;
  readonly beliefs: string | null;
  readonly churn: {
    readonly version: string;
    readonly trainedAt: Day;
    readonly metrics: ChurnMetrics;
  } | null;
  readonly lifetime: {
    readonly version: string;
    readonly asOf: Month;
    readonly customers: number;
  } | null;
};
