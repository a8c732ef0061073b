// The shipped catalog at branches that do not know what their customers use: no sentence, reason or label speaks of it.
import { beforeAll, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { compileCatalog, type CompiledCatalog } from '#shared/engine/compile_catalog.ts';
import { decide } from '#shared/engine/decide.ts';
import { factsForDecision } from '#shared/engine/known.ts';
import { scoreCustomer } from '#shared/engine/score/score_customer.ts';
import type { Customer, UsageMonth } from '#shared/model/customer.ts';
import type { Decision } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { Policy } from '#shared/model/policy.ts';
import { purposeSchema } from '#shared/model/visit.ts';
import {
  generateTestCustomers,
  makeContext,
  NO_ANSWERS,
  NOW,
  TODAY,
} from '#tests/fixtures/decision.ts';
import { loadCatalogFolder } from './load_catalog_folder.ts';
import { shippedCatalogFolder } from './shipped_catalog.ts';

let compiled: CompiledCatalog;
let policy: Policy;
beforeAll(async () => {
  const loaded = await loadCatalogFolder(shippedCatalogFolder(), TODAY);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error, null, 1));
  compiled = compileCatalog(loaded.value.catalog);
  policy = { ...loaded.value.policy, holdoutPercent: 0 };
});

const people = generateTestCustomers(200, 5).map((one): Customer => ({
  ...one,
  blacklisted: false,
  optedOut: false,
  lastComplaint: null,
}));
/** @param change what the source of this branch leaves out */
const known = (one: Customer, change: Partial<Customer>): Customer => {
  const customer = { ...one, ...change };
  const home = { size: 1, isHead: false };
  const score = scoreCustomer(customer, home, {
    currency: 'CNY',
    policy,
    labels: compiled.labels,
    churn: null,
    lifetime: null,
  });
  return { ...customer, score };
};
const factsOf = (customer: Customer): Facts =>
  factsForDecision({
    customer,
    householdSize: 1,
    today: TODAY,
    catalog: compiled,
    policy,
    currency: 'CNY',
    pointsSpent: 0,
  });

function* decisionsOf(facts: Facts): Generator<Decision> {
  for (const purpose of purposeSchema.options) {
    for (const intended of purpose === 'top-up' ? [null, fen(5_000)] : [null]) {
      for (const special of [true, false]) {
        const context = makeContext({
          purpose,
          intended,
          isPrivilegeDay: special,
          isMemberDay: special,
        });
        yield decide(
          { facts, context },
          { catalog: compiled, policy, beliefs: NO_ANSWERS },
          NOW,
          7,
        );
      }
    }
  }
}

const withoutUse = (rows: readonly UsageMonth[]): UsageMonth[] =>
  rows.map((row) => ({ ...row, voiceMinutes: null, dataKb: null }));
const OF_USE = /没用|没有使用|沉默|少用|用得少|很少上网|通话[降大\d月]|流量[降大\d]|分钟|[GM]B/;
const LABELS_OF_USE = ['heavy-data', 'heavy-voice', 'light-user'];

test('customers whose use nobody reports hear of money, and nothing of use', () => {
  let said = 0;
  for (const one of people) {
    const customer = known(one, { months: withoutUse(one.months), channels: [], plan: null });
    const facts = factsOf(customer);
    expect(facts.stage).not.toBe('silent');
    expect(facts.labels.filter((label) => LABELS_OF_USE.includes(label))).toEqual([]);
    expect(facts.openLabels).toEqual(expect.arrayContaining(LABELS_OF_USE));
    for (const decision of decisionsOf(facts)) {
      for (const { offer, why, sentence, benefit } of decision.proposals) {
        said += 1;
        // What the offer gives may be data; what it says of the customer may not.
        const own = sentence.zh.replaceAll(benefit.zh, '');
        expect([offer, why.zh, OF_USE.test(why.zh)]).toEqual([offer, why.zh, false]);
        expect([offer, own, OF_USE.test(own)]).toEqual([offer, own, false]);
      }
      for (const { offer, reason } of decision.verdicts) {
        if (
          reason === null ||
          !/无使用|近三月月均(通话|流量)|(通话|流量)(变化|走势)/.test(reason.zh)
        )
          continue;
        expect([offer, reason.zh]).toEqual([offer, expect.stringContaining('资料缺失')]);
      }
    }
  }
  expect(said).toBeGreaterThan(1_000);
});

test('of a customer of whom nothing is known only what asks for nothing known is said', () => {
  const [one] = people;
  const facts = factsOf(
    known(one as Customer, {
      birthYear: null,
      since: null,
      plan: null,
      contractEnd: null,
      balance: null,
      arrears: null,
      points: null,
      household: null,
      holdings: [],
      months: [],
      file: null,
    }),
  );
  expect(facts).toMatchObject({ labels: [], level: null, stage: null, holdValue: null });
  // The others count what stands on the record.
  expect(facts.openLabels).toEqual([
    'family-head',
    'frequent-visitor',
    'heavy-data',
    'heavy-voice',
    'light-user',
    'loyal',
    'senior',
    'sharer',
  ]);
  for (const decision of decisionsOf(facts)) {
    for (const { offer, why } of decision.proposals) {
      expect([offer, why.zh]).toEqual([
        offer,
        expect.not.stringMatching(/平常|月均|在网|近来|余额/),
      ]);
    }
  }
});
