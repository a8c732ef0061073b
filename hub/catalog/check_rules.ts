// Rules of an offer: those that can never or always hold, alone, together, and before one another; codes that nobody knows.
import { type ASTNode, parse } from '@marcbachmann/cel-js';
import { isTooDeep } from '#shared/engine/rules/structure.ts';
import type { Offer, Treatment } from '#shared/model/catalog.ts';
import type { Policy } from '#shared/model/policy.ts';
import { MUTING_PURPOSES } from '#shared/model/visit.ts';
import { faultsOf } from './analyse/describe_rule.ts';
import { slotConditions } from './analyse/slot_conditions.ts';
import { type Goal, solve } from './analyse/solve.ts';
import { celDoubts } from './check_cel.ts';
import { type KnownCodes, strangeCodes } from './check_codes.ts';
import { doubt, type Finding, mistake, type YamlPath } from './problem.ts';

/** Of rules that the engine can read; one that it cannot is told by the engine itself. */
export function checkOfferRules(
  offer: Offer,
  policy: Policy | null,
  codes: KnownCodes,
): readonly Finding[] {
  const own = (['eligible', 'applicable', 'suitable'] as const).map((name) => ({
    text: offer[name],
    path: [name] as YamlPath,
  }));
  const whens = offer.treatments.map(({ when }, index) => ({
    text: when,
    path: ['treatments', index, 'when'] as YamlPath,
  }));
  const alone = [...own, ...whens].flatMap(({ text, path }) => checkRule(text, path, codes));
  return alone.some(({ severity }) => severity === 'error')
    ? alone
    : [...alone, ...checkTogether(offer, policy)];
}

/** One rule by itself. */
export function checkRule(text: string, path: YamlPath, codes: KnownCodes): readonly Finding[] {
  const ast = astOf(text);
  if (ast === null) return [];
  const faults = faultsOf(ast, text).map((fault): Finding => {
    const whole = fault.isWhole ? 'the rule' : `'${fault.text}'`;
    const words = fault.words.length === 0 ? '' : `: nothing is left of ${fault.words.join(', ')}`;
    const message =
      fault.kind === 'never' ? `${whole} can never hold${words}` : `${whole} always holds`;
    const remedy =
      fault.kind === 'never'
        ? 'Mend the limits or the values: no customer can be all this at once.'
        : fault.isWhole
          ? 'Leave it empty, or write true, if it is meant for all.'
          : 'Leave this piece out, or mend it: it keeps nobody out.';
    const found = fault.isWhole ? mistake(path, message, remedy) : doubt(path, message, remedy);
    return { ...found, offset: fault.start };
  });
  return [...faults, ...strangeCodes(ast, path, codes), ...celDoubts(ast, text, path)];
}

/** Null for an empty rule, and for one that cannot be read. */
export function astOf(text: string): ASTNode | null {
  if (text.trim() === '') return null;
  try {
    const { ast } = parse(text);
    return isTooDeep(ast) ? null : ast;
  } catch {
    return null;
  }
}

const holding = (text: string): readonly Goal[] => {
  const ast = astOf(text);
  return ast === null ? [] : [{ ast, wanted: 'true' }];
};

/** What the engine asks of every customer before a sentence of this offer is said. */
function engineGoals(offer: Offer, policy: Policy | null): readonly Goal[] {
  const { tiers, purposes } = offer;
  const maxAgeDays = offer.maxAgeDays ?? policy?.maxAgeDays ?? null;
  const rules = ['!blacklisted', ...(maxAgeDays === null ? [] : [`dataAge <= ${maxAgeDays}`])];
  if (offer.promotional) {
    const muting = MUTING_PURPOSES.map((purpose) => `'${purpose}'`).join(', ');
    rules.push('!optedOut', `!(context.purpose in [${muting}])`);
    if (policy !== null) {
      rules.push(
        `daysSinceComplaint == null || daysSinceComplaint >= ${policy.complaintRestDays}`,
        `arrears == null || arrears <= ${policy.arrearsLimit}`,
      );
    }
  }
  for (const [purpose, weight] of Object.entries(purposes)) {
    if (weight === 0) rules.push(`context.purpose != '${purpose}'`);
  }
  if (tiers.every(({ prepay }) => prepay > 0)) {
    rules.push(`intended == null || intended < ${Math.max(...tiers.map(({ prepay }) => prepay))}`);
  }
  if (tiers.every(({ points }) => points > 0)) {
    rules.push(`points >= ${Math.min(...tiers.map(({ points }) => points))}`);
  }
  return rules.flatMap(holding);
}

