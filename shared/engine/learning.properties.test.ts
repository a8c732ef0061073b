// Learning pays: with true chances that nobody knows, answers lead to them, and trying by lot loses less than a fixed guess.
import { describe, expect, test } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import type { BeliefCell } from '#shared/model/beliefs.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import type { ValueGroup } from '#shared/model/customer.ts';
import {
  makeCatalog,
  makeContext,
  makeFacts,
  makeOffer,
  makePolicy,
  NOW,
} from '#tests/fixtures/decision.ts';
import { type CompiledBeliefs, compileBeliefs } from './beliefs.ts';
import { decide } from './decide.ts';
import { beliefOf } from './funnel/chance.ts';

/** Chances of yes by group; HQ guesses 25 % of each. What is best differs from group to group. */
const TRUTH: Readonly<Record<string, Readonly<Partial<Record<ValueGroup, number>>>>> = {
  video: { basic: 0.05, 'new-video': 0.45, netizen: 0.15, 'full-service': 0.2 },
  speed: { basic: 0.1, 'new-video': 0.1, netizen: 0.4, 'full-service': 0.3 },
  saver: { basic: 0.35, 'new-video': 0.2, netizen: 0.1, 'full-service': 0.05 },
};
const GROUPS = ['basic', 'new-video', 'netizen', 'full-service'] as const;
const offers = Object.keys(TRUTH).map((id) => makeOffer({ id, prior: { yes: 0.25, visits: 20 } }));
const catalog = makeCatalog(...offers);
const trueChance = (offer: string, group: ValueGroup): number => TRUTH[offer]?.[group] ?? 0;
const bestChance = (group: ValueGroup): number =>
  Math.max(...offers.map(({ id }) => trueChance(id, group)));

type Run = { readonly regret: number; readonly beliefs: CompiledBeliefs };

/** Regret: chances of yes given away against saying the best to everybody. Answers come in every 25 visits. */
function simulate(visits: number, seed: number, learns: boolean): Run {
  const random = createRandom(seed);
  const cells = new Map<string, BeliefCell>();
  let beliefs = compileBeliefs(NO_BELIEFS, [], 'none');
  let regret = 0;
  const policy = makePolicy(learns ? {} : { ripeAnswers: 1 });
  for (let visit = 0; visit < visits; visit += 1) {
    const group = GROUPS[Math.floor(random() * GROUPS.length)] ?? 'basic';
    const facts = makeFacts({ valueGroup: group });
    const customer = makeContext({ customer: visit + 1 });
    const [said] = decide(
      { facts, context: customer },
      { catalog, policy, beliefs },
      NOW,
      seed + visit,
    ).proposals;
    if (said === undefined) throw new Error('nothing was said');
    const chance = trueChance(said.offer, group);
    regret += bestChance(group) - chance;
    const isYes = random() < chance;
    const key = `${said.offer}/${group}`;
    const before = cells.get(key);
    cells.set(key, {
      offer: said.offer,
      treatment: said.treatment,
      valueGroup: group,
      cluster: 'A2R2D2',
      said: (before?.said ?? 0) + 1,
      yes: (before?.yes ?? 0) + (isYes ? 1 : 0),
    });
    if (learns && visit % 25 === 24)
      beliefs = compileBeliefs({ ...NO_BELIEFS, cells: [...cells.values()] }, [], `${visit}`);
  }
  return { regret, beliefs };
}

describe('over 4,000 visits with chances that nobody told', () => {
  test.each([1, 2026, 77])(
    'seed %d',
    (seed) => {
      const visits = 4_000;
      const learned = simulate(visits, seed, true);
      const fixed = simulate(visits, seed, false);
      expect(learned.regret).toBeLessThan(fixed.regret / 4);
      // What is said most, the best of each group, is known well.
      for (const group of GROUPS) {
        const best = offers.find(({ id }) => trueChance(id, group) === bestChance(group));
        if (best === undefined) throw new Error('no best offer');
        const facts = makeFacts({ valueGroup: group });
        const { mean } = beliefOf(best, 'say', facts, learned.beliefs);
        expect(Math.abs(mean - bestChance(group))).toBeLessThan(0.06);
      }
      // Learning goes on paying: the second half loses less than the first.
      const half = simulate(visits / 2, seed, true).regret;
      expect(learned.regret - half).toBeLessThan(half / 2);
    },
    30_000,
  );
});

test('the posterior comes to the truth as answers come in', () => {
  const [offer] = offers;
  if (offer === undefined) throw new Error('no offer');
  const random = createRandom(5);
  const miss = (answers: number): number => {
    let yes = 0;
    for (let count = 0; count < answers; count += 1) if (random() < 0.4) yes += 1;
    const cell = {
      offer: offer.id,
      treatment: 'say',
      valueGroup: 'netizen',
      cluster: 'A2R2D2',
      said: answers,
      yes,
    };
    const beliefs = compileBeliefs({ ...NO_BELIEFS, cells: [cell] }, [], 'x');
    const { mean } = beliefOf(offer, 'say', makeFacts({ valueGroup: 'netizen' }), beliefs);
    return Math.abs(mean - 0.4);
  };
  expect(miss(400)).toBeLessThan(0.08);
  expect(miss(5_000)).toBeLessThan(0.025);
  expect(miss(100_000)).toBeLessThan(0.006);
});
