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
import { purposeWeight } from './funnel/score.ts';
import { silenceOf } from './funnel/silence.ts';
import { chooseSentence } from './funnel/choose_sentence.ts';
import { createRuleInput } from './rules/input.ts';
import { readRules, type Reading, type Rule, whyNot } from './rules/rule_book.ts';

/** Moves whenever a formula or a wording of the engine changes: HQ replays a decision with its own engine. */
const ENGINE_VERSION = '2.0.0';

/**
 * Pure: the same arguments give the same decision, byte for byte under canonicalJson.
 * @param now UTC milliseconds of the decision; the contact policy counts back from it
 * @param seed kept in the decision, for offers that are tried by lot; none is yet
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
    context,
    today: dayNumber(context.today),
    rules: readRules(catalog.book, createRuleInput(facts, context, catalog.holdingNames)),
    memory,
    mute: muteOf(facts, policy, context, memory),
  };
  // Offers come by id, and verdicts keep that order.
  const outcomes = catalog.offers.map((compiled) => passFunnel(compiled, moment));
  const { proposals, verdictOf } = arbitrate(
    outcomes.filter((outcome) => 'compiled' in outcome),
    moment,
  );
  const verdicts = withBroken(
    outcomes.map((outcome) => ('compiled' in outcome ? verdictOf(outcome) : outcome)),
    catalog,
  );
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

function withBroken(verdicts: readonly Verdict[], { broken }: CompiledCatalog): readonly Verdict[] {
  if (broken.length === 0) return verdicts;
  return [
    ...verdicts,
    ...broken.map(({ offer, reason }) => fallen(offer, 'valid', reason)),
  ].toSorted((a, b) => compareText(a.offer, b.offer));
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
  const applicable = applicableRungs(compiled.tiers, facts, context, moment.catalog);
  if (!applicable.open) return fallen(offer.id, 'applicable', applicable.reason);

  const unsuitable = fallsAt(compiled.suitable, rules);
  if (unsuitable !== null) return fallen(offer.id, 'suitable', unsuitable);
  const affordable = affordableRungs(applicable.tiers, facts, context, moment.policy);
  if (!affordable.open) return fallen(offer.id, 'suitable', affordable.reason);

  const muted = mute !== null && (offer.promotional || mute.mutesCare) ? mute : null;
  if (muted?.stage === 'suitable') return fallen(offer.id, 'suitable', muted.reason);
  const rests = restReason(memory, offer, context.today);
  if (rests !== null) return fallen(offer.id, 'contact', rests);
  if (muted !== null) return fallen(offer.id, muted.stage, muted.reason);
  if (purposeWeight(offer, context) === 0) return fallen(offer.id, 'moment', WRONG_PURPOSE);

  if (facts.dataAge > offer.maxAgeDays) {
    return fallen(offer.id, 'fresh', {
      zh: `资料已过${facts.dataAge}天，最多用${offer.maxAgeDays}天内的`,
      en: `the data is ${facts.dataAge} days old, at most ${offer.maxAgeDays} will do`,
    });
  }
  const isDue = isLaterDue(memory, offer.id, context.today);
  const chosen = chooseSentence(compiled, affordable.tiers, moment, isDue);
  return 'missing' in chosen ? fallen(offer.id, 'sentence', chosen.missing) : chosen;
}

const WRONG_PURPOSE: LocalText = { zh: '不适合本次来意', en: 'not for this purpose of the visit' };

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
