// The rung with the highest expected gain whose sentence is complete, each put in the first way that holds.
import type { Tier } from '#shared/model/catalog.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { CompiledOffer, CompiledTreatment } from '../compile_catalog.ts';
import { whyNot } from '../rules/rule_book.ts';
import type { SlotInput } from '../sentence/slots.ts';
import { emptySlot } from '../sentence/template.ts';
import type { Candidate } from './arbitrate.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { Moment } from './moment.ts';
import { scoreOf, type Timing } from './score.ts';

/**
 * Of equal gain the lower rung.
 * @param tiers open rungs from the lowest up, at least one
 */
export function chooseSentence(
  compiled: CompiledOffer,
  tiers: readonly Tier[],
  timing: Timing,
  moment: Moment,
): Candidate | { readonly missing: LocalText } {
  const chances: (Chance | undefined)[] = [];
  let best: Candidate | null = null;
  let missing: LocalText | null = null;
  const easiest = tiers[0];
  for (const tier of tiers) {
    const slots = slotInput(tier, moment);
    for (let index = 0; index < compiled.treatments.length; index += 1) {
      const treatment = compiled.treatments[index] as CompiledTreatment;
      const lack = whatLacks(treatment, slots, moment);
      if (lack !== null) {
        missing ??= lack;
        continue;
      }
      const chance = (chances[index] ??= chanceOf(compiled.offer, treatment, moment));
      const { score, parts } = scoreOf(
        { offer: compiled.offer, tier, easiest: easiest ?? tier },
        chance,
        timing,
        moment,
      );
      if (best === null || score > best.score) {
        best = { compiled, tier, treatment, slots, score, parts, isTried: chance.isTried };
      }
      break;
    }
  }
  return best ?? { missing: missing ?? NO_WORDING };
}

const NO_WORDING: LocalText = { zh: '没有适合的说法', en: 'no wording fits' };

const slotInput = (tier: Tier, { facts, context, policy, catalog }: Moment): SlotInput => ({
  facts,
  tier,
  intended: context.intended,
  currency: context.currency,
  isMemberDay: context.isMemberDay,
  policy,
  gifts: catalog.gifts,
  lotteries: catalog.lotteries,
});

/** Null when the treatment's condition holds and every slot of its lines has a figure. */
function whatLacks(
  treatment: CompiledTreatment,
  slots: SlotInput,
  moment: Moment,
): LocalText | null {
  const notHere = treatment.when === null ? null : whyNot(treatment.when, moment.rules);
  if (notHere !== null) return notHere;
  const empty = emptySlot(treatment.sentence, slots) ?? emptySlot(treatment.why, slots);
  if (empty !== null) {
    const { name } = empty;
    return { zh: `话术缺少：${name.zh}`, en: `the sentence lacks: ${name.en}` };
  }
  // Who has told an amount hears how much more it is, not the total only.
  return moment.context.intended !== null && treatment.namesTotalOnly ? NO_DIFFERENCE : null;
}

const NO_DIFFERENCE: LocalText = {
  zh: '话术没有说还差多少',
  en: 'the sentence does not say how much more it is',
};
