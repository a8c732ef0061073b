// What the engine knows of a customer at one moment. These names are the words of catalog rules.
import type { Fen } from '#shared/base/money.ts';
import type { Risk, Stage, ValueGroup } from './customer.ts';

/** Null: not known. A rule that needs a null fact does not hold, and says so. */
export type Facts = {
  readonly age: number | null;
  readonly tenureMonths: number | null;
  /** Mean spend a month over the last 3 and 12 months of data, fen. */
  readonly arpu3: Fen | null;
  readonly arpu12: Fen | null;
  /** Mean minutes a month over 3 months. */
  readonly mou3: number | null;
  /** Mean data a month over 3 months, MB. */
  readonly dou3: number | null;
  /** Last 3 months against the 3 before, percent; null under 6 months or from zero. */
  readonly spendTrend: number | null;
  readonly voiceTrend: number | null;
  readonly dataTrend: number | null;
  /** A fall over the months on record that is more than chance; null with too few months to tell, or without the latest. */
  readonly spendFalls: boolean | null;
  readonly voiceFalls: boolean | null;
  readonly dataFalls: boolean | null;
  /** Spend above the plan's fee, mean of 3 months, fen. */
  readonly overPlan: Fen | null;
  /** Use above what the plan includes, mean of 3 months: MB, minutes. */
  readonly overData: number | null;
  readonly overVoice: number | null;
  /** Median of the months' last single top-ups (else the mean top-up, else the median month's amount), fen. */
  readonly usualTopUp: Fen | null;
  readonly maxTopUp: Fen | null;
  /** Top-ups a month over the months of data. */
  readonly topUpsPerMonth: number | null;
  /** The rhythm: days from one top-up to the next, and the share (percent) of months with one, where all of them tell. */
  readonly daysBetweenTopUps: number | null;
  readonly topUpRegularity: number | null;
  /** Months since the latest with a top-up; 0 in the month of the data. */
  readonly monthsSinceTopUp: number | null;
  readonly balance: Fen | null;
  readonly arrears: Fen | null;
  readonly points: number | null;
  readonly planFee: Fen | null;
  readonly planVoiceMinutes: number | null;
  readonly planDataMb: number | null;
  /** Negative once it has ended; null without a contract. */
  readonly daysToContractEnd: number | null;
  readonly hasContract: boolean | null;
  /** Latest months in a row that are known to be without voice and data; without spend. */
  readonly monthsSilent: number | null;
  readonly monthsNotBilled: number | null;
  readonly monthsOfData: number;
  readonly daysSinceComplaint: number | null;
  /** 1: lives alone; null: nobody says of which household. */
  readonly householdSize: number | null;
  /** Campaigns taken part in, ended ones too; null: nobody says which. */
  readonly campaigns: number | null;
  /** Days to the nearest key date of the customer file, 0 today. */
  readonly daysToKeyDate: number | null;
  /** Codes of what the customer has; null: nobody says anything of it. */
  readonly holdings: readonly string[] | null;
  /** No word of rules: the codes that are told of, held or not; any other is open. Left out: all of them. */
  readonly toldHoldings?: readonly string[];
  readonly valueGroup: ValueGroup | null;
  readonly stage: Stage | null;
  /** Null: HQ has not scored the customer. */
  readonly risks: readonly Risk[] | null;
  /** Codes of the catalog's labels that hold. */
  readonly labels: readonly string[];
  /** No words of rules: codes of labels and risks that are neither held nor not, since a fact is not known; left out: none. */
  readonly openLabels?: readonly string[];
  readonly openRisks?: readonly Risk[];
  /** `A2R1D3` and `R3F1V2`. */
  readonly consumptionGroup: string | null;
  readonly behaviourGroup: string | null;
  /** Chance to go silent next month, percent. */
  readonly churnChance: number | null;
  /** Margin to be expected at present habits, and beyond them, fen. */
  readonly lifetimeValue: Fen | null;
  readonly potentialValue: Fen | null;
  /** What holding on to this customer is worth, fen; null where nobody is about to leave. */
  readonly holdValue: Fen | null;
  /** Code of the policy's level. */
  readonly level: string | null;
  readonly optedOut: boolean | null;
  readonly blacklisted: boolean | null;
  /** Days from the last day of data to today. */
  readonly dataAge: number;
};
