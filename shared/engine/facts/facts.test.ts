import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { addDays, day, month, NO_END } from '#shared/base/month.ts';
import { type Customer, LIVES_ALONE, type UsageMonth } from '#shared/model/customer.ts';
import { generateTestCustomers, TODAY } from '#tests/fixtures/decision.ts';
import { daysToKeyDate, factsOfCustomer } from './facts.ts';

const usage = (at: number, changes: Partial<UsageMonth> = {}): UsageMonth => ({
  month: month(`2026-${String(at).padStart(2, '0')}`),
  spend: fen(0),
  voiceMinutes: 0,
  dataKb: 0,
  topUp: fen(0),
  topUpCount: 0,
  lastTopUp: fen(0),
  ...changes,
});

const customer = (changes: Partial<Customer>): Customer => ({
  id: 1,
  account: 'a',
  phone: '',
  name: '',
  pinyin: '',
  initials: '',
  idTail: '',
  area: '',
  birthYear: null,
  since: null,
  plan: null,
  contractEnd: null,
  balance: null,
  arrears: null,
  points: null,
  household: null,
  holdings: [],
  lastComplaint: null,
  optedOut: false,
  consent: null,
  blacklisted: false,
  months: [],
  asOf: TODAY,
  score: null,
  file: null,
  ...changes,
});
const ended = day('2026-02-01');
const holding = (code: string) => ({ code, name: { zh: code, en: code }, until: ended });
const facts = (changes: Partial<Customer>) => factsOfCustomer(customer(changes), 1, TODAY);

const sizeOf = (household: number | null, size: number) =>
  factsOfCustomer(customer({ household }), size, TODAY).householdSize;

test('who lives alone is one, and of whom nobody tells is not known to', () => {
  expect([sizeOf(null, 1), sizeOf(null, 900), sizeOf(LIVES_ALONE, 900), sizeOf(7, 3)]).toEqual([
    null,
    null,
    1,
    3,
  ]);
});

test('a customer of whom nothing is known has null facts, not zeros', () => {
  expect(facts({})).toMatchObject({
    age: null,
    arpu3: null,
    dou3: null,
    spendTrend: null,
    overPlan: null,
    usualTopUp: null,
    topUpsPerMonth: null,
    daysToContractEnd: null,
    hasContract: null,
    spendFalls: null,
    monthsSilent: null,
    monthsNotBilled: null,
    topUpRegularity: null,
    valueGroup: null,
    risks: null,
  });
});

test('means are over the last three months, trends against the three before', () => {
  const spends = [1000, 2000, 3000, 4000, 5000, 6001];
  const months = spends.map((spend, at) =>
    usage(at + 1, { spend: fen(spend), voiceMinutes: 10 * at, dataKb: 1024 * (at + 1) }),
  );
  expect(facts({ months })).toMatchObject({
    arpu3: 5000,
    arpu12: 3500,
    mou3: 40,
    dou3: 5,
    spendTrend: 150,
    voiceTrend: 300,
    dataTrend: 150,
    monthsOfData: 6,
  });
  expect(facts({ months: months.slice(1) })).toMatchObject({ spendTrend: null });
});

test('the usual top-up is the lower median of single ones, else the mean', () => {
  const topUps = (...amounts: readonly number[]) =>
    facts({ months: amounts.map((amount, at) => usage(at + 1, { lastTopUp: fen(amount) })) });
  expect(topUps(5000, 5000, 50_000, 0).usualTopUp).toBe(5000);
  expect(topUps(3000, 10_000).usualTopUp).toBe(3000);
  expect(topUps(3000, 10_000).maxTopUp).toBe(10_000);
  const means = facts({
    months: [
      usage(1, { topUp: fen(9000), topUpCount: 2 }),
      usage(2, { topUp: fen(6001), topUpCount: 1 }),
    ],
  });
  expect(means).toMatchObject({ usualTopUp: 5000, maxTopUp: 6001, topUpsPerMonth: 1.5 });
});

test('days, months and holdings are counted to today', () => {
  const known = facts({
    birthYear: 1990,
    since: day('2024-11-19'),
    contractEnd: day('2026-11-18'),
    lastComplaint: day('2026-11-11'),
    asOf: day('2026-10-31'),
    holdings: [
      { code: 'tv', name: { zh: '电视', en: 'TV' }, until: null },
      { code: 'data-pack', name: { zh: '流量包', en: 'data' }, until: day('2026-11-17') },
      { code: 'bundle', name: { zh: '融合', en: 'bundle' }, until: TODAY },
    ],
  });
  expect(known).toMatchObject({
    age: 36,
    tenureMonths: 23,
    daysToContractEnd: 0,
    hasContract: true,
    daysSinceComplaint: 7,
    dataAge: 18,
    holdings: ['bundle', 'tv'],
  });
  expect(facts({ contractEnd: day('2026-11-17') })).toMatchObject({
    daysToContractEnd: -1,
    hasContract: false,
  });
  expect(facts({ contractEnd: NO_END })).toMatchObject({
    daysToContractEnd: null,
    hasContract: false,
  });
});

