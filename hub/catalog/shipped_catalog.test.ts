// The catalog that ships: the product's own errand, every row of the trade served, and no offer there for nobody.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { type Day, day } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import { compileCatalog, type CompiledCatalog } from '#shared/engine/compile_catalog.ts';
import { decide } from '#shared/engine/decide.ts';
import { factsForDecision } from '#shared/engine/known.ts';
import { scoreCustomer } from '#shared/engine/score/score_customer.ts';
import { type Customer, LIVES_ALONE } from '#shared/model/customer.ts';
import { type Catalog, familySchema } from '#shared/model/catalog.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import { purposeSchema } from '#shared/model/visit.ts';
import { makeContext, makeFacts, NO_ANSWERS, NOW, TODAY } from '#tests/fixtures/decision.ts';
import { generateCustomers } from '#hub/demo/customers.ts';
import { demoBranches } from '#hub/demo/places.ts';
import { ROWS } from './check_coverage.ts';
import { type LoadedCatalog, loadCatalogFolder } from './load_catalog_folder.ts';
import { shippedCatalogFolder } from './shipped_catalog.ts';

let loaded: LoadedCatalog;
let catalog: Catalog;
let policy: Policy;
let compiled: CompiledCatalog;
beforeAll(async () => {
  const result = await loadCatalogFolder(shippedCatalogFolder(), TODAY);
  if (!result.ok) throw new Error(JSON.stringify(result.error, null, 1));
  loaded = result.value;
  ({ catalog } = loaded);
  policy = { ...loaded.policy, holdoutPercent: 0 };
  compiled = compileCatalog(catalog);
});

const best = (context: Partial<DecisionContext>, facts: Partial<Facts> = {}, seed = 1) =>
  decide(
    { facts: makeFacts(facts), context: makeContext(context) },
    { catalog: compiled, policy, beliefs: NO_ANSWERS },
    NOW,
    seed,
  ).proposals[0];

test('it passes its own check without a warning, and covers every family', () => {
  expect(loaded.warnings).toEqual([]);
  expect(catalog.offers.length).toBeGreaterThanOrEqual(30);
  const families = new Set(catalog.offers.map((offer) => offer.family));
  expect([...families].toSorted()).toEqual(familySchema.options.toSorted());
});

test('every strategy has target, group, offer, talk track, touch point and measure, and every row is served', () => {
  for (const offer of catalog.offers) {
    expect(offer).toMatchObject({
      target: { zh: expect.any(String) as string },
      measure: { goal: expect.any(Number) as number },
    });
    expect([offer.id, offer.touchPoints.length > 0, offer.serves.length > 0]).toEqual([
      offer.id,
      true,
      true,
    ]);
    expect([offer.id, offer.objections.length]).toEqual([offer.id, offer.promotional ? 2 : 0]);
  }
  expect(loaded.coverage.served.map(({ row }) => row)).toEqual(ROWS);
  expect(loaded.coverage.unserved).toEqual([]);
});

