// The estimator: what a sentence really brought, customers who heard it against those whom the lot kept from it.
import { err, ok, type Result } from '#shared/base/result.ts';
import { adjustedMean, type ArmMean } from './arm.ts';
import { type Columns, columnsOf, everybody, type Members, type Participant } from './columns.ts';
import { chiSquareTail, twoSidedQuantile } from './distributions.ts';

export type Interval = { readonly low: number; readonly high: number };

export type Effect = {
  readonly said: ArmMean;
  readonly heldOut: ArmMean;
  /** Difference of the adjusted means. */
  readonly effect: number;
  readonly standardError: number;
  /** Holds if it is looked at once, when the quarter is closed. */
  readonly fixed: Interval;
  /** Holds at all looks together. */
  readonly live: Interval;
  /** Percent of the held-out mean; null when that mean is too near to zero. */
  readonly percent: number | null;
  /** Outcomes above it were taken as equal to it. */
  readonly cap: number;
  readonly capped: number;
  /** More customers until an effect of this size would be clear of zero, four times in five; 0: it is. */
  readonly moreCustomers: number;
};

export type NoEffect =
  | {
      readonly type: 'broken-lot';
      readonly participants: number;
      readonly heldOut: number;
      readonly expected: number;
      readonly chance: number;
    }
  | {
      readonly type: 'below-floor';
      readonly said: number;
      readonly heldOut: number;
      readonly floor: number;
      /** Until both arms reach the floor at the lot's share; null: the lot keeps nobody. */
      readonly moreCustomers: number | null;
    };

export type EstimateOptions = {
  /** Of the lot, 0 to 1. */
  readonly share: number;
  /** Least in either arm; FLOOR when left out. */
  readonly floor?: number;
};

/**
 * Fewer customers in an arm give no figure: with the long tail of top-ups, intervals of few hang on one large amount.
 * docs/effect.md says how often they hold from here on.
 */
const FLOOR = 100;
const ALPHA = 0.05;
const BROKEN = 0.001;
/** Where fewer are expected in an arm, the chi-square distribution says nothing of the lot. */
const LEAST_EXPECTED = 5;
const CAP_SHARE = 0.995;
/** A held-out mean of fewer standard errors has no percentage. */
const FIRM = 4;
/** The sequence is narrowest at about this many customers. */
const NARROWEST_AT = 4_000;
/** Of the normal distribution: 95 percent two-sided, and four times in five. */
const DETECT = 1.959963984540054 + 0.8416212335729143;

export function estimateEffect(
  participants: readonly Participant[],
  options: EstimateOptions,
): Result<Effect, NoEffect> {
  const columns = columnsOf(participants);
  return estimateColumns(columns, everybody(columns), options);
}

/** The same of some participants of a table. */
export function estimateColumns(
  columns: Columns,
  members: Members,
  { share, floor = FLOOR }: EstimateOptions,
): Result<Effect, NoEffect> {
  const heldOutUnits = members.filter((unit) => columns.heldOut[unit] === 1);
  const saidUnits = members.filter((unit) => columns.heldOut[unit] !== 1);
  const refusal = refusalOf(saidUnits.length, heldOutUnits.length, share, floor);
  if (refusal !== null) return err(refusal);

  const outcomes = Float64Array.from(members, (unit) => columns.outcome[unit] ?? 0).toSorted();
  const cap = quantile(outcomes, CAP_SHARE);
  const centre = columns.covariates.map((column) => meanOf(column, members));
  const said = adjustedMean(columns, saidUnits, centre, cap);
  const heldOut = adjustedMean(columns, heldOutUnits, centre, cap);

  const effect = said.adjusted - heldOut.adjusted;
  const variance = said.variance + heldOut.variance;
  const standardError = Math.sqrt(variance);
  const fixed = around(effect, twoSidedQuantile(ALPHA, degreesOf(said, heldOut)) * standardError);
  const isFirm = heldOut.adjusted > FIRM * Math.sqrt(heldOut.variance);
  return ok({
    said,
    heldOut,
    effect,
    standardError,
    fixed,
    live: around(effect, sequenceWidth(members.length) * standardError),
    percent: isFirm ? (100 * effect) / heldOut.adjusted : null,
    cap,
    capped: outcomes.filter((outcome) => outcome > cap).length,
    moreCustomers: moreToDetect(members.length, effect, standardError),
  });
}

function refusalOf(said: number, heldOut: number, share: number, floor: number): NoEffect | null {
  const participants = said + heldOut;
  const expected = participants * share;
  const spread = participants * share * (1 - share);
  if (spread > 0 && Math.min(expected, participants - expected) >= LEAST_EXPECTED) {
    const chance = chiSquareTail((heldOut - expected) ** 2 / spread);
    if (chance < BROKEN) return { type: 'broken-lot', participants, heldOut, expected, chance };
  }
  if (Math.min(said, heldOut) >= floor) return null;
  const lacking = Math.max((floor - heldOut) / share, (floor - said) / (1 - share));
  return {
    type: 'below-floor',
    said,
    heldOut,
    floor,
    moreCustomers: share > 0 && share < 1 ? Math.ceil(lacking) : null,
  };
}

/** Satterthwaite's: the smaller arm mostly decides. */
function degreesOf(a: ArmMean, b: ArmMean): number {
  const sum = a.variance + b.variance;
  if (sum === 0) return a.units + b.units - 2;
  return sum ** 2 / (a.variance ** 2 / (a.units - 1) + b.variance ** 2 / (b.units - 1));
}

const around = (middle: number, half: number): Interval => ({
  low: middle - half,
  high: middle + half,
});

/**
 * Standard errors to either side of the estimate at which an asymptotic confidence sequence lies after `units`:
 * Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and asymptotic confidence
 * sequences" (2021), its theorem 2.2 with rho as of its appendix. It holds at every look at once.
 */
export function sequenceWidth(units: number, alpha = ALPHA, narrowestAt = NARROWEST_AT): number {
  const odds = -2 * Math.log(alpha);
  const rhoSquared = (odds + Math.log(odds + 1)) / narrowestAt;
  const grown = units * rhoSquared + 1;
  return Math.sqrt(((2 * grown) / (units * rhoSquared)) * Math.log(Math.sqrt(grown) / alpha));
}

function moreToDetect(units: number, effect: number, standardError: number): number {
  if (standardError === 0) return 0;
  const needed = units * ((DETECT * standardError) / effect) ** 2;
  return Math.max(0, Math.ceil(Math.min(needed, Number.MAX_SAFE_INTEGER) - units));
}

function meanOf(column: Float64Array, members: Members): number {
  let sum = 0;
  for (const unit of members) sum += column[unit] ?? 0;
  return sum / members.length;
}

/** The least value that no smaller share of all lies at or below. */
const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
