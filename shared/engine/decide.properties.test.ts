// What must hold whatever the customer: over the shipped catalog and offers made at random.
import * as fc from 'fast-check';
import { Environment } from '@marcbachmann/cel-js';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { fen } from '#shared/base/money.ts';
import type { Offer } from '#shared/model/catalog.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { DecisionContext, PastAnswer } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import { answerSchema, MUTING_PURPOSES } from '#shared/model/visit.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import {
  daysAgo,
  generateTestVisits,
  makeAnswer,
  makePolicy,
  NOW,
  TODAY,
} from '#tests/fixtures/decision.ts';
import { addDays } from '#shared/base/month.ts';
import { type CompiledBeliefs, compileBeliefs } from './beliefs.ts';
import { compileCatalog, type CompiledCatalog } from './compile_catalog.ts';
import { decide, decisionText } from './decide.ts';
import { isHeldOut } from './funnel/holdout.ts';
import { createRuleInput } from './rules/input.ts';
import { createRuleBook, holds, readRules } from './rules/rule_book.ts';
import { showMoney } from './show.ts';

let offers: readonly Offer[] = [];
let lotteries: readonly string[] = [];
beforeAll(async () => {
  const loaded = await loadCatalogFolder(shippedCatalogFolder());
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  offers = loaded.value.catalog.offers;
  lotteries = (loaded.value.catalog.lotteries ?? []).map(({ id }) => id);
});

const policyArbitrary: fc.Arbitrary<Policy> = fc
  .record({
    perWeek: fc.integer({ min: 0, max: 4 }),
    perMonth: fc.integer({ min: 0, max: 9 }),
    families: fc.constantFrom({}, { 'prepay-gift': { perWeek: 1, perMonth: 2 } }),
    fatigue: fc.integer({ min: 0, max: 300 }).map(fen),
    ripeAnswers: fc.constantFrom(1, 50, 200),
    complaintRestDays: fc.integer({ min: 0, max: 40 }),
    arrearsLimit: fc.integer({ min: 0, max: 9000 }).map(fen),
    affordableMultiple: fc.constantFrom(1, 2, 3, 5),
    holdoutPercent: fc.constantFrom(0, 5, 50),
  })
  .map((changes) => makePolicy(changes));

const historyArbitrary = (ids: readonly string[]): fc.Arbitrary<readonly PastAnswer[]> =>
  fc.array(
    fc
      .record({
        offer: fc.constantFrom(...ids),
        answer: fc.constantFrom(...answerSchema.options),
        days: fc.integer({ min: 0, max: 60 }),
        later: fc.integer({ min: -20, max: 20 }),
      })
      .map(({ offer, answer, days, later }) =>
        makeAnswer({
          offer,
          answer,
          at: daysAgo(days),
          laterOn: answer === 'later' ? addDays(TODAY, later) : null,
        }),
      ),
    { maxLength: 4 },
  );

/** What all branches answered, to some treatments of the catalog and some groups. */
const beliefsArbitrary = (): fc.Arbitrary<CompiledBeliefs> =>
  fc
    .array(
      fc
        .record({
          offer: fc.constantFrom(...offers),
          valueGroup: fc.constantFrom('basic', 'netizen', '-'),
          cluster: fc.constantFrom('A1R1D1', 'A2R2D2', '-'),
          said: fc.integer({ min: 1, max: 400 }),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
        })
        .map(({ offer, valueGroup, cluster, said, share }) => ({
          offer: offer.id,
          treatment: offer.treatments[0]?.id ?? '',
          valueGroup,
          cluster,
          said,
          yes: Math.round(said * share),
        })),
      { maxLength: 12 },
    )
    .map((cells) => compileBeliefs({ ...NO_BELIEFS, cells }, [], 'some'));

/** Visits of every sort with a policy, a history and beliefs, from one seed. */
function forEachVisit(
  check: (visit: {
    facts: Facts;
    context: DecisionContext;
    policy: Policy;
    beliefs: CompiledBeliefs;
    seed: number;
  }) => void,
): void {
  const ids = offers.map((offer) => offer.id);
  fc.assert(
    fc.property(
      fc.integer(),
      policyArbitrary,
      historyArbitrary(ids),
      beliefsArbitrary(),
      (seed, policy, history, beliefs) => {
        for (const { facts, context } of generateTestVisits(8, seed)) {
          const tickets = Object.fromEntries(lotteries.map((lottery) => [lottery, seed & 1]));
          check({
            facts,
            context: { ...context, history, tickets, pointsHere: (seed & 2) === 0 },
            policy,
            beliefs,
            seed,
          });
        }
      },
    ),
    { numRuns: 40 },
  );
}

const bytes = (value: unknown): string => canonicalJson(value as Json);

