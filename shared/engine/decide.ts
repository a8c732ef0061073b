// The decision: what to say to this customer now, or why nothing, and where each other offer fell out.
import { compareText } from '#shared/base/compare.ts';
import type { Instant } from '#shared/base/month.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Decision, DecisionContext, Verdict } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { CompiledBeliefs } from './beliefs.ts';
import { type CompiledCatalog, type CompiledOffer, dayNumber } from './compile_catalog.ts';
import { arbitrate, type Candidate } from './funnel/arbitrate.ts';
import { isLaterDue, rememberContacts, restReason } from './funnel/contact.ts';
import { affordableRungs, applicableRungs } from './funnel/ladder.ts';
import { muteOf } from './funnel/mute.ts';
import type { Moment } from './funnel/moment.ts';
import { bindsForNothing } from './funnel/suitable.ts';
import { weightOf, whyWeightless } from './funnel/weight.ts';
import { silenceOf } from './funnel/silence.ts';
import { chooseSentence } from './funnel/choose_sentence.ts';
import { createRuleInput } from './rules/input.ts';
import { readRules, type Reading, type Rule, whyNot } from './rules/rule_book.ts';

/** Moves whenever a formula or a wording of the engine changes: HQ replays a decision with its own engine. */
export const ENGINE_VERSION = '2.0.0';

/**
 * Pure: the same arguments give the same decision, byte for byte under canonicalJson.
 * @param now UTC milliseconds of the decision; the contact policy counts back from it
 * @param seed of the visit: what is tried by lot, while too few have answered, depends on it and on nothing else
 */
export function decide(
  facts: Facts,
  catalog: CompiledCatalog,
  policy: Policy,
  beliefs: CompiledBeliefs,
  context: DecisionContext,
  now: Instant,
  seed: number,
): Decision {
  const memory = rememberContacts(context.history, catalog.promotionalById, context.today, now);
  const moment: Moment = {
    facts,
    catalog,
    policy,
    beliefs,
    context,
    seed,
    today: dayNumber(context.today),
    rules: readRules(catalog.book, createRuleInput(facts, context, catalog.holdingNames)),
    memory,
    mute: muteOf(facts, policy, context, memory),
  };
  // Offers come by id, and so do verdicts.
  const candidates: Candidate[] = [];
  const fallenOut: Verdict[] = [];
  for (const compiled of catalog.offers) {
    const outcome = passFunnel(compiled, moment);
    if ('compiled' in outcome) candidates.push(outcome);
    else fallenOut.push(outcome);
  }
  const { proposals, verdicts: arbitrated } = arbitrate(candidates, moment);
  const verdicts = inOrder(fallenOut, arbitrated, catalog);
  return {
    engine: ENGINE_VERSION,
    catalog: catalog.version,
    policy: policy.version,
    beliefs: beliefs.name,
    seed,
    now,
    proposals,
    silence: silenceOf(moment, proposals.length, verdicts),
    verdicts,
  };
}

/** Verdicts of every offer, by id. @param fallenOut, arbitrated each by id */
function inOrder(
  fallenOut: readonly Verdict[],
  arbitrated: readonly Verdict[],
  { broken }: CompiledCatalog,
): readonly Verdict[] {
  const merged: Verdict[] = [];
  let at = 0;
  for (const verdict of fallenOut) {
    for (let next = arbitrated[at]; next !== undefined && next.offer < verdict.offer;) {
      merged.push(next);
      at += 1;
      next = arbitrated[at];
    }
    merged.push(verdict);
  }
  merged.push(...arbitrated.slice(at));
  if (broken.length === 0) return merged;
  return [...merged, ...broken.map(({ offer, reason }) => fallen(offer, 'valid', reason))].toSorted(
    (a, b) => compareText(a.offer, b.offer),
  );
}