test('campaigns are counted, ended ones too; the nearest key date counts', () => {
  expect(
    facts({ holdings: [holding('promo-may'), holding('promo-spring'), holding('tv')] }),
  ).toMatchObject({ campaigns: 2, holdings: [] });
  const file = {
    occupation: '',
    hobbies: '',
    householdIncome: '',
    children: '',
    health: '',
    manager: '',
  };
  const dated = (...dates: readonly string[]) =>
    facts({ file: { ...file, keyDates: dates.map((on) => ({ kind: 'birthday' as const, on })) } });
  expect(dated('11-17', '12-01').daysToKeyDate).toBe(13);
  expect(dated('11-18').daysToKeyDate).toBe(0);
  expect(dated().daysToKeyDate).toBeNull();
});

test('what was scored becomes facts; who left without paying is on the no-sale list', () => {
  const score = {
    asOf: TODAY,
    valueGroup: 'netizen' as const,
    stage: 'mature' as const,
    risks: [],
    labels: ['steady', 'loyal'],
    consumption: 'A2R2D3',
    behaviour: 'R3F2V2',
    churn: { chance: 0.12345, model: 'm', reasons: [] },
    lifetime: {
      historic: fen(1),
      current: fen(5000),
      potential: fen(700),
      months: 8,
      model: 'l',
    },
  };
  expect(facts({ score })).toMatchObject({
    labels: ['loyal', 'steady'],
    consumptionGroup: 'A2R2D3',
    behaviourGroup: 'R3F2V2',
    churnChance: 12.3,
    lifetimeValue: 5000,
    potentialValue: 700,
    holdValue: null,
    level: null,
    blacklisted: false,
  });
  const left = facts({ score: { ...score, risks: ['involuntary'], churn: null, lifetime: null } });
  expect(left).toMatchObject({ blacklisted: true, churnChance: null, lifetimeValue: null });
});

test('silent and unbilled months count from the latest back', () => {
  const months = [
    usage(1),
    usage(2, { dataKb: 5, spend: fen(100) }),
    usage(3, { spend: fen(100) }),
    usage(4),
  ];
  expect(facts({ months })).toMatchObject({ monthsSilent: 2, monthsNotBilled: 1 });
});

test('use above the plan, as money, data and minutes, is never negative', () => {
  const plan = {
    code: 'p',
    name: { zh: '套', en: 'plan' },
    monthlyFee: fen(3000),
    voiceMinutes: 100,
    dataKb: 2048,
  };
  const months = [1000, 3300, 4200].map((spend, at) =>
    usage(at + 1, { spend: fen(spend), voiceMinutes: 130 * at, dataKb: 1024 * 1024 * (at + 1) }),
  );
  expect(facts({ plan, months })).toMatchObject({
    overPlan: 500,
    // 0, 30 and 160 minutes; 0, 2046 and 3070 MB less 2 MB: the third of the sum.
    overVoice: 63,
    overData: 2046,
    planFee: 3000,
    planDataMb: 2,
  });
  expect(facts({ months })).toMatchObject({ overPlan: null, overVoice: null, overData: null });
});

test('whatever the customer, money is whole and counts are not negative', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      for (const each of generateTestCustomers(5, seed)) {
        const known = factsOfCustomer(each, 2, TODAY);
        const { arpu3, arpu12, overPlan, usualTopUp, maxTopUp } = known;
        for (const amount of [arpu3, arpu12, overPlan, usualTopUp, maxTopUp]) {
          expect(amount === null || (Number.isSafeInteger(amount) && amount >= 0)).toBe(true);
        }
        const { monthsSilent, monthsNotBilled, dataAge, tenureMonths } = known;
        expect(
          Math.min(monthsSilent ?? 0, monthsNotBilled ?? 0, dataAge, tenureMonths ?? 0),
        ).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['11-21', '2026-11-21', 0],
  ['11-22', '2026-11-21', 1],
  ['11-20', '2026-11-21', 364],
  ['01-01', '2026-12-31', 1],
  ['12-31', '2027-01-01', 364],
  // Born on a leap day: the 29th where there is one, else the 28th.
  ['02-29', '2028-02-20', 9],
  ['02-29', '2027-02-20', 8],
  ['02-29', '2027-02-28', 0],
  ['02-29', '2028-02-28', 1],
  ['02-29', '2027-03-01', 365],
  // A day that April never has is its last.
  ['04-31', '2026-04-01', 29],
])('%s seen from %s is %i days away', (on, today, days) => {
  expect(daysToKeyDate(on, day(today))).toBe(days);
});