test('the same inputs give the same bytes, whatever the order of catalog, history and stock', () => {
  const catalog = compileCatalog({ version: 'x', offers: [...offers] });
  const turned = compileCatalog({ version: 'x', offers: offers.toReversed() });
  forEachVisit(({ facts, context, policy, beliefs, seed }) => {
    const decision = decide({ facts, context }, { catalog, policy, beliefs }, NOW, seed);
    const reversed = {
      ...context,
      history: context.history.toReversed(),
      stock: Object.fromEntries(Object.entries(context.stock).toReversed()),
    };
    const again = decide(
      { facts, context: reversed },
      { catalog: turned, policy, beliefs },
      NOW,
      seed,
    );
    expect(bytes(again)).toBe(bytes(decision));
    expect(decisionText(again)).toBe(decisionText(decision));
  });
}, 60_000);

test('every offer has one verdict, by id, with a reason in both languages', () => {
  const catalog = compileCatalog({ version: 'x', offers: [...offers] });
  forEachVisit(({ facts, context, policy, beliefs, seed }) => {
    const { verdicts, proposals, silence } = decide(
      { facts, context },
      { catalog, policy, beliefs },
      NOW,
      seed,
    );
    expect(verdicts.map((verdict) => verdict.offer)).toEqual(
      offers.map((offer) => offer.id).toSorted(),
    );
    for (const { reason } of verdicts) {
      expect(reason.zh).not.toMatch(/NaN|undefined|null|\{/);
      expect(reason.en).not.toMatch(/NaN|undefined|null|\{/);
      expect(reason.zh.length).toBeGreaterThan(1);
    }
    const presented = verdicts.filter((verdict) => verdict.stage === 'presented');
    expect(presented.map((verdict) => verdict.offer).toSorted()).toEqual(
      proposals.map((proposal) => proposal.offer).toSorted(),
    );
    expect(proposals.length > 0 || silence !== null).toBe(true);
  });
}, 60_000);

test('no ineligible, muted, unaffordable, stale or exhausted offer is ever presented', () => {
  const catalog = compileCatalog({ version: 'x', offers: [...offers] });
  const book = createRuleBook();
  forEachVisit(({ facts, context, policy, beliefs, seed }) => {
    const { proposals } = decide({ facts, context }, { catalog, policy, beliefs }, NOW, seed);
    const isMuted =
      facts.optedOut ||
      MUTING_PURPOSES.includes(context.purpose) ||
      (facts.arrears ?? 0) > policy.arrearsLimit ||
      (facts.daysSinceComplaint ?? Number.MAX_VALUE) < policy.complaintRestDays ||
      isHeldOut(context.customer, context.today, policy.holdoutPercent);
    const isLost = facts.blacklisted || facts.risks?.includes('involuntary');
    expect(proposals.length).toBeLessThanOrEqual(isLost ? 0 : 3);
    for (const proposal of proposals) {
      const offer = offers.find((each) => each.id === proposal.offer);
      if (offer === undefined) throw new Error(`${proposal.offer} is not in the catalog`);
      const rules = [offer.eligible, offer.applicable, offer.suitable].filter(
        (rule) => rule !== '',
      );
      for (const rule of rules) {
        const added = book.add(rule);
        const reading = readRules(book, createRuleInput(facts, context, {}));
        expect(added.ok && holds(added.value, reading)).toBe(true);
      }
      expect(proposal.promotional && isMuted).toBe(false);
      expect(facts.dataAge).toBeLessThanOrEqual(offer.maxAgeDays ?? policy.maxAgeDays);
      expect(proposal.gift === null || (context.stock[proposal.gift] ?? 0) > 0).toBe(true);
      const { draws } = proposal;
      expect(draws === null || (context.tickets[draws.lottery] ?? 0) >= draws.count).toBe(true);
      const spends = proposal.points > 0;
      expect(!spends || (context.pointsHere && proposal.points <= (facts.points ?? 0))).toBe(true);
      expect(proposal.prepay === 0 || proposal.prepay > (context.intended ?? 0)).toBe(true);
      const usual = facts.usualTopUp || facts.arpu3 || context.intended || 0;
      expect(proposal.prepay).toBeLessThanOrEqual(usual * policy.affordableMultiple);
    }
  });
}, 60_000);

test('what was answered today is not presented again today; what was not said counts for nothing', () => {
  const catalog = compileCatalog({ version: 'x', offers: [...offers] });
  forEachVisit(({ facts, context, policy, beliefs, seed }) => {
    const proposalsAfter = (history: readonly PastAnswer[]) =>
      decide({ facts, context: { ...context, history } }, { catalog, policy, beliefs }, NOW, seed)
        .proposals;
    const fresh = proposalsAfter([]);
    for (const { offer } of fresh.filter(({ promotional }) => promotional).slice(0, 1)) {
      const answered = answerSchema.options.map((answer) =>
        proposalsAfter([
          makeAnswer({
            offer,
            family: offers.find(({ id }) => id === offer)?.family ?? '',
            answer,
            laterOn: answer === 'later' ? addDays(TODAY, 1) : null,
          }),
        ]),
      );
      for (const [index, proposals] of answered.entries()) {
        const isUnsaid = answerSchema.options[index] === 'not-said';
        expect(proposals.some((proposal) => proposal.offer === offer)).toBe(isUnsaid);
        expect(!isUnsaid || bytes(proposals) === bytes(fresh)).toBe(true);
      }
    }
  });
}, 60_000);

test('money is never negative, a score is what its parts make, and the difference is told', () => {
  const catalog = compileCatalog({ version: 'x', offers: [...offers] });
  forEachVisit(({ facts, context, policy, beliefs, seed }) => {
    const { proposals } = decide({ facts, context }, { catalog, policy, beliefs }, NOW, seed);
    for (const { prepay, difference, points, score, parts, sentence } of proposals) {
      for (const amount of [prepay, points, parts.weight, parts.lever])
        expect(amount).toBeGreaterThanOrEqual(0);
      expect(difference ?? 1).toBeGreaterThan(0);
      expect(parts.chance > 0 && parts.chance <= 0.95).toBe(true);
      expect(score).toBeGreaterThan(0);
      const product = parts.chance * parts.weight * parts.value * (parts.lever / 100);
      expect(Math.abs(score - product)).toBeLessThanOrEqual(0.0051);
      const namesTotal = sentence.zh.includes(showMoney(prepay, context.currency).zh);
      const wanted =
        namesTotal && difference !== null ? showMoney(difference, context.currency).zh : '';
      expect(sentence.zh).toContain(wanted);
    }
  });
}, 60_000);

const catalogWith = (id: string, lever: number): CompiledCatalog =>
  compileCatalog({
    version: 'x',
    offers: offers.map((offer) => (offer.id === id ? { ...offer, lever } : offer)),
  });

test('a higher lever never lowers a rank, not even of what loses money', () => {
  const some = offers.filter((_, index) => index % 13 === 3).map(({ id }) => id);
  const ladders = some.map((id) => ({
    id,
    catalogs: [0, 100, 300].map((lever) => catalogWith(id, lever)),
  }));
  forEachVisit(({ facts, context, policy, beliefs, seed }) => {
    for (const { id, catalogs } of ladders) {
      const places = catalogs.map((catalog) => {
        const made = decide({ facts, context }, { catalog, policy, beliefs }, NOW, seed);
        const mine = made.verdicts.find((verdict) => verdict.offer === id)?.score;
        const above = made.verdicts.filter(
          ({ offer, score }) =>
            score !== null && (score > (mine ?? -Infinity) || (score === mine && offer < id)),
        ).length;
        const at = made.proposals.findIndex((proposal) => proposal.offer === id);
        return { above, at: at < 0 ? 9 : at };
      });
      for (const [index, place] of places.entries()) {
        const before = places[index - 1] ?? place;
        expect(place.above).toBeLessThanOrEqual(before.above);
        expect(place.at).toBeLessThanOrEqual(before.at);
      }
    }
  });
}, 60_000);

test('the holdout is the share that HQ set, wherever the customers are numbered', () => {
  // Five standard deviations: one run in two million strays by chance.
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e9 }),
      fc.constantFrom(1, 5, 20, 50),
      (from, percent) => {
        const count = 4_000;
        let heldOut = 0;
        for (let customer = from; customer < from + count; customer += 1)
          if (isHeldOut(customer, TODAY, percent)) heldOut += 1;
        const share = percent / 100;
        const deviation = Math.sqrt(count * share * (1 - share));
        expect(Math.abs(heldOut - count * share)).toBeLessThan(5 * deviation);
      },
    ),
    { numRuns: 25 },
  );
});

