// The decision: what to say to this customer now, or why nothing, and where each other offer fell out.
import { compareText } from '#shared/base/compare.ts';
import type { Instant } from '#shared/base/month.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Decision, Verdict } from '#shared/model/decision.ts';
import type { LocalText } from '#shared/model/text.ts';
import { type CompiledCatalog, type CompiledOffer, dayNumber } from './compile_catalog.ts';
import { ENGINE_VERSION } from './engine_version.ts';
import { arbitrate, type Candidate } from './funnel/arbitrate.ts';
import { isLaterDue, rememberContacts, restReason } from './funnel/contact.ts';
import { affordableRungs, applicableRungs } from './funnel/ladder.ts';
import { holdBack, isHeldOut } from './funnel/holdout.ts';
import { muteOf } from './funnel/mute.ts';
import type { Editions, Known, Moment } from './funnel/moment.ts';
import { bindsForNothing } from './funnel/suitable.ts';
import { weightOf, whyWeightless } from './funnel/weight.ts';
import { silenceOf } from './funnel/silence.ts';
import { chooseSentence } from './funnel/choose_sentence.ts';
import { createRuleInput } from './rules/input.ts';
import { readRules, type Reading, type Rule, whyNot } from './rules/rule_book.ts';

/**
 * Pure: the same arguments give the same decision, byte for byte under canonicalJson.
 * @param now UTC milliseconds of the decision; the contact policy counts back from it
 * @param seed of the visit: what is tried by lot, while too few have answered, depends on it and on nothing else
 */
export function decide(
  { facts, context }: Known,
  { catalog, policy, beliefs }: Editions,
  now: Instant,
  seed: number,
): Decision {
  const memory = rememberContacts(context.history, catalog.promotionalById, context, now);
  const moment: Moment = {
    facts,
    catalog,
    policy,
    beliefs,
    context,
    seed,
    today: dayNumber(context.today),
    rules: readRules(catalog.book, createRuleInput(facts, context, codeNames(catalog, policy))),
    memory,
    mute: muteOf(facts, policy, context, memory),
  };
  // Offers come by id, and so do verdicts: a candidate keeps its place until it is placed.
  const verdicts: (Verdict | null)[] = [];
  const candidates: Candidate[] = [];
  for (const compiled of catalog.offers) {
    const outcome = passFunnel(compiled, moment);
    const isCandidate = 'compiled' in outcome;
    if (isCandidate) candidates.push(outcome);
    verdicts.push(isCandidate ? null : outcome);
  }
  const isKept = isHeldOut(context.customer, context.today, policy.holdoutPercent);
  const arbitration = isKept
    ? holdBack(candidates, moment)
    : { ...arbitrate(candidates, moment), ghosts: null };
  const { proposals } = arbitration;
  const told = allTold(verdicts, arbitration.verdicts, catalog);
  return {
    engine: ENGINE_VERSION,
    catalog: catalog.version,
    policy: policy.version,
    beliefs: beliefs.name,
    seed,
    now,
    proposals,
    ghosts: arbitration.ghosts,
    silence: silenceOf(moment, proposals.length, told),
    verdicts: told,
  };
}

/** How people call the codes that reasons name: the catalog's, and the levels of the policy. */
const codeNames = (
  { holdingNames }: CompiledCatalog,
  { levels }: Policy,
): Readonly<Record<string, LocalText>> =>
  levels.length === 0
    ? holdingNames
    : { ...holdingNames, ...Object.fromEntries(levels.map(({ id, name }) => [id, name])) };

/** Verdicts of every offer, by id. @param verdicts null where `placed` has the next one */
function allTold(
  verdicts: (Verdict | null)[],
  placed: readonly Verdict[],
  { broken }: CompiledCatalog,
): readonly Verdict[] {
  let next = 0;
  const told = verdicts.map((verdict) => verdict ?? (placed[next++] as Verdict));
  if (broken.length === 0) return told;
  return [...told, ...broken.map(({ offer, reason }) => fallen(offer, 'valid', reason))].toSorted(
    (a, b) => compareText(a.offer, b.offer),
  );
}

/** Stage by stage in the order of the funnel; the first that does not let the offer through gives the reason. */
function passFunnel(compiled: CompiledOffer, moment: Moment): Candidate | Verdict {
  const { id, offer } = compiled;
  const { facts, context, memory, mute, rules } = moment;

  const invalid = notNow(compiled, moment);
  if (invalid !== null) return fallen(id, 'valid', invalid);

  const notAllowed = fallsAt(compiled.eligible, rules);
  if (notAllowed !== null) return fallen(id, 'eligible', notAllowed);

  const pointless = fallsAt(compiled.applicable, rules);
  if (pointless !== null) return fallen(id, 'applicable', pointless);
  const applicable = applicableRungs(compiled, facts, context, moment.catalog);
  if (!applicable.open) return fallen(id, 'applicable', applicable.reason);

  const unsuitable = fallsAt(compiled.suitable, rules);
  if (unsuitable !== null) return fallen(id, 'suitable', unsuitable);
  const binds = bindsForNothing(offer, facts);
  if (binds !== null) return fallen(id, 'suitable', binds);
  const affordable = affordableRungs(
    compiled.asksPrepay,
    applicable.tiers,
    facts,
    context,
    moment.policy,
  );
  if (!affordable.open) return fallen(id, 'suitable', affordable.reason);

  const muted = mute !== null && (offer.promotional || mute.mutesCare) ? mute : null;
  if (muted?.stage === 'suitable') return fallen(id, 'suitable', muted.reason);
  const rests = restReason(memory, offer, moment.policy, context.today);
  if (rests !== null) return fallen(id, 'contact', rests);
  if (muted !== null) return fallen(id, muted.stage, muted.reason);
  const weight = weightOf(offer, context);
  if (weight === 0) return fallen(id, 'moment', whyWeightless(offer, context));

  const maxAgeDays = offer.maxAgeDays ?? moment.policy.maxAgeDays;
  if (facts.dataAge > maxAgeDays) {
    return fallen(id, 'fresh', {
      zh: `资料已过${facts.dataAge}天，最多用${maxAgeDays}天内的`,
      en: `the data is ${facts.dataAge} days old, at most ${maxAgeDays} will do`,
    });
  }
  const timing = { weight, isLaterDue: isLaterDue(memory, offer.id, context.today) };
  const chosen = chooseSentence(compiled, affordable.tiers, timing, moment);
  return 'missing' in chosen ? fallen(id, 'sentence', chosen.missing) : chosen;
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
  const { engine, catalog, policy, beliefs, seed, now, proposals, ghosts, silence, verdicts } =
    decision;
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
    ...(ghosts === null
      ? []
      : [ghosts.map(({ offer, tier, treatment, score }) => [offer, tier, treatment, score])]),
  ]);
}

const both = ({ zh, en }: LocalText): readonly [string, string] => [zh, en];
