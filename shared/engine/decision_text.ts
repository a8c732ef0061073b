// A decision as one text: what its digest is taken of, so that a replay can show that it came to the same.
import type { Decision } from '#shared/model/decision.ts';

/** The same decision gives the same text, whatever the order of keys in the documents behind it. */
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

const both = ({ zh, en }: Decision['proposals'][number]['sentence']): readonly [string, string] => [
  zh,
  en,
];
