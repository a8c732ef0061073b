import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { Customer, Score } from '#shared/model/customer.ts';
import type { Policy } from '#shared/model/policy.ts';
import { generateTestCustomers, makePolicy, TODAY } from '#tests/fixtures/decision.ts';
import { compileCatalog } from './compile_catalog.ts';
import { factsForDecision } from './known.ts';

const text = (words: string) => ({ zh: words, en: words });
const catalog = compileCatalog({
  version: 'test',
  offers: [],
  labels: [
    { id: 'loyal', name: text('loyal'), rule: 'tenureMonths >= 12' },
    { id: 'saver', name: text('saver'), rule: 'points >= 1000' },
  ],
});
const policy: Policy = makePolicy({
  levels: [
    { id: 'silver', name: text('s'), fromSpend: fen(0), fromMonths: 0, privileges: [] },
    { id: 'gold', name: text('g'), fromSpend: fen(1_000_000), fromMonths: 1_200, privileges: [] },
  ],
  retention: {
    horizonMonths: 9,
    marginPercent: 10,
    directCost: fen(0),
    leaningPercent: 0,
    systemCost: fen(0),
    fromChance: 30,
  },
});

const score: Score = {
  asOf: TODAY,
  valueGroup: 'basic',
  stage: 'mature',
  risks: [],
  labels: ['family-head', 'gone'],
  consumption: null,
  behaviour: null,
  churn: { chance: 0.4, model: 'm', reasons: [] },
  lifetime: null,
};
const [someone] = generateTestCustomers(1, 1);
const customer: Customer = {
  ...(someone as Customer),
  since: TODAY.replace('2026', '2020') as Customer['since'],
  points: 1_500,
  blacklisted: false,
  months: (someone as Customer).months.map((row) => ({ ...row, spend: fen(5_000) })),
  score,
};
const known = (changes: Partial<Parameters<typeof factsForDecision>[0]> = {}) =>
  factsForDecision({
    customer,
    householdSize: 2,
    today: TODAY,
    catalog,
    policy,
    currency: 'CNY',
    pointsSpent: 0,
    ...changes,
  });

test('labels are found anew; only the head of the household is taken over from the score', () => {
  expect(known().labels).toEqual(['family-head', 'loyal', 'saver']);
  const alone = { ...customer, score: { ...score, labels: ['loyal'] } };
  expect(known({ customer: { ...alone, points: 0 } }).labels).toEqual(['loyal']);
});

test('a label over a fact that is not known is open, and who heads a household where nobody was scored', () => {
  expect(known().openLabels).toEqual([]);
  const stranger = { ...customer, since: null, points: null, score: null };
  expect(known({ customer: stranger })).toMatchObject({
    labels: [],
    openLabels: ['family-head', 'loyal', 'saver'],
    risks: null,
  });
  // Nobody says of which household: nobody can say who pays for it.
  const homeless = { ...customer, household: null, score: { ...score, labels: [] } };
  expect(known({ customer: homeless })).toMatchObject({
    householdSize: null,
    openLabels: ['family-head'],
  });
});

test('points that the branch has spent are gone, and never below zero', () => {
  expect(known({ pointsSpent: 400 }).points).toBe(1_100);
  expect(known({ pointsSpent: 4_000 }).points).toBe(0);
  expect(known({ customer: { ...customer, points: null }, pointsSpent: 5 }).points).toBeNull();
});

test('level and value of holding on are of the moment', () => {
  // 50 yuan x 9 months at 10 percent; half of what the others of the household spend counts as well.
  expect(known()).toMatchObject({ level: 'silver', holdValue: 4_500 });
  expect(known({ linkedSpend: fen(2_000) }).holdValue).toBe(5_400);
  const safe = { ...customer, score: { ...score, churn: null } };
  expect(known({ customer: safe }).holdValue).toBeNull();
  expect(known({ policy: makePolicy() })).toMatchObject({ level: null, holdValue: null });
});
