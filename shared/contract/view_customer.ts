// Search hits and the customer page. Everything personal arrives masked; `customer.reveal` is audited.
import type { Fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { Holding, Leaver, Plan, Risk, Score, UsageMonth } from '#shared/model/customer.ts';
import type { RetentionVerdict } from '#shared/model/retention.ts';
import type { Answer, Purpose } from '#shared/model/visit.ts';
import type { CareItem } from './view_care.ts';
import type { NoteView, VisitView } from './view_visit.ts';

/** As much as the search box takes, in characters. */
export const SEARCH_TEXT_MAX = 80;

export type MatchedBy =
  | 'phone'
  | 'phone-tail'
  | 'account'
  | 'id-tail'
  | 'name'
  | 'given-name'
  | 'pinyin'
  | 'initials'
  /** The family name in full, then initials: `wangxm`. */
  | 'surname-initials'
  /** A name and digits together: `刘 4770`. */
  | 'name-digits';

export type SearchHit = {
  readonly id: number;
  /** `张*丰`; empty when the source has no name. */
  readonly name: string;
  /** `138****6688`; of lines of one person, as many of the last digits as tell them apart. */
  readonly phone: string;
  readonly account: string;
  readonly area: string;
  readonly idTail: string;
  readonly since: Day | null;
  readonly matchedBy: MatchedBy;
  /** Not what was typed, but one slip away from it. Such hits stand alone, and none is opened unchosen. */
  readonly isGuess: boolean;
  /** How the name sounds, where its mask hides what tells it from another hit; else null. */
  readonly sound: string | null;
  /** Another hit has the same name, or one that looks and sounds alike: show what tells them apart large. */
  readonly hasNamesake: boolean;
  /** The ten years of birth, such as 1980, where another name looks alike; null where that tells nobody apart. */
  readonly bornIn: number | null;
};

export type SearchAnswer = {
  readonly hits: readonly SearchHit[];
  /** More than the hits shown match. */
  readonly hasMore: boolean;
};

export type FamilyMember = { readonly id: number; readonly name: string; readonly phone: string };

export type RiskView = {
  readonly risk: Risk;
  readonly asOf: Day;
  /** Days to contract end, months silent or not billed, or fen owed, by the kind of risk. */
  readonly figure: number | null;
};

/** A group that the customer is in, with what is worth a word. */
export type GroupView = {
  readonly kind: 'value' | 'consumption' | 'behaviour';
  readonly code: string;
  readonly name: LocalText;
  /** Another model of HQ's says so, not the hub's. */
  readonly isOutside: boolean;
  /** Null where HQ published no portrait. */
  readonly portrait: {
    readonly size: number;
    readonly of: number;
    readonly asOf: Day;
    readonly arpu3: Fen | null;
    readonly dou3: number | null;
    readonly holdings: readonly { readonly name: LocalText; readonly share: number }[];
  } | null;
};

/** The chance to leave next month, in words that a clerk can say. */
export type ChurnView = {
  readonly percent: number;
  /** What is counted as leaving. */
  readonly leaver: Leaver;
  /** Of ten such customers so many leave; null where the chance itself is sure. */
  readonly ofTen: { readonly low: number; readonly high: number } | null;
  /** Another model of HQ's says so, not the hub's. */
  readonly isOutside: boolean;
  readonly asOf: Day;
  readonly reasons: readonly LocalText[];
};

/** What holding on is worth, each term in fen; what cannot be counted is named. */
export type RetentionView = {
  readonly directRevenue: Fen;
  readonly indirectRevenue: Fen;
  readonly directCost: Fen;
  readonly indirectCost: Fen;
  readonly systemCost: Fen;
  readonly value: Fen;
  readonly verdict: RetentionVerdict;
  readonly reason: LocalText;
};

export type LevelView = {
  readonly id: string;
  readonly name: LocalText;
  readonly privileges: readonly LocalText[];
  /** The next level and what it takes, in words; null at the top. */
  readonly next: { readonly name: LocalText; readonly needs: LocalText } | null;
};

export type PointsView = {
  /** As HQ has it, less what was spent here since. */
  readonly balance: number;
  /** Null: they may be spent here; else the name of the device that holds them, empty when none does. */
  readonly elsewhere: string | null;
  /** Points that 100 fen earn today, and whether today counts more. */
  readonly perYuan: number;
  readonly isMemberDay: boolean;
  /** A festival with an exchange of its own is on. */
  readonly festival: LocalText | null;
};

/** A finished visit of today at the branch, as far as this device knows. */
export type DoneToday = {
  readonly visit: string;
  readonly at: Instant;
  readonly purpose: Purpose;
  readonly prepaid: Fen | null;
  readonly gifts: readonly { readonly name: LocalText; readonly count: number }[];
  /** Null: this computer. */
  readonly deviceName: string | null;
};

export type CustomerView = {
  readonly id: number;
  readonly name: string;
  readonly phone: string;
  readonly account: string;
  readonly idTail: string;
  readonly area: string;
  readonly since: Day | null;
  readonly tenureMonths: number | null;
  readonly plan: Plan | null;
  /** Null: not known; `NO_END`: there is none. */
  readonly contractEnd: Day | null;
  /** HQ says that there is no contract. */
  readonly hasNoContract: boolean;
  readonly daysToContractEnd: number | null;
  readonly balance: Fen | null;
  readonly arrears: Fen | null;
  readonly points: number | null;
  readonly family: readonly FamilyMember[];
  readonly holdings: readonly Holding[];
  /** Some file of HQ's tells what this customer has; else no holdings are none known. */
  readonly areHoldingsTold: boolean;
  readonly months: readonly UsageMonth[];
  readonly usualTopUp: Fen | null;
  readonly averageSpend: Fen | null;
  readonly score: Score | null;
  /** The value of the score is what another model of HQ's says: one figure. */
  readonly isValueOutside: boolean;
  readonly groups: readonly GroupView[];
  /** When such customers come most; null: not known. */
  readonly bestTime: LocalText | null;
  /** Labels that hold now, by their names. */
  readonly labels: readonly LocalText[];
  readonly churn: ChurnView | null;
  /** Null where nobody is about to leave. */
  readonly retention: RetentionView | null;
  readonly level: LevelView | null;
  readonly pointsHere: PointsView | null;
  /** Greetings and reminders that are due. */
  readonly care: readonly CareItem[];
  /** Occupation, hobbies ... of a customer worth knowing well; shown on purpose, and audited, by `customer.reveal`. */
  readonly hasFile: boolean;
  readonly risks: readonly RiskView[];
  readonly lastComplaint: Day | null;
  /** Who wants nothing recommended: as HQ's own system has it, or as was said at a counter. Null: sell. */
  readonly optedOutBy: 'hq' | 'counter' | null;
  readonly blacklisted: boolean;
  /** What HQ does not say of this customer, of what bars selling. */
  readonly untold: readonly ('optedOut' | 'blacklisted')[];
  readonly asOf: Day;
  /** Last answers of this customer at this branch, newest first, at most 15. */
  readonly lastAnswers: readonly {
    readonly visit: string;
    readonly at: Instant;
    readonly offer: string;
    readonly name: LocalText;
    readonly answer: Answer;
  }[];
  /** Of the branch, newest first, at most 10. */
  readonly notes: readonly NoteView[];
  /** Finished today at the branch, the oldest first. */
  readonly doneToday: readonly DoneToday[];
  /** Served by their phone alone, before the list had them; newest first, at most 15. */
  readonly walkIns: readonly WalkInView[];
};

export type WalkInView = {
  readonly visit: string;
  readonly at: Instant;
  readonly purpose: Purpose;
  readonly prepaid: Fen | null;
};

/** What follows from what a customer said of being recommended anything. */
export type ConsentView = Pick<CustomerView, 'optedOutBy' | 'care'> & {
  /** Decided anew, or as it was finished; null outside of a visit. */
  readonly visit: VisitView | null;
};
