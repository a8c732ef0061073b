// Search hits and the customer page. Everything personal arrives masked; `customer.reveal` is audited.
import type { Fen } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { Holding, Plan, Risk, Score, UsageMonth } from '#shared/model/customer.ts';

export type MatchedBy =
  | 'phone'
  | 'last-four'
  | 'account'
  | 'id-tail'
  | 'name'
  | 'pinyin'
  | 'initials';

export type SearchHit = {
  readonly id: number;
  /** `张*丰`; empty when the source has no name. */
  readonly name: string;
  /** `138****6688`. */
  readonly phone: string;
  readonly account: string;
  readonly area: string;
  readonly idTail: string;
  readonly since: Day | null;
  readonly matchedBy: MatchedBy;
  /** Another hit has the same name: show area, last four and since large. */
  readonly hasNamesake: boolean;
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
  readonly contractEnd: Day | null;
  readonly daysToContractEnd: number | null;
  readonly balance: Fen | null;
  readonly arrears: Fen | null;
  readonly points: number | null;
  readonly family: readonly FamilyMember[];
  readonly holdings: readonly Holding[];
  readonly months: readonly UsageMonth[];
  readonly usualTopUp: Fen | null;
  readonly averageSpend: Fen | null;
  readonly score: Score | null;
  readonly risks: readonly RiskView[];
  readonly lastComplaint: Day | null;
  readonly optedOut: boolean;
  readonly blacklisted: boolean;
  readonly asOf: Day;
  /** Last answers of this customer at this branch, newest first, at most five. */
  readonly lastAnswers: readonly {
    readonly visit: string;
    readonly at: number;
    readonly offer: string;
    readonly name: LocalText;
    readonly answer: string;
  }[];
};