test('it comes within a year, and a day later it is a day nearer', () => {
  const days = fc
    .integer({ min: 0, max: 40_000 })
    .map((count) => addDays(day('1990-01-01'), count));
  fc.assert(
    fc.property(days, days, (birthday, today) => {
      const on = birthday.slice(5);
      const left = daysToKeyDate(on, today);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left).toBeLessThanOrEqual(366);
      fc.pre(left > 0);
      expect(daysToKeyDate(on, addDays(today, 1))).toBe(left - 1);
    }),
  );
});

/** What a cable operator's file says of a month: money. */
const moneyOnly = (at: number, spend: number, topUp: number): UsageMonth =>
  usage(at, {
    spend: fen(spend),
    voiceMinutes: null,
    dataKb: null,
    topUp: fen(topUp),
    topUpCount: null,
    lastTopUp: null,
  });

test('what the source does not say is not zero: nobody is silent of whose use nothing is known', () => {
  const months = [8, 9, 10].map((at) => moneyOnly(at, 8_800, 10_000));
  expect(facts({ months })).toMatchObject({
    arpu3: 8_800,
    mou3: null,
    dou3: null,
    monthsSilent: null,
    monthsNotBilled: 0,
    usualTopUp: 10_000,
    maxTopUp: null,
    topUpsPerMonth: null,
    daysBetweenTopUps: null,
    topUpRegularity: 100,
    monthsSinceTopUp: 0,
  });
});

const silent = (months: readonly UsageMonth[], channels?: Customer['channels']) =>
  facts({ months: [...months], ...(channels === undefined ? {} : { channels }) }).monthsSilent;

test('silence needs a known zero of every channel that the branch reports', () => {
  const quiet = usage(10, { dataKb: null });
  expect(silent([quiet])).toBeNull();
  expect(silent([quiet], ['voice'])).toBe(1);
  expect(silent([quiet], ['data'])).toBeNull();
  expect(silent([quiet], [])).toBeNull();
  expect(silent([usage(10, { voiceMinutes: 3, dataKb: null })])).toBe(0);
  // A month that does not tell ends the row: no more is claimed than is known.
  expect(silent([usage(7), usage(8, { voiceMinutes: null }), usage(9), usage(10)])).toBe(2);
});

test('means leave out what is not known, trends are not found with a gap', () => {
  const known = [4, 5, 6, 7, 8, 9].map((at) => usage(at, { spend: fen(1_000), dataKb: 2_048 }));
  const gap = known.map((row, at) => (at === 4 ? { ...row, spend: null, dataKb: null } : row));
  expect(facts({ months: known })).toMatchObject({ arpu3: 1_000, dou3: 2, spendTrend: 0 });
  expect(facts({ months: gap })).toMatchObject({
    arpu3: 1_000,
    dou3: 2,
    spendTrend: null,
    dataTrend: null,
  });
});

test('the latest bill not known says nothing of bills', () => {
  const months = [usage(9), usage(10, { spend: null })];
  expect(facts({ months }).monthsNotBilled).toBeNull();
  expect(facts({ months: [months[1] ?? usage(9), usage(10)] }).monthsNotBilled).toBe(1);
});

test('what a plan includes but nobody says is not exceeded', () => {
  const plan = {
    code: 'p',
    name: { zh: 'p', en: 'p' },
    monthlyFee: fen(500),
    voiceMinutes: null,
    dataKb: null,
  };
  const months = [usage(10, { spend: fen(800), voiceMinutes: 9, dataKb: 9_000 })];
  expect(facts({ plan, months })).toMatchObject({
    overPlan: 300,
    overVoice: null,
    overData: null,
    planVoiceMinutes: null,
    planDataMb: null,
  });
});

test.each(['1900-01-01', '1900-11-20', '1970-01-01', '2099-12-31'])(
  'a first day that cannot be is not known: %s',
  (since) => expect(facts({ since: day(since) }).tenureMonths).toBeNull(),
);

test('an age below zero or above 120 is not known', () => {
  expect(facts({ birthYear: 2030 }).age).toBeNull();
  expect(facts({ birthYear: 1900 }).age).toBeNull();
  expect(facts({ birthYear: 1980 }).age).toBe(Number(TODAY.slice(0, 4)) - 1980);
});
