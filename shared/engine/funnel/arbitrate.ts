// Choosing among the offers that came through: highest expected value first, of different families where possible.
import { type Compare, compareText } from '#shared/base/compare.ts';
import { subtractFen } from '#shared/base/money.ts';
import type { Tier } from '#shared/model/catalog.ts';
import type { FunnelStage, Proposal, Verdict } from '#shared/model/decision.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { CompiledOffer, CompiledTreatment } from '../compile_catalog.ts';
import { speakingSeconds } from '../sentence/speaking.ts';
import type { SlotInput } from '../sentence/slots.ts';
import { emptySlot, fillTemplate } from '../sentence/template.ts';
import { showMoney } from '../show.ts';
import type { Moment } from './moment.ts';

export type Candidate = {
  readonly compiled: CompiledOffer;
  readonly tier: Tier;
  readonly treatment: CompiledTreatment;
  readonly slots: SlotInput;
  readonly score: number;
  readonly parts: Proposal['parts'];
  /** Its chance was drawn by lot: too few have answered. */
  readonly isTried: boolean;
};

const MOST_PROPOSALS = 3;

/** A total order: scores are rounded, ids are unique. */
const byScore: Compare<Candidate> = (a, b) =>
  b.score - a.score || compareText(a.compiled.offer.id, b.compiled.offer.id);

export type Arbitration = {
  readonly proposals: readonly Proposal[];
  /** Of each candidate, in their order. */
  readonly verdicts: readonly Verdict[];
};

export function arbitrate(candidates: readonly Candidate[], moment: Moment): Arbitration {
  const ranked = candidates
    .map((candidate, index) => ({ candidate, index }))
    .toSorted((a, b) => byScore(a.candidate, b.candidate));
  const chosen = differentFamilies(ranked.map(({ candidate }) => candidate));
  const ranks = new Int32Array(ranked.length);
  for (const [place, { index }] of ranked.entries()) ranks[index] = place + 1;
  return {
    proposals: chosen.map((candidate) => proposalOf(candidate, moment)),
    verdicts: candidates.map((candidate, index) => {
      if (candidate.score <= 0) return notWorth(candidate);
      const rank = ranks[index] ?? 0;
      return chosen.includes(candidate)
        ? placed(candidate, 'presented', whyPresented(candidate, rank, moment))
        : placed(candidate, 'arbitration', whyPassedOver(candidate, rank, moment));
    }),
  };
}

/** Written out, since copying fields together took longer than all else of a verdict. */
const placed = (
  { compiled, tier, treatment, score }: Candidate,
  stage: FunnelStage,
  reason: LocalText,
): Verdict => ({
  offer: compiled.id,
  tier: tier.id,
  treatment: treatment.id,
  stage,
  reason,
  score,
});

/** Its words tell no figure: they are said of customers who are kept for comparison too. */
export const notWorth = (candidate: Candidate): Verdict =>
  placed(candidate, 'arbitration', NOT_WORTH);

const NOT_WORTH: LocalText = {
  zh: '这次收益不够，不值得开口',
  en: 'too little to gain this time: not worth saying',
};

/**
 * Of those with a gain, the best of each family, then the next best whatever its family; in the order of score.
 * @param ranked best first
 */
function differentFamilies(ranked: readonly Candidate[]): readonly Candidate[] {
  const firsts: Candidate[] = [];
  const others: Candidate[] = [];
  for (const candidate of ranked) {
    if (candidate.score <= 0 || firsts.length === MOST_PROPOSALS) break;
    const { family } = candidate.compiled.offer;
    const isFirst = firsts.every(({ compiled: { offer } }) => offer.family !== family);
    (isFirst ? firsts : others).push(candidate);
  }
  return [...firsts, ...others.slice(0, MOST_PROPOSALS - firsts.length)].toSorted(byScore);
}

function whyPassedOver(
  { score }: Candidate,
  rank: number,
  { context: { currency } }: Moment,
): LocalText {
  const gain = showMoney(score, currency);
  return {
    zh: `期望收益${gain.zh}，排第${rank}，让给更合适的`,
    en: `expected gain ${gain.en}, rank ${rank}: others fit better`,
  };
}

function whyPresented(
  { score, parts, isTried }: Candidate,
  rank: number,
  { context: { currency } }: Moment,
): LocalText {
  const gain = showMoney(score, currency);
  const worth = showMoney(parts.value, currency);
  const percent = Math.round(parts.chance * 100);
  const tried = isTried ? { zh: '（答复还少，试着估）', en: ' (few answers yet: a try)' } : NOTHING;
  const times = timesOf(parts);
  return {
    zh: `排第${rank}：约${percent}%会答应${tried.zh}，成一次净得${worth.zh}${times.zh}，期望收益${gain.zh}`,
    en: `rank ${rank}: about ${percent}% say yes${tried.en}, a yes is worth ${worth.en}${times.en}; expected gain ${gain.en}`,
  };
}

const NOTHING: LocalText = { zh: '', en: '' };

/** What the moment and HQ put on top. */
function timesOf({ weight, lever }: Proposal['parts']): LocalText {
  const parts: LocalText[] = [];
  const round = Math.round(weight * 100) / 100;
  if (round !== 1) parts.push({ zh: `时机×${round}`, en: `× ${round} for the moment` });
  if (lever !== 100) parts.push({ zh: `总部加权${lever}%`, en: `${lever}% by HQ's lever` });
  if (parts.length === 0) return NOTHING;
  return {
    zh: `，${parts.map(({ zh }) => zh).join('，')}`,
    en: `, ${parts.map(({ en }) => en).join(', ')}`,
  };
}

function proposalOf(
  { compiled, tier, treatment, slots, score, parts }: Candidate,
  { context }: Moment,
): Proposal {
  const { offer } = compiled;
  const sentence = fillTemplate(treatment.sentence, slots);
  return {
    offer: offer.id,
    tier: tier.id,
    treatment: treatment.id,
    offerName: offer.name,
    sentence,
    why: fillTemplate(treatment.why, slots),
    benefit: tier.benefit,
    seconds: speakingSeconds(sentence.zh),
    prepay: tier.prepay,
    difference:
      context.intended === null || tier.prepay === 0
        ? null
        : subtractFen(tier.prepay, context.intended),
    gift: tier.gift,
    points: tier.points,
    draws: tier.draws,
    objections: compiled.objections.flatMap(({ place, says, answer }) =>
      emptySlot(says, slots) === null && emptySlot(answer, slots) === null
        ? [{ place, says: fillTemplate(says, slots), answer: fillTemplate(answer, slots) }]
        : [],
    ),
    promotional: offer.promotional,
    score,
    parts,
  };
}
