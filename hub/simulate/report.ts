// A simulation as HQ reads it: money in fen, chances as shares, the heaviest first.
import { compareBy, compareNumber, compareText, descending } from '#shared/base/compare.ts';
import type { Setup } from './scene.ts';
import type { Simulation } from './simulate.ts';
import { CENTS, type Comparison, type Counts, MILLION, type Tally } from './tally.ts';

export type SimulationReport = {
  readonly customers: number;
  /** Nobody has scored them: rules over groups and risks do not hold for them. */
  readonly unscored: number;
  readonly scene: Setup['scene'];
  readonly beliefs: string;
  readonly variants: readonly VariantReport[];
  readonly comparison: ComparisonReport | null;
  readonly levers: LeverReport | null;
};

export type VariantReport = {
  readonly name: string;
  readonly catalog: string;
  readonly policy: string;
  /** Customers with a sentence, and the sentences of all of them, at most three each. */
  readonly served: number;
  readonly sentences: number;
  /** If the first sentence is said to each: expected gain, cost of the expected yes, prepayment asked for, in fen. */
  readonly first: Money & { readonly prepay: number; readonly aboveIntended: number };
  readonly upToThree: Money;
  /** Why the others hear nothing. */
  readonly silences: Counts;
  readonly offers: readonly OfferReport[];
  readonly groups: readonly GroupReport[];
};

type Money = { readonly gain: number; readonly cost: number };

export type OfferReport = Money & {
  readonly offer: string;
  readonly first: number;
  readonly any: number;
  /** Mean chance of yes (0..1) of those who would hear it; null where nobody would. */
  readonly chance: number | null;
  readonly firstGain: number;
  readonly prepay: number;
  /** Customers by the stage where it left the funnel; `presented`: it did not. */
  readonly stages: Counts;
};

export type GroupReport = {
  readonly group: string;
  readonly customers: number;
  readonly served: number;
  readonly firstGain: number;
  /** Of those who hear nothing, by the last stage that any offer reached. */
  readonly stages: Counts;
};

export type ComparisonReport = Omit<Comparison, 'moves'> & {
  readonly moves: readonly {
    readonly from: string;
    readonly to: string;
    readonly customers: number;
  }[];
};

/** What the thumb on the scale costs: gain without it less gain with it, both told with the lever at 100. */
export type LeverReport = {
  readonly offers: readonly { readonly offer: string; readonly lever: number }[];
  readonly first: Opportunity;
  readonly upToThree: Opportunity;
};
type Opportunity = {
  readonly without: number;
  readonly with: number;
  readonly cost: number;
};

export function reportOf(setup: Setup, simulation: Simulation): SimulationReport {
  const { comparison, tallies } = simulation;
  return {
    customers: simulation.customers,
    unscored: simulation.unscored,
    scene: setup.scene,
    beliefs: setup.beliefs.version,
    variants: setup.variants.flatMap(({ name, catalog, policy }, index) => {
      const tally = tallies[index];
      if (tally === undefined) return [];
      const of = { name, catalog: catalog.version, policy: policy.version };
      return [{ ...of, ...variantReport(tally) }];
    }),
    comparison: comparison === null ? null : { ...comparison, moves: movesOf(comparison) },
    levers: setup.moved.length === 0 ? null : leverReport(setup, tallies),
  };
}

function variantReport(tally: Tally): Omit<VariantReport, 'name' | 'catalog' | 'policy'> {
  return {
    served: tally.served,
    sentences: tally.sentences,
    first: {
      gain: toFen(tally.firstGain),
      cost: toFen(tally.firstCost),
      prepay: tally.firstPrepay,
      aboveIntended: tally.firstDifference,
    },
    upToThree: { gain: toFen(tally.gain), cost: toFen(tally.cost) },
    silences: tally.silences,
    offers: Object.entries(tally.offers)
      .map(([offer, each]) => ({
        offer,
        first: each.first,
        any: each.any,
        chance: each.any === 0 ? null : each.yes / each.any / MILLION,
        firstGain: toFen(each.firstGain),
        gain: toFen(each.gain),
        cost: toFen(each.cost),
        prepay: each.prepay,
        stages: each.stages,
      }))
      .toSorted(mostSaidFirst),
    groups: Object.entries(tally.groups)
      .map(([group, each]) => ({ group, ...each, firstGain: toFen(each.firstGain) }))
      .toSorted((a, b) => b.customers - a.customers || compareText(a.group, b.group)),
  };
}

const mostSaidFirst = compareBy<OfferReport>(
  descending((a, b) => compareNumber(a.first, b.first)),
  descending((a, b) => compareNumber(a.any, b.any)),
  (a, b) => compareText(a.offer, b.offer),
);

const movesOf = ({ moves }: Comparison): ComparisonReport['moves'] =>
  Object.entries(moves)
    .map(([move, customers]) => {
      const [from = '-', to = '-'] = move.split(' > ');
      return { from, to, customers };
    })
    .toSorted(
      (a, b) => b.customers - a.customers || compareText(a.from, b.from) || compareText(a.to, b.to),
    );

function leverReport({ moved, variants }: Setup, [before, after]: readonly Tally[]): LeverReport {
  const levers = new Map(variants[1]?.catalog.offers.map(({ id, lever }) => [id, lever]));
  const opportunity = (of: 'firstWorth' | 'worth'): Opportunity => ({
    without: toFen(before?.[of] ?? 0),
    with: toFen(after?.[of] ?? 0),
    cost: toFen((before?.[of] ?? 0) - (after?.[of] ?? 0)),
  });
  return {
    offers: moved.map((offer) => ({ offer, lever: levers.get(offer) ?? 100 })),
    first: opportunity('firstWorth'),
    upToThree: opportunity('worth'),
  };
}

const toFen = (hundredths: number): number => Math.round(hundredths / CENTS);
