// What the engine answers: the sentences in order, or silence, and why each other offer fell out.
import { z } from 'zod';
import type { Fen, Currency } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { LocalText } from './text.ts';
import type { Answer, ObjectionPlace, Purpose } from './visit.ts';

/** Where an offer left the funnel, in the order of the funnel. */
export const funnelStageSchema = z.enum([
  'valid',
  'eligible',
  'applicable',
  'suitable',
  'contact',
  'moment',
  'fresh',
  'sentence',
  'arbitration',
  'presented',
]);
export type FunnelStage = z.infer<typeof funnelStageSchema>;

export type Verdict = {
  readonly offer: string;
  readonly tier: string | null;
  readonly treatment: string | null;
  readonly stage: FunnelStage;
  /** One line with the customer's own figures. */
  readonly reason: LocalText;
  /** Expected value in fen, where arbitration was reached. No window is told. */
  readonly score: number | null;
};

/** One sentence, ready to be read out. */
export type Proposal = {
  readonly offer: string;
  readonly tier: string;
  readonly treatment: string;
  readonly offerName: LocalText;
  readonly sentence: LocalText;
  readonly why: LocalText;
  readonly benefit: LocalText;
  /** Seconds to say the Chinese sentence at a calm pace. */
  readonly seconds: number;
  readonly prepay: Fen;
  /** Prepay less what the customer meant to prepay; null without an intended amount. */
  readonly difference: Fen | null;
  readonly gift: string | null;
  readonly points: number;
  readonly draws: { readonly lottery: string; readonly count: number } | null;
  /** Answers to the commonest objections, figures filled in; those with a figure missing are left out. */
  readonly objections: readonly {
    readonly place: ObjectionPlace;
    readonly says: LocalText;
    readonly answer: LocalText;
  }[];
  readonly promotional: boolean;
  readonly score: number;
  /** How the score came about: chance of yes, weight, value of a yes in fen, lever in percent. */
  readonly parts: {
    readonly chance: number;
    readonly weight: number;
    readonly value: number;
    readonly lever: number;
  };
};

/** A sentence that would have been said. */
export type Ghost = Pick<Proposal, 'offer' | 'tier' | 'treatment' | 'score'>;

export type SilenceCode =
  | 'complaint'
  | 'fault'
  | 'cancel'
  | 'opted-out'
  | 'blacklisted'
  | 'arrears'
  | 'rested'
  | 'stale'
  | 'nothing-fits';

export type Silence = { readonly code: SilenceCode; readonly reason: LocalText };

/** Of the whole branch: this device's own, and what HQ heard from the others. */
export type PastAnswer = {
  readonly offer: string;
  readonly family: string;
  readonly answer: Answer;
  readonly at: Instant;
  readonly laterOn: Day | null;
};

/** The moment of the decision. */
export type DecisionContext = {
  readonly customer: number;
  readonly purpose: Purpose;
  readonly intended: Fen | null;
  readonly today: Day;
  /** Branch time: 1 Monday to 7 Sunday, and minutes since midnight. */
  readonly weekday: number;
  readonly minuteOfDay: number;
  readonly currency: Currency;
  /** Today is the branch's privilege day; points count more. */
  readonly isPrivilegeDay: boolean;
  readonly isMemberDay: boolean;
  /** This device holds the branch's lease of points: `facts.points` may be spent here. */
  readonly pointsHere: boolean;
  /** By gift, the pieces that this customer may be handed here: none of a gift that was given today. */
  readonly stock: Readonly<Record<string, number>>;
  /** Left by lottery, in this device's lease. */
  readonly tickets: Readonly<Record<string, number>>;
  readonly history: readonly PastAnswer[];
};

export type Decision = {
  readonly engine: string;
  readonly catalog: string;
  readonly policy: string;
  /** Name of what was known of the chances of yes. */
  readonly beliefs: string;
  readonly seed: number;
  readonly now: Instant;
  /** Best first; at most three. Empty: silence says why. */
  readonly proposals: readonly Proposal[];
  /** Of a customer whom the lot keeps for comparison: what everybody else would hear. Only HQ may learn of it. */
  readonly ghosts: readonly Ghost[] | null;
  /** Why nothing is sold. Where selling is muted it is set even beside care sentences, which sell nothing. */
  readonly silence: Silence | null;
  readonly verdicts: readonly Verdict[];
};