test('every file says why it is there, and the policy every figure', async () => {
  const folder = shippedCatalogFolder();
  for (const name of await readdir(join(folder, 'offers'))) {
    expect(await readFile(join(folder, 'offers', name), 'utf8')).toMatch(/^# \S/);
  }
  const lines = (await readFile(join(folder, 'policy.yaml'), 'utf8')).split('\n');
  const commented = (name: string): boolean => {
    const at = lines.findIndex((line) => line.startsWith(`${name}:`));
    return lines.slice(Math.max(0, at - 3), at + 2).some((line) => line.trim().startsWith('#'));
  };
  expect(Object.keys(loaded.policy).filter((name) => !commented(name))).toEqual([]);
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
        en: 'We have an offer on. Add ¥50 to make it ¥100, and get a folding umbrella; the money stays on your phone.',
      },
      why: { zh: '打算存50元，平常充50元，存100元不吃力' },
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

/** Customers of the demo province as the counter knows them, each with the currency that the branch counts in. */
function demoVisits(count: number, seed: number, today: Day = TODAY) {
  const [branch] = demoBranches(1);
  if (branch === undefined) throw new Error('no demo branch');
  const customers = [...generateCustomers({ seed, count, branch, today })];
  const sizes = new Map<number, number>();
  for (const { household } of customers)
    if (household !== null && household !== LIVES_ALONE)
      sizes.set(household, (sizes.get(household) ?? 0) + 1);
  const random = createRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  return customers.flatMap((customer) => {
    const currency = random() < 0.1 ? ('INR' as const) : ('CNY' as const);
    const size = customer.household === null ? 1 : (sizes.get(customer.household) ?? 1);
    const facts = factsOf(customer, size, currency, today);
    return purposeSchema.options.map((purpose) => {
      const intended =
        purpose === 'top-up' && random() < 0.7
          ? fen(pick([2000, 3000, 5000, 10_000, 20_000, 50_000]))
          : null;
      return {
        facts,
        context: makeContext({
          customer: customer.id,
          purpose,
          intended,
          today,
          currency,
          weekday: pick([1, 2, 3, 4, 5, 6, 7]),
          minuteOfDay: 480 + Math.floor(random() * 600),
          isPrivilegeDay: random() < 0.2,
          isMemberDay: random() < 0.2,
          tickets: { 'lucky-draw': 90 },
        }),
        seed: customer.id,
      };
    });
  });
}

function factsOf(customer: Customer, size: number, currency: 'CNY' | 'INR', today: Day) {
  const labels = compiled.labels;
  const home = { size, isHead: size > 1 };
  const options = { currency, policy, labels, churn: null, lifetime: null };
  const score = scoreCustomer(customer, home, options);
  return factsForDecision({
    customer: { ...customer, score },
    householdSize: size,
    today,
    catalog: compiled,
    policy,
    currency,
    pointsSpent: 0,
  });
}

describe('in the demo province', () => {
  type Visit = ReturnType<typeof demoVisits>[number];
  const answer = ({ facts, context, seed }: Visit) =>
    decide({ facts, context }, { catalog: compiled, policy, beliefs: NO_ANSWERS }, NOW, seed);

  test('each strategy is the first answer for somebody', () => {
    const first = new Map<string, number>();
    // A day within the festival, and somebody whose birthday is near: few of a thousand have it so.
    const newYear = day('2026-12-28');
    const visits = [
      ...demoVisits(1_000, 3),
      ...demoVisits(100, 4, newYear),
      {
        facts: makeFacts({ daysToKeyDate: 1 }),
        context: makeContext({ purpose: 'other' }),
        seed: 1,
      },
    ];
    for (const visit of visits) {
      const id = answer(visit).proposals[0]?.offer;
      if (id !== undefined) first.set(id, (first.get(id) ?? 0) + 1);
    }
    expect(catalog.offers.map(({ id }) => id).filter((id) => !first.has(id))).toEqual([]);
  });

  test('50 intended is 100 and the umbrella for every ordinary customer, whatever the lot', () => {
    const ordinary = demoVisits(600, 9).filter(
      ({ facts, context: { purpose, currency } }) =>
        purpose === 'top-up' &&
        currency === 'CNY' &&
        facts.stage === 'mature' &&
        facts.risks?.length === 0 &&
        !facts.optedOut &&
        !facts.blacklisted &&
        !facts.labels.includes('bargain-hunter') &&
        facts.daysSinceComplaint === null &&
        facts.arrears === 0 &&
        !facts.hasContract &&
        (facts.usualTopUp ?? 0) >= 5000,
    );
    expect(ordinary.length).toBeGreaterThan(100);
    const said = ordinary.flatMap(({ facts, context }) =>
      [1, 2, 3, 4, 5].map((seed) => {
        const errand = {
          ...context,
          intended: fen(5000),
          isPrivilegeDay: false,
          isMemberDay: false,
        };
        const [first] = decide(
          { facts, context: errand },
          { catalog: compiled, policy, beliefs: NO_ANSWERS },
          NOW,
          seed,
        ).proposals;
        return `${first?.offer} ${first?.tier} ${first?.difference}`;
      }),
    );
    expect([...new Set(said)]).toEqual(['prepay-gift p100 5000']);
  });

  test('most customers who come to top up hear something', () => {
    const visits = demoVisits(400, 5).filter(
      ({ facts, context }) =>
        context.purpose === 'top-up' && !facts.optedOut && !facts.blacklisted && facts.dataAge < 60,
    );
    const heard = visits.filter((visit) => answer(visit).proposals.length > 0);
    expect(heard.length / visits.length).toBeGreaterThan(0.6);
  });

  test('who takes every gift is offered none, and long loyalty is thanked', () => {
    const visits = demoVisits(1_000, 3).filter(({ context }) => context.currency === 'CNY');
    const offered = (label: string): ReadonlySet<string> =>
      new Set(
        visits
          .filter(({ facts }) => facts.labels.includes(label))
          .flatMap((visit) => answer(visit).proposals.map(({ offer }) => offer)),
      );
    const toHunters = offered('bargain-hunter');
    expect(toHunters.size).toBeGreaterThan(0);
    for (const id of ['prepay-gift', 'prepay-gift-family', 'prepay-lottery', 'loyal-thanks'])
      expect([id, toHunters.has(id)]).toEqual([id, false]);
    expect(offered('loyal')).toContain('loyal-thanks');
  });
});

const dataPackSaid = (facts: Partial<Facts>) =>
  decide(
    { facts: makeFacts(facts), context: makeContext({ purpose: 'bill' }) },
    { catalog: compiled, policy, beliefs: NO_ANSWERS },
    NOW,
    1,
  ).verdicts.find(({ offer }) => offer === 'data-pack')?.treatment;

test('the state of the customer changes the words', () => {
  expect(dataPackSaid({ dou3: 9000, overPlan: fen(1500), overData: 600 })).toBe('over-plan');
  // What was paid above the plan was paid for calls.
  expect(dataPackSaid({ dou3: 9000, overPlan: fen(1500), overData: 0 })).toBe('near-quota');
  expect(dataPackSaid({ dou3: 9000, overPlan: fen(0) })).toBe('near-quota');
});

test('nobody is held on to whose revenue does not carry the cost', () => {
  const atRisk = { risks: ['leaving' as const], stage: 'declining' as const, dataTrend: -45 };
  const offers = (holdValue: number) =>
    decide(
      {
        facts: makeFacts({ ...atRisk, holdValue: fen(holdValue) }),
        context: makeContext({ purpose: 'plan' }),
      },
      { catalog: compiled, policy, beliefs: NO_ANSWERS },
      NOW,
      1,
    ).proposals.map(({ offer }) => offer);
  expect(offers(3000)).toContain('retain-at-risk');
  expect(offers(-200)).not.toContain('retain-at-risk');
});
