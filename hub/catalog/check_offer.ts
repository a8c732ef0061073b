// What an offer must keep beyond its schema: dates in order, ladders that climb, gifts and draws at their cost.
import type { Catalog, CatalogGift, Lottery, Offer, Tier } from '#shared/model/catalog.ts';
import { doubt, type Finding, mistake, repeatedIds, type YamlPath } from './problem.ts';
import { ROWS } from './check_coverage.ts';

import { meanTicketCost } from './check_lotteries.ts';

/** @param today business day against which validity is told */
export function checkOffer(offer: Offer, catalog: Catalog, today: string): readonly Finding[] {
  const gifts = new Map((catalog.gifts ?? []).map((gift) => [gift.id, gift]));
  const lotteries = new Map((catalog.lotteries ?? []).map((lottery) => [lottery.id, lottery]));
  return [
    ...checkValidity(offer, today),
    ...checkLadder(offer.tiers),
    ...offer.tiers.flatMap((tier, index) => [
      ...checkGift(tier, ['tiers', index], gifts),
      ...checkDraws(tier, ['tiers', index], offer, lotteries),
      ...checkCost(tier, ['tiers', index], gifts, lotteries),
    ]),
    ...repeatedIds(offer.tiers, ['tiers']),
    ...repeatedIds(offer.treatments, ['treatments']),
    ...checkStrategy(offer),
  ];
}

function checkValidity({ validFrom, validTo }: Offer, today: string): readonly Finding[] {
  if (validFrom > validTo) {
    const message = `valid from ${validFrom} to ${validTo}: it ends before it begins`;
    return [mistake(['validTo'], message, 'Put validTo on or after validFrom.')];
  }
  if (validTo >= today) return [];
  return [doubt(['validTo'], `it ended on ${validTo}`, 'Move its days on, or take the offer out.')];
}

/** Each rung must ask for more than the one before: of prepayment, else of monthly price, else of points. */
function checkLadder(tiers: readonly Tier[]): readonly Finding[] {
  return tiers.flatMap((tier, index) => {
    const below = tiers[index - 1];
    if (below === undefined) return [];
    const measure = (['prepay', 'monthly', 'points'] as const).find(
      (name) => below[name] > 0 || tier[name] > 0,
    );
    const path = ['tiers', index, measure ?? 'prepay'];
    const remedy =
      'Order the tiers from the lowest up, each higher than the one before, or make two offers.';
    if (measure === undefined || tier[measure] === below[measure]) {
      const message = `the ladder overlaps: tiers '${below.id}' and '${tier.id}' ask for the same`;
      return [mistake(path, message, remedy)];
    }
    if (tier[measure] < below[measure]) {
      const message = `the ladder descends: tier '${tier.id}' asks for less than '${below.id}'`;
      return [mistake(path, message, remedy)];
    }
    return [];
  });
}

function checkGift(
  tier: Tier,
  path: YamlPath,
  gifts: ReadonlyMap<string, CatalogGift>,
): readonly Finding[] {
  if (tier.gift === null || gifts.has(tier.gift)) return [];
  return [
    mistake(
      [...path, 'gift'],
      `gift '${tier.gift}' is not in gifts.yaml`,
      `Add it there with its name and cost; known gifts are ${[...gifts.keys()].join(', ')}.`,
    ),
  ];
}

function checkDraws(
  { draws }: Tier,
  path: YamlPath,
  offer: Offer,
  lotteries: ReadonlyMap<string, Lottery>,
): readonly Finding[] {
  if (draws === null) return [];
  const lottery = lotteries.get(draws.lottery);
  if (lottery === undefined) {
    const known =
      lotteries.size === 0 ? 'there is none' : `known are ${[...lotteries.keys()].join(', ')}`;
    return [
      mistake(
        [...path, 'draws', 'lottery'],
        `lottery '${draws.lottery}' is not in lotteries.yaml`,
        `Add it there with its prizes; ${known}.`,
      ),
    ];
  }
  if (lottery.validFrom <= offer.validFrom && lottery.validTo >= offer.validTo) return [];
  return [
    doubt(
      [...path, 'draws', 'lottery'],
      `lottery '${lottery.id}' runs from ${lottery.validFrom} to ${lottery.validTo}, the offer from ${offer.validFrom} to ${offer.validTo}`,
      'Let the offer begin and end with its lottery.',
    ),
  ];
}

function checkCost(
  tier: Tier,
  path: YamlPath,
  gifts: ReadonlyMap<string, CatalogGift>,
  lotteries: ReadonlyMap<string, Lottery>,
): readonly Finding[] {
  const findings: Finding[] = [];
  const gift = tier.gift === null ? undefined : gifts.get(tier.gift);
  if (gift !== undefined && gift.cost === 0) {
    findings.push(
      mistake(
        [...path, 'gift'],
        `gift '${gift.id}' has no cost`,
        'Say in gifts.yaml what one piece costs, or the offer looks better than it is.',
      ),
    );
  }
  const lottery = tier.draws === null ? undefined : lotteries.get(tier.draws.lottery);
  const ofDraws =
    lottery === undefined ? 0 : Math.round(meanTicketCost(lottery) * (tier.draws?.count ?? 0));
  const least = tier.credit + (gift?.cost ?? 0) + ofDraws;
  if (tier.cost < least) {
    const what = lottery === undefined ? 'gift and credit' : 'gift, credit and draws';
    findings.push(
      mistake(
        [...path, 'cost'],
        `cost ${tier.cost} is less than ${what} together (${least})`,
        `Set cost to at least ${least}.`,
      ),
    );
  }
  if (tier.margin <= tier.cost) {
    findings.push(
      mistake(
        [...path, 'margin'],
        `margin ${tier.margin} does not exceed cost ${tier.cost}: this tier would never be said`,
        'Mend the figures, or take the tier out.',
      ),
    );
  }
  return findings;
}

/** A strategy has its target, its measure, the rows that it serves, and answers ready. */
function checkStrategy({
  target,
  measure,
  serves,
  objections,
  promotional,
}: Offer): readonly Finding[] {
  const findings: Finding[] = [];
  if (target === null)
    findings.push(
      doubt([], 'it has no target', 'Say in a line for whom it is: target.zh, target.en.'),
    );
  if (measure === null) {
    const remedy = 'Name a metric and a goal: measure: { metric: accept-rate, goal: 0.2 }.';
    findings.push(doubt([], 'it has no measure', remedy));
  }
  if (promotional && objections.length < 2) {
    findings.push(
      doubt(
        ['objections'],
        `${objections.length === 0 ? 'no objection is' : 'only one objection is'} answered`,
        'Write down the two that customers make most, each with what the clerk may answer.',
      ),
    );
  }
  for (const [index, row] of serves.entries()) {
    if (ROWS.includes(row)) continue;
    const remedy = `Rows that an offer can serve: ${ROWS.join(', ')}.`;
    findings.push(doubt(['serves', index], `no offer serves ${row}`, remedy));
  }
  return findings;
}
