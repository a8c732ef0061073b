// Texts of a catalog: both languages, slots that its tiers can fill, and sentences that can be said in a breath.
import type { Catalog, CatalogGift, Lottery, Offer, Tier } from '#shared/model/catalog.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { SlotInput } from '#shared/engine/sentence/slots.ts';
import { speakingSeconds } from '#shared/engine/sentence/speaking.ts';
import {
  compileTemplate,
  emptySlot,
  fillTemplate,
  type Template,
} from '#shared/engine/sentence/template.ts';
import { type Finding, mistake, type YamlPath } from './problem.ts';
import { SAMPLE_FACTS, SAMPLE_POLICY } from './sample_facts.ts';

/** Longer than this, the customer has stopped listening. */
const LONGEST_SENTENCE_SECONDS = 12;

export function checkOfferWords(
  offer: Offer,
  catalog: Catalog,
  policy: Policy | null,
): readonly Finding[] {
  return [
    ...checkText(offer.name, ['name']),
    ...(offer.target === null ? [] : checkText(offer.target, ['target'])),
    ...offer.tiers.flatMap((tier, index) => checkBenefit(tier, ['tiers', index, 'benefit'])),
    ...offer.treatments.flatMap(({ sentence, why }, index) => [
      ...checkText(sentence, ['treatments', index, 'sentence']),
      ...checkText(why, ['treatments', index, 'why']),
    ]),
    ...offer.objections.flatMap(({ says, answer }, index) => [
      ...checkText(says, ['objections', index, 'says']),
      ...checkText(answer, ['objections', index, 'answer']),
    ]),
    ...checkSlots(offer, sampleInputs(offer, catalog, policy)),
  ];
}

/** A translation is missing as well where a text stands in the wrong language. */
export function checkText({ zh, en }: LocalText, path: YamlPath): readonly Finding[] {
  const findings: Finding[] = [];
  if (!/\p{Script=Han}/u.test(zh)) {
    const message = 'the Chinese text has no Chinese character';
    findings.push(mistake([...path, 'zh'], message, 'Write it in Chinese: it is read out.'));
  }
  if (/\p{Script=Han}/u.test(en)) {
    const message = 'the English text has Chinese characters';
    findings.push(mistake([...path, 'en'], message, 'Translate it.'));
  }
  return findings;
}

function checkBenefit({ benefit }: Tier, path: YamlPath): readonly Finding[] {
  const findings = checkText(benefit, path);
  if (!/[{}]/.test(benefit.zh + benefit.en)) return findings;
  const remedy = 'Write the figure out, or put the slot into the sentence.';
  return [...findings, mistake(path, 'a benefit has no slots', remedy)];
}

/** Each sentence is filled with ample figures for each tier and timed. */
function checkSlots(offer: Offer, samples: readonly SlotInput[]): readonly Finding[] {
  const timed = offer.treatments.flatMap((treatment, index): readonly Finding[] => {
    const path = ['treatments', index, 'sentence'];
    const template = compileTemplate(treatment.sentence);
    const filled = samples.filter((input) => emptySlot(template, input) === null);
    if (filled.length === 0) return [neverFilled(template, samples, path)];
    const seconds = Math.max(
      ...filled.map((input) => speakingSeconds(fillTemplate(template, input).zh)),
    );
    if (seconds <= LONGEST_SENTENCE_SECONDS) return [];
    return [
      mistake(
        [...path, 'zh'],
        `the sentence takes ${seconds} s to say, at most ${LONGEST_SENTENCE_SECONDS} s`,
        `Shorten it by about ${Math.ceil((seconds - LONGEST_SENTENCE_SECONDS) * 4)} characters.`,
      ),
    ];
  });
  const others = [
    ...offer.treatments.map(({ why }, index) => ({
      text: why,
      path: ['treatments', index, 'why'],
    })),
    ...offer.objections.flatMap(({ says, answer }, index) => [
      { text: says, path: ['objections', index, 'says'] },
      { text: answer, path: ['objections', index, 'answer'] },
    ]),
  ].flatMap(({ text, path }): readonly Finding[] => {
    const template = compileTemplate(text);
    const isFilled = samples.some((input) => emptySlot(template, input) === null);
    return isFilled ? [] : [neverFilled(template, samples, path)];
  });
  return [...timed, ...others];
}

function neverFilled(template: Template, [sample]: readonly SlotInput[], path: YamlPath): Finding {
  const empty = sample === undefined ? null : emptySlot(template, sample);
  return mistake(
    path,
    `no tier of this offer can fill the slot for ${empty?.name.en ?? 'its figures'}`,
    'Take the slot out, or give the tiers what it names.',
  );
}

/** One for each tier; the customer means to put down a little less than the tier asks. */
function sampleInputs(offer: Offer, catalog: Catalog, policy: Policy | null): readonly SlotInput[] {
  const gifts = new Map<string, CatalogGift>(catalog.gifts?.map((gift) => [gift.id, gift]));
  const lotteries = new Map<string, Lottery>(catalog.lotteries?.map((each) => [each.id, each]));
  // A policy that cannot be read is told of elsewhere.
  const { points, levels } = policy ?? SAMPLE_POLICY;
  return offer.tiers.map((tier) => ({
    facts: { ...SAMPLE_FACTS, level: levels.at(-1)?.id ?? null },
    tier,
    intended: Math.max(100, tier.prepay - 5000),
    currency: 'CNY',
    isMemberDay: true,
    policy: { points, levels },
    gifts,
    lotteries,
  }));
}
