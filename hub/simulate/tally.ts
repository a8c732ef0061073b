// What a simulation counts. Whole numbers only, so that sums are the same in whatever order batches are added.
import { silenceCode } from './silence_code.ts';
import { compareText } from '#shared/base/compare.ts';
import {
  type Decision,
  type FunnelStage,
  funnelStageSchema,
  type Proposal,
  type Verdict,
} from '#shared/model/decision.ts';

/** Money in hundredths of a fen, chances in millionths. */
export const CENTS = 100;
export const MILLION = 1_000_000;

export type Counts = Record<string, number>;

type OfferTally = {
  /** Customers who would hear it first; among their three. */
  first: number;
  any: number;
  /** Sum of the chances of yes, of those among three. */
  yes: number;
  /** Expected gain where it is said first; where it is among three. */
  firstGain: number;
  gain: number;
  /** What yes costs, by its chance: gifts, credit and discounts. */
  cost: number;
  /** Prepayments asked for, where it is among three; in fen. */
  prepay: number;
  /** Where it left the funnel. */
  readonly stages: Counts;
};

type GroupTally = {
  customers: number;
  served: number;
  firstGain: number;
  /** Of those who hear nothing: the last stage that any offer reached. */
  readonly stages: Counts;
};

export type Tally = {
  customers: number;
  /** Customers with at least one sentence. */
  served: number;
  sentences: number;
  firstGain: number;
  gain: number;
  /** As `gain`, with the moved levers back at 100. */
  firstWorth: number;
  worth: number;
  firstCost: number;
  cost: number;
  /** Fen; the difference to what the customers meant to prepay is summed where they meant to. */
  firstPrepay: number;
  firstDifference: number;
  /** Of those who hear nothing: why. */
  readonly silences: Counts;
  readonly groups: Record<string, GroupTally>;
  readonly offers: Record<string, OfferTally>;
};

export const emptyTally = (): Tally => ({
  customers: 0,
  served: 0,
  sentences: 0,
  firstGain: 0,
  gain: 0,
  firstWorth: 0,
  worth: 0,
  firstCost: 0,
  cost: 0,
  firstPrepay: 0,
  firstDifference: 0,
  silences: {},
  groups: {},
  offers: {},
});

const emptyOffer = (): OfferTally => ({
  first: 0,
  any: 0,
  yes: 0,
  firstGain: 0,
  gain: 0,
  cost: 0,
  prepay: 0,
  stages: {},
});

const emptyGroup = (): GroupTally => ({ customers: 0, served: 0, firstGain: 0, stages: {} });

/** In the order of the funnel: the later, the further an offer came. */
const DEPTHS: ReadonlyMap<string, number> = new Map(
  funnelStageSchema.options.map((stage, index) => [stage, index]),
);

/** The last stage that any offer reached; `valid` for an empty catalog. */
export function furthestStage(verdicts: readonly Verdict[]): FunnelStage {
  let furthest: FunnelStage = 'valid';
  for (const { stage } of verdicts) {
    if ((DEPTHS.get(stage) ?? 0) > (DEPTHS.get(furthest) ?? 0)) furthest = stage;
  }
  return furthest;
}

/** How much a proposal is worth, with the levers of `moved` offers at 100, in hundredths of a fen. */
function worthOf({ offer, score, parts }: Proposal, moved: ReadonlySet<string>): number {
  const worth = moved.has(offer) ? parts.chance * parts.weight * parts.value : score;
  return Math.round(worth * CENTS);
}

export type TallyContext = {
  /** What a yes to a tier costs, in fen: by `offer tier`. */
  readonly costs: ReadonlyMap<string, number>;
  readonly moved: ReadonlySet<string>;
};

export function addDecision(
  tally: Tally,
  decision: Decision,
  valueGroup: string,
  { costs, moved }: TallyContext,
): void {
  const group = (tally.groups[valueGroup] ??= emptyGroup());
  tally.customers += 1;
  group.customers += 1;
  for (const { offer, stage } of decision.verdicts) {
    increase((tally.offers[offer] ??= emptyOffer()).stages, stage);
  }
  if (decision.proposals.length === 0) {
    increase(tally.silences, silenceCode(decision));
    increase(group.stages, furthestStage(decision.verdicts));
    return;
  }
  tally.served += 1;
  group.served += 1;
  for (const [index, proposal] of decision.proposals.entries()) {
    const offer = (tally.offers[proposal.offer] ??= emptyOffer());
    const gain = Math.round(proposal.score * CENTS);
    const worth = worthOf(proposal, moved);
    const costOfYes = costs.get(`${proposal.offer} ${proposal.tier}`) ?? 0;
    const cost = Math.round(proposal.parts.chance * costOfYes * CENTS);
    tally.sentences += 1;
    tally.gain += gain;
    tally.worth += worth;
    tally.cost += cost;
    offer.any += 1;
    offer.yes += Math.round(proposal.parts.chance * MILLION);
    offer.gain += gain;
    offer.cost += cost;
    offer.prepay += proposal.prepay;
    if (index > 0) continue;
    tally.firstGain += gain;
    tally.firstWorth += worth;
    tally.firstCost += cost;
    tally.firstPrepay += proposal.prepay;
    tally.firstDifference += proposal.difference ?? 0;
    group.firstGain += gain;
    offer.first += 1;
    offer.firstGain += gain;
  }
}

const increase = (counts: Counts, name: string, by = 1): void => {
  counts[name] = (counts[name] ?? 0) + by;
};

/** How the first sentences of two variants differ, customer by customer. */
export type Comparison = {
  /** The same offer, tier and treatment; other ones; a sentence in one of the two only; in neither. */
  same: number;
  other: number;
  onlyFirst: number;
  onlySecond: number;
  neither: number;
  /** By `from > to`, `-` for nothing: where customers went whose first offer differs. */
  readonly moves: Counts;
};

export const emptyComparison = (): Comparison => ({
  same: 0,
  other: 0,
  onlyFirst: 0,
  onlySecond: 0,
  neither: 0,
  moves: {},
});

export function addComparison(comparison: Comparison, one: Decision, two: Decision): void {
  const [a] = one.proposals;
  const [b] = two.proposals;
  if (a === undefined && b === undefined) comparison.neither += 1;
  else if (b === undefined) comparison.onlyFirst += 1;
  else if (a === undefined) comparison.onlySecond += 1;
  else if (a.offer === b.offer && a.tier === b.tier && a.treatment === b.treatment)
    comparison.same += 1;
  else comparison.other += 1;
  if (a?.offer !== b?.offer) increase(comparison.moves, `${a?.offer ?? '-'} > ${b?.offer ?? '-'}`);
}

/** Adds every number of `more` to its place in `sum`; places that `sum` lacks are made. */
export function addUp<T extends object>(sum: T, more: T): T {
  for (const key of Object.keys(more).toSorted(compareText) as (keyof T)[]) {
    const value = more[key];
    if (typeof value === 'number') {
      sum[key] = (((sum[key] as number | undefined) ?? 0) + value) as T[keyof T];
    } else {
      sum[key] = addUp((sum[key] ?? {}) as object, value as object) as T[keyof T];
    }
  }
  return sum;
}