/** Whole numbers as doubles: the library keeps int and double apart, catalog rules do not. */
const asDoubles = (rule: string): string =>
  rule.replace(/'[^']*'|\b\d+(\.\d+)?\b/g, (piece) => (/^\d+$/.test(piece) ? `${piece}.0` : piece));

const environment = new Environment({ unlistedVariablesAreDyn: true });

function byLibrary(rule: string, facts: Facts, context: DecisionContext): boolean {
  const variables = {
    ...facts,
    context: { purpose: context.purpose },
    intended: context.intended,
    weekday: context.weekday,
    currency: context.currency,
  };
  try {
    return environment.evaluate(asDoubles(rule), variables) === true;
  } catch {
    return false;
  }
}

describe('rules mean what CEL means', () => {
  test('our closures agree with the library on every shipped rule', () => {
    const rules = offers
      .flatMap((offer) => [
        offer.eligible,
        offer.applicable,
        offer.suitable,
        ...offer.treatments.map((each) => each.when),
      ])
      // The library has no `%` for doubles.
      .filter((rule) => rule !== '' && !rule.includes('%'));
    expect(rules.length).toBeGreaterThan(40);
    const book = createRuleBook();
    for (const { facts, context } of generateTestVisits(60, 11)) {
      const reading = (rule: string): boolean => {
        const added = book.add(rule);
        if (!added.ok) throw new Error(added.error.message);
        return holds(added.value, readRules(book, createRuleInput(facts, context, {})));
      };
      for (const rule of rules) {
        expect(`${rule}: ${reading(rule)}`).toBe(`${rule}: ${byLibrary(rule, facts, context)}`);
      }
    }
  }, 60_000);
});