function checkTogether(offer: Offer, policy: Policy | null): readonly Finding[] {
  let goals = engineGoals(offer, policy);
  for (const name of ['eligible', 'applicable', 'suitable'] as const) {
    goals = [...goals, ...holding(offer[name])];
    const verdict = solve(goals);
    if (verdict.canHold) continue;
    const message = `together with the rules before it this can never hold: nothing is left of ${verdict.words.join(', ')}`;
    const remedy =
      'Mend it, or the rules before it; the engine itself sells nothing to the blacklisted, the opted out, those in arrears, or who came to complain.';
    return [mistake([name], message, remedy)];
  }
  return offer.treatments.flatMap((treatment, index) => [
    ...checkReach(offer, treatment, index, goals),
    ...checkTexts(offer, treatment, index, goals),
  ]);
}

/** A treatment is said when its condition holds and no earlier one was said. */
function checkReach(
  offer: Offer,
  treatment: Treatment,
  index: number,
  base: readonly Goal[],
): readonly Finding[] {
  const path = ['treatments', index, 'when'];
  const own = [...base, ...holding(treatment.when)];
  const alone = solve(own);
  if (!alone.canHold) {
    const message = `it can never be said: the offer's own rules leave nothing of ${alone.words.join(', ')}`;
    return [mistake(path, message, 'Mend its condition, or take the treatment out.')];
  }
  const earlier = offer.treatments.slice(0, index).flatMap((each) => notSaid(each, offer));
  if (solve([...own, ...earlier]).canHold) {
    return promisesBlindly(offer, treatment, index, [...own, ...earlier]);
  }
  const before = offer.treatments.slice(0, index).map(({ id }) => `'${id}'`);
  const message = `it can never be reached: ${before.join(', ')} always ${before.length === 1 ? 'comes' : 'come'} first`;
  return [mistake(path, message, 'Put it before them, or narrow their conditions.')];
}

/** That an earlier treatment is passed over; nothing where one of its slots may always be empty. */
function notSaid({ when, sentence, why }: Treatment, { tiers }: Offer): readonly Goal[] {
  const enough = slotsOf([sentence.zh, sentence.en, why.zh, why.en]).map(
    (slot) => slotConditions(slot, tiers).enough,
  );
  if (enough.includes(null)) return [];
  const rule = [when.trim() === '' ? 'true' : when, ...enough].map((part) => `(${part})`);
  const ast = astOf(rule.join(' && '));
  return ast === null ? [] : [{ ast, wanted: 'not-true' }];
}

/** "Prepay 100" to somebody who has just said 50 names the total only: the difference is what matters. */
function promisesBlindly(
  { tiers }: Offer,
  { sentence }: Treatment,
  index: number,
  goals: readonly Goal[],
): readonly Finding[] {
  const slots = slotsOf([sentence.zh]);
  const asks = slots.includes('prepay') && tiers.some(({ prepay }) => prepay > 0);
  if (!asks || slots.includes('difference')) return [];
  if (!solve([...goals, ...holding('intended >= 100')]).canHold) return [];
  return [
    doubt(
      ['treatments', index, 'sentence'],
      'it names {prepay} without {difference} to customers who have said what they mean to prepay',
      'Put a treatment with {difference} and `when: intended != null` before it.',
    ),
  ];
}

/** Slots whose figure the rules exclude. */
function checkTexts(
  offer: Offer,
  treatment: Treatment,
  index: number,
  base: readonly Goal[],
): readonly Finding[] {
  const goals = [...base, ...holding(treatment.when)];
  if (!solve(goals).canHold) return [];
  return (['sentence', 'why'] as const).flatMap((field) =>
    slotsOf([treatment[field].zh, treatment[field].en]).flatMap((slot): readonly Finding[] => {
      const { needs } = slotConditions(slot, offer.tiers);
      if (solve([...goals, ...holding(needs)]).canHold) return [];
      return [
        mistake(
          ['treatments', index, field],
          `slot {${slot}} is always empty here: the rules exclude ${needs}`,
          'Take the slot out, or mend the condition.',
        ),
      ];
    }),
  );
}

const slotsOf = (texts: readonly string[]): readonly string[] => [
  ...new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]?.trim() ?? ''),
    ),
  ),
];
