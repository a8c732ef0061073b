// What a reviewed catalog must keep beyond its schema: rules that compile, ladders that climb, gifts with a cost,
// sentences that can be said in a breath.
import type { CatalogGift, Offer, Tier } from '#shared/model/catalog.ts';
import { compileTemplate, fillTemplate, emptySlot } from '#shared/engine/sentence/template.ts';
import type { SlotInput } from '#shared/engine/sentence/slots.ts';
import { speakingSeconds } from '#shared/engine/sentence/speaking.ts';
import type { CatalogFileProblem } from './problem.ts';
import { SAMPLE_FACTS } from './sample_facts.ts';
import type { YamlPath, YamlSource } from './yaml_source.ts';

/** Longer than this, the customer has stopped listening. */
const LONGEST_SENTENCE_SECONDS = 12;

type Finding = { readonly path: YamlPath; readonly message: string; readonly remedy: string };

/** @param gifts by id; @param source for the lines */
export function checkOffer(
  offer: Offer,
  gifts: ReadonlyMap<string, CatalogGift>,
  source: YamlSource,
): readonly CatalogFileProblem[] {
  const findings = [
    ...checkValidity(offer),
    ...checkLadder(offer.tiers),
    ...offer.tiers.flatMap((tier, index) => checkTier(tier, ['tiers', index], gifts)),
    ...checkIds(offer),
    ...checkSentences(offer, gifts),
  ];
  return findings.map(({ path, message, remedy }) => ({
    file: source.file,
    line: source.lineOf(path),
    message,
    remedy,
  }));
}

function checkValidity(offer: Offer): readonly Finding[] {
  if (offer.validFrom <= offer.validTo) return [];
  const message = `valid from ${offer.validFrom} to ${offer.validTo}: it ends before it begins`;
  return [{ path: ['validTo'], message, remedy: 'Put validTo on or after validFrom.' }];
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
      return [{ path, message, remedy }];
    }
    if (tier[measure] < below[measure]) {
      const message = `the ladder descends: tier '${tier.id}' asks for less than '${below.id}'`;
      return [{ path, message, remedy }];
    }
    return [];
  });
}

function checkTier(
  tier: Tier,
  path: YamlPath,
  gifts: ReadonlyMap<string, CatalogGift>,
): readonly Finding[] {
  const findings: Finding[] = [];
  const gift = tier.gift === null ? undefined : gifts.get(tier.gift);
  if (tier.gift !== null && gift === undefined) {
    findings.push({
      path: [...path, 'gift'],
      message: `gift '${tier.gift}' is not in gifts.yaml`,
      remedy: `Add it there with its name and cost; known gifts are ${[...gifts.keys()].join(', ')}.`,
    });
  }
  if (gift !== undefined && gift.cost === 0) {
    findings.push({
      path: [...path, 'gift'],
      message: `gift '${gift.id}' has no cost`,
      remedy: 'Say in gifts.yaml what one piece costs, or the offer looks better than it is.',
    });
  }
  const least = tier.credit + (gift?.cost ?? 0);
  if (tier.cost < least) {
    findings.push({
      path: [...path, 'cost'],
      message: `cost ${tier.cost} is less than gift and credit together (${least})`,
      remedy: `Set cost to at least ${least}.`,
    });
  }
  if (tier.margin <= tier.cost) {
    findings.push({
      path: [...path, 'margin'],
      message: `margin ${tier.margin} does not exceed cost ${tier.cost}: this tier would never be said`,
      remedy: 'Mend the figures, or take the tier out.',
    });
  }
  return findings;
}

function checkIds(offer: Offer): readonly Finding[] {
  const repeated = (kind: 'tiers' | 'treatments'): readonly Finding[] =>
    offer[kind].flatMap((each, index) =>
      offer[kind].findIndex((other) => other.id === each.id) < index
        ? [
            {
              path: [kind, index, 'id'],
              message: `two ${kind} have the id '${each.id}'`,
              remedy: 'Answers are counted by id: give each its own.',
            },
          ]
        : [],
    );
  return [...repeated('tiers'), ...repeated('treatments')];
}

/** Each sentence is filled with ample figures for each tier and timed; benefits are not templates. */
function checkSentences(offer: Offer, gifts: ReadonlyMap<string, CatalogGift>): readonly Finding[] {
  const braces = offer.tiers.flatMap((tier, index) =>
    /[{}]/.test(tier.benefit.zh + tier.benefit.en)
      ? [
          {
            path: ['tiers', index, 'benefit'],
            message: 'a benefit has no slots',
            remedy: 'Write the figure out, or put the slot into the sentence.',
          },
        ]
      : [],
  );
  const sentences = offer.treatments.flatMap((treatment, index): readonly Finding[] => {
    const template = compileTemplate(treatment.sentence);
    const samples = offer.tiers.map((tier) => sampleInput(tier, gifts));
    const inputs = samples.filter((input) => emptySlot(template, input) === null);
    if (inputs.length === 0) {
      const empty = samples[0] === undefined ? null : emptySlot(template, samples[0]);
      return [
        {
          path: ['treatments', index, 'sentence'],
          message: `no tier of this offer can fill the slot for ${empty?.name.en ?? 'its figures'}`,
          remedy: 'Take the slot out, or give the tiers what it names.',
        },
      ];
    }
    const seconds = Math.max(
      ...inputs.map((input) => speakingSeconds(fillTemplate(template, input).zh)),
    );
    if (seconds <= LONGEST_SENTENCE_SECONDS) return [];
    return [
      {
        path: ['treatments', index, 'sentence', 'zh'],
        message: `the sentence takes ${seconds} s to say, at most ${LONGEST_SENTENCE_SECONDS} s`,
        remedy: `Shorten it by about ${Math.ceil((seconds - LONGEST_SENTENCE_SECONDS) * 4)} characters.`,
      },
    ];
  });
  return [...braces, ...sentences];
}

const sampleInput = (tier: Tier, gifts: ReadonlyMap<string, CatalogGift>): SlotInput => ({
  facts: SAMPLE_FACTS,
  tier,
  intended: Math.max(100, tier.prepay - 5000),
  currency: 'CNY',
  gifts,
});
