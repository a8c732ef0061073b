// The catalog that ships: the product's own errand, and that no offer is there for nobody.
import { beforeAll, describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { compileCatalog, type CompiledCatalog } from '#shared/engine/compile_catalog.ts';
import { decide } from '#shared/engine/decide.ts';
import { type Catalog, familySchema } from '#shared/model/catalog.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import { generateTestVisits, makeContext, makeFacts, NOW } from '#tests/fixtures/decision.ts';
import { loadCatalogFolder } from './load_catalog_folder.ts';
import { shippedCatalogFolder } from './shipped_catalog.ts';

let catalog: Catalog;
let policy: Policy;
let compiled: CompiledCatalog;
beforeAll(async () => {
  const loaded = await loadCatalogFolder(shippedCatalogFolder());
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error, null, 1));
  ({ catalog } = loaded.value);
  policy = { ...loaded.value.policy, holdoutPercent: 0 };
  compiled = compileCatalog(catalog);
});

const best = (context: Partial<DecisionContext>, facts: Partial<Facts> = {}) =>
  decide(makeFacts(facts), compiled, policy, makeContext(context), NOW, 1).proposals[0];

test('it passes its own check, and covers every family', () => {
  expect(catalog.offers.length).toBeGreaterThanOrEqual(12);
  const families = new Set(catalog.offers.map((offer) => offer.family));
  expect([...families].toSorted()).toEqual(familySchema.options.toSorted());
});

describe('the errand', () => {
  test('50 intended, a 100 tier open: 100 and the umbrella', () => {
    expect(best({ intended: fen(5000) })).toMatchObject({
      offer: 'prepay-gift',
      tier: 'p100',
      prepay: 10_000,
      difference: 5000,
      gift: 'umbrella',
      sentence: {
        zh: '正好有个活动，您再多存50元，凑满100元，就送您一把晴雨伞，话费照样慢慢用。',
        en: 'We have an offer on. Put in ¥50 more to make it ¥100, and a folding umbrella is yours; the money stays on your phone.',
      },
      why: { zh: '打算存50元，平常充50元，存100元承受得起' },
    });
  });

  test('for those who can afford more it is still the 100 tier', () => {
    for (const yuan of [50, 80, 100, 200, 500]) {
      expect(best({ intended: fen(5000) }, { usualTopUp: fen(yuan * 100) })?.prepay).toBe(10_000);
    }
  });

  test('without an umbrella it is still a 100 tier', () => {
    const stock = { umbrella: 0, oil: 9, thermos: 9, rice: 9, towels: 9, 'power-bank': 9 };
    for (const yuan of [50, 100, 200]) {
      const facts = { usualTopUp: fen(yuan * 100), householdSize: 4 };
      expect(best({ intended: fen(5000), stock }, facts)).toMatchObject({
        tier: 'c100',
        prepay: 10_000,
      });
    }
  });

  test('100 intended: the next tier, only if it is affordable', () => {
    expect(best({ intended: fen(10_000) }, { usualTopUp: fen(10_000) })).toMatchObject({
      tier: 'p200',
      difference: 10_000,
    });
    expect(best({ intended: fen(10_000) }, { usualTopUp: fen(5000) })?.prepay ?? 0).toBe(0);
  });

  test('each rung leads to the next one', () => {
    for (const [intended, next] of [
      [30, 100],
      [100, 200],
      [200, 300],
      [300, 500],
    ] as const) {
      const found = best({ intended: fen(intended * 100) }, { usualTopUp: fen(20_000) });
      expect([intended, found?.prepay]).toEqual([intended, next * 100]);
    }
  });

  test('in rupees too, from figures of any age', () => {
    expect(best({ intended: fen(5000), currency: 'INR' }, { dataAge: 4000 })).toMatchObject({
      offer: 'recharge-credit-inr',
      prepay: 10_000,
      sentence: { zh: '您再多充50卢比，凑满100卢比，就送您12卢比话费。' },
    });
  });
});

test('every offer is presented to someone among 500 customers', () => {
  const presented = new Set<string>();
  for (const { facts, context } of generateTestVisits(500, 3)) {
    for (const { offer } of decide(facts, compiled, policy, context, NOW, 1).proposals)
      presented.add(offer);
  }
  const never = catalog.offers.map((offer) => offer.id).filter((id) => !presented.has(id));
  expect(never).toEqual([]);
});

test('most customers who come to top up hear something', () => {
  const visits = generateTestVisits(500, 5).filter(
    ({ facts, context }) =>
      context.purpose === 'top-up' && !facts.optedOut && !facts.blacklisted && facts.dataAge < 40,
  );
  const heard = visits.filter(
    ({ facts, context }) => decide(facts, compiled, policy, context, NOW, 1).proposals.length > 0,
  );
  expect(heard.length / visits.length).toBeGreaterThan(0.6);
});