/** Stage by stage in the order of the funnel; the first that does not let the offer through gives the reason. */
function passFunnel(compiled: CompiledOffer, moment: Moment): Candidate | Verdict {
  const { offer } = compiled;
  const { facts, context, memory, mute, rules } = moment;

  const invalid = notNow(compiled, moment);
  if (invalid !== null) return fallen(offer.id, 'valid', invalid);

  const notAllowed = fallsAt(compiled.eligible, rules);
  if (notAllowed !== null) return fallen(offer.id, 'eligible', notAllowed);

  const pointless = fallsAt(compiled.applicable, rules);
  if (pointless !== null) return fallen(offer.id, 'applicable', pointless);
  const applicable = applicableRungs(compiled, facts, context, moment.catalog);
  if (!applicable.open) return fallen(offer.id, 'applicable', applicable.reason);

  const unsuitable = fallsAt(compiled.suitable, rules);
  if (unsuitable !== null) return fallen(offer.id, 'suitable', unsuitable);
  const binds = bindsForNothing(offer, facts);
  if (binds !== null) return fallen(offer.id, 'suitable', binds);
  const affordable = affordableRungs(
    compiled.asksPrepay,
    applicable.tiers,
    facts,
    context,
    moment.policy,
  );
  if (!affordable.open) return fallen(offer.id, 'suitable', affordable.reason);

  const muted = mute !== null && (offer.promotional || mute.mutesCare) ? mute : null;
  if (muted?.stage === 'suitable') return fallen(offer.id, 'suitable', muted.reason);
  const rests = restReason(memory, offer, moment.policy, context.today);
  if (rests !== null) return fallen(offer.id, 'contact', rests);
  if (muted !== null) return fallen(offer.id, muted.stage, muted.reason);
  const weight = weightOf(offer, context);
  if (weight === 0) return fallen(offer.id, 'moment', whyWeightless(offer, context));

  if (facts.dataAge > offer.maxAgeDays) {
    return fallen(offer.id, 'fresh', {
      zh: `资料已过${facts.dataAge}天，最多用${offer.maxAgeDays}天内的`,
      en: `the data is ${facts.dataAge} days old, at most ${offer.maxAgeDays} will do`,
    });
  }
  const isDue = isLaterDue(memory, offer.id, context.today);
  const chosen = chooseSentence(compiled, affordable.tiers, weight, moment, isDue);
  return 'missing' in chosen ? fallen(offer.id, 'sentence', chosen.missing) : chosen;
}

function notNow(
  { offer, hours, from, to }: CompiledOffer,
  { context, today }: Moment,
): LocalText | null {
  if (today < from || today > to) {
    return {
      zh: `有效期${offer.validFrom}至${offer.validTo}`,
      en: `valid from ${offer.validFrom} to ${offer.validTo}`,
    };
  }
  if (hours === null || offer.hours === null) return null;
  if (context.minuteOfDay >= hours.from && context.minuteOfDay < hours.to) return null;
  return {
    zh: `时段${offer.hours.from}至${offer.hours.to}`,
    en: `from ${offer.hours.from} to ${offer.hours.to} only`,
  };
}

const fallsAt = (rule: Rule | null, rules: Reading): LocalText | null =>
  rule === null ? null : whyNot(rule, rules);

const fallen = (offer: string, stage: Verdict['stage'], reason: LocalText): Verdict => ({
  offer,
  tier: null,
  treatment: null,
  stage,
  reason,
  score: null,
});

/**
 * A decision as one text, whatever the order of keys in the documents behind it: what its digest is taken of, so that a
 * replay can show that it came to the same.
 */
export function decisionText(decision: Decision): string {
  const { engine, catalog, policy, beliefs, seed, now, proposals, silence, verdicts } = decision;
  return JSON.stringify([
    [engine, catalog, policy, beliefs, seed, now],
    proposals.map((each) => [
      [each.offer, each.tier, each.treatment, each.promotional],
      [each.offerName, each.sentence, each.why, each.benefit].map(both),
      [each.seconds, each.prepay, each.difference, each.gift, each.points],
      each.draws === null ? null : [each.draws.lottery, each.draws.count],
      each.objections.map(({ says, answer }) => [both(says), both(answer)]),
      [each.score, each.parts.chance, each.parts.weight, each.parts.value, each.parts.lever],
    ]),
    silence === null ? null : [silence.code, both(silence.reason)],
    verdicts.map(({ offer, tier, treatment, stage, reason, score }) => [
      offer,
      tier,
      treatment,
      stage,
      reason.zh,
      reason.en,
      score,
    ]),
  ]);
}

const both = ({ zh, en }: LocalText): readonly [string, string] => [zh, en];
