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
import { answerSchema, MUTING_PURPOSES } from '#shared/model/visit.ts';
import { loadCatalogFolder } from '#hub/services/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/services/catalog/shipped_catalog.ts';
import {
  daysAgo,
  generateTestVisits,
  makeAnswer,
  makePolicy,
  NO_ANSWERS,
  NOW,
  TODAY,
} from '#tests/fixtures/decision.ts';
import { addDays } from '#shared/base/month.ts';
import { compileCatalog, type CompiledCatalog } from './compile_catalog.ts';
import { decide } from './decide.ts';
import { createRuleInput } from './rules/input.ts';
import { createRuleBook, holds, readRules } from './rules/rule_book.ts';

let offers: readonly Offer[] = [];
beforeAll(async () => {
  const loaded = await loadCatalogFolder(shippedCatalogFolder());
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  offers = loaded.value.catalog.offers;
});

const policyArbitrary: fc.Arbitrary<Policy> = fc
  .record({
    perWeek: fc.integer({ min: 0, max: 4 }),
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

/** Visits of every sort with a policy and a history, from one seed. */
function forEachVisit(
  check: (visit: { facts: Facts; context: DecisionContext; policy: Policy }) => void,
): void {
  const ids = offers.map((offer) => offer.id);
  fc.assert(
    fc.property(fc.integer(), policyArbitrary, historyArbitrary(ids), (seed, policy, history) => {
      for (const { facts, context } of generateTestVisits(8, seed)) {
        check({ facts, context: { ...context, history }, policy });
      }
    }),
    { numRuns: 40 },
  );
}

const bytes = (value: unknown): string => canonicalJson(value as Json);

test('the same inputs give the same bytes, whatever the order of catalog, history and stock', () => {
  const catalog = compileCatalog({ version: 'x', offers: [...offers] });
  const turned = compileCatalog({ version: 'x', offers: offers.toReversed() });
  forEachVisit(({ facts, context, policy }) => {
    const decision = decide(facts, catalog, policy, NO_ANSWERS, context, NOW, 3);
    const reversed = {
      ...context,
      history: context.history.toReversed(),
      stock: Object.fromEntries(Object.entries(context.stock).toReversed()),
    };
    expect(bytes(decide(facts, turned, policy, NO_ANSWERS, reversed, NOW, 3))).toBe(
      bytes(decision),
    );
  });
}, 30_000);

test('every offer has one verdict, by id, with a reason in both languages', () => {
  const catalog = compileCatalog({ version: 'x', offers: [...offers] });
  forEachVisit(({ facts, context, policy }) => {
    const { verdicts, proposals, silence } = decide(
      facts,
      catalog,
      policy,
      NO_ANSWERS,
      context,
      NOW,
      3,
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
}, 30_000);

test('no muted, unaffordable, stale or exhausted offer is ever presented', () => {
  const catalog = compileCatalog({ version: 'x', offers: [...offers] });
  forEachVisit(({ facts, context, policy }) => {
    const { proposals } = decide(facts, catalog, policy, NO_ANSWERS, context, NOW, 3);
    const isMuted =
      facts.optedOut ||
      MUTING_PURPOSES.includes(context.purpose) ||
      (facts.arrears ?? 0) > policy.arrearsLimit ||
      (facts.daysSinceComplaint ?? Number.MAX_VALUE) < policy.complaintRestDays;
    expect(proposals.length).toBeLessThanOrEqual(facts.blacklisted ? 0 : 3);
    for (const proposal of proposals) {
      const offer = offers.find((each) => each.id === proposal.offer);
      expect(proposal.promotional && isMuted).toBe(false);
      expect(facts.dataAge).toBeLessThanOrEqual(offer?.maxAgeDays ?? 0);
      expect(proposal.gift === null || (context.stock[proposal.gift] ?? 0) > 0).toBe(true);
      expect(proposal.score).toBeGreaterThan(0);
      expect(proposal.prepay === 0 || proposal.prepay > (context.intended ?? 0)).toBe(true);
      const usual = facts.usualTopUp || facts.arpu3 || context.intended || 0;
      expect(proposal.prepay).toBeLessThanOrEqual(usual * policy.affordableMultiple);
    }
  });
}, 30_000);

test('a higher lever never lowers a rank', () => {
  const id = 'prepay-credit';
  const withLever = (lever: number): CompiledCatalog =>
    compileCatalog({
      version: 'x',
      offers: offers.map((offer) => (offer.id === id ? { ...offer, lever } : offer)),
    });
  const [plain, pushed] = [withLever(100), withLever(300)];
  forEachVisit(({ facts, context, policy }) => {
    const rankIn = (catalog: CompiledCatalog): number => {
      const { proposals } = decide(facts, catalog, policy, NO_ANSWERS, context, NOW, 3);
      const at = proposals.findIndex((proposal) => proposal.offer === id);
      return at < 0 ? 9 : at;
    };
    expect(rankIn(pushed)).toBeLessThanOrEqual(rankIn(plain));
  });
}, 30_000);

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
  }, 30_000);
});
