// Customers whom the lot keeps for comparison: what everybody else would hear is noted for HQ, and not said.
import type { Day } from '#shared/base/month.ts';
import { createRandom, hashText } from '#shared/base/random.ts';
import type { Ghost } from '#shared/model/decision.ts';
import { type Arbitration, arbitrate, type Candidate, notWorth } from './arbitrate.ts';
import type { Moment } from './moment.ts';

/** Held out by lot of customer and quarter: the same answer at every counter for the whole quarter. */
export function isHeldOut(customer: number, today: Day, percent: number): boolean {
  const quarter = Math.ceil(Number(today.slice(5, 7)) / 3);
  const lot = createRandom(hashText(`holdout:${customer}:${today.slice(0, 4)}Q${quarter}`))();
  return lot * 100 < percent;
}

/**
 * Care is said as ever. What sells reads as if there were nothing to gain, which is what the clerk reads of offers
 * that are not worth saying to anybody: nothing tells the lot from that.
 */
export function holdBack(
  candidates: readonly Candidate[],
  moment: Moment,
): Arbitration & { readonly ghosts: readonly Ghost[] } {
  const { proposals, verdicts } = arbitrate(candidates.filter(isSaid), moment);
  const placed = new Map(verdicts.map((verdict) => [verdict.offer, verdict]));
  return {
    proposals,
    verdicts: candidates.map(
      (candidate) => placed.get(candidate.compiled.offer.id) ?? notWorth(candidate),
    ),
    ghosts: arbitrate(candidates, moment)
      .proposals.filter(({ promotional }) => promotional)
      .map(({ offer, tier, treatment, score }) => ({ offer, tier, treatment, score })),
  };
}

const isSaid = ({ compiled }: Candidate): boolean => !compiled.offer.promotional;
