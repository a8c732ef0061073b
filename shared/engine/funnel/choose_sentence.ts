// The rung with the highest expected value whose sentence is complete, and the first way of putting it that holds.
import { compareBy, compareNumber, compareText, descending } from '#shared/base/compare.ts';
import type { Tier } from '#shared/model/catalog.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { CompiledOffer, CompiledTreatment } from '../compile_catalog.ts';
import { whyNot } from '../rules/rule_book.ts';
import type { SlotInput } from '../sentence/slots.ts';
import { emptySlot } from '../sentence/template.ts';
import type { Candidate } from './arbitrate.ts';
import type { Moment } from './moment.ts';
import { type Score, scoreOf } from './score.ts';

type Scored = { readonly tier: Tier } & Score;

const bestFirst = compareBy<Scored>(
  descending((a, b) => compareNumber(a.score, b.score)),
  (a, b) => compareNumber(a.tier.prepay, b.tier.prepay),
  (a, b) => compareText(a.tier.id, b.tier.id),
);

/** @param tiers open rungs, at least one */
export function chooseSentence(
  compiled: CompiledOffer,
  tiers: readonly Tier[],
  moment: Moment,
  isLaterDue: boolean,
): Candidate | { readonly missing: LocalText } {
  const { offer } = compiled;
  const scored = tiers
    .map((tier) => ({
      tier,
      ...scoreOf(offer, tier, moment.facts, moment.context, isLaterDue),
    }))
    .toSorted(bestFirst);
  let missing: LocalText = { zh: '没有适合的说法', en: 'no wording fits' };
  let isFirst = true;
  for (const { tier, score, parts } of scored) {
    const slots: SlotInput = {
      facts: moment.facts,
      tier,
      intended: moment.context.intended,
      currency: moment.context.currency,
      gifts: moment.catalog.gifts,
    };
    for (const treatment of compiled.treatments) {
      const lack = whatLacks(treatment, slots, moment);
      if (lack === null) return { compiled, tier, treatment, slots, score, parts };
      if (isFirst) missing = lack;
      isFirst = false;
    }
  }
  return { missing };
}

/** Null when the treatment's condition holds and every slot of its lines has a figure. */
function whatLacks(
  treatment: CompiledTreatment,
  slots: SlotInput,
  moment: Moment,
): LocalText | null {
  const notHere = treatment.when === null ? null : whyNot(treatment.when, moment.rules);
  if (notHere !== null) return notHere;
  const empty = emptySlot(treatment.sentence, slots) ?? emptySlot(treatment.why, slots);
  if (empty === null) return null;
  const { name } = empty;
  return { zh: `话术缺少：${name.zh}`, en: `the sentence lacks: ${name.en}` };
}
