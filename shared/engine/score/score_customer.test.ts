import { describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { addMonths, day, month } from '#shared/base/month.ts';
import type { Customer, Holding, UsageMonth } from '#shared/model/customer.ts';
import { makePolicy } from '#tests/fixtures/decision.ts';
import { compileLabels } from '../rules/labels.ts';
import { type Home, scoreCustomer, type ScoreOptions } from './score_customer.ts';

type Use = Partial<Pick<UsageMonth, 'voiceMinutes' | 'dataKb'>> & { readonly spend?: number };

const GB = 1024 * 1024;
const LAST = month('2026-10');
const ALONE = { size: 1, isHead: false };

/** Oldest first, ending with October 2026; 100 minutes, 1 GB and 50 yuan where nothing is said. */
const months = (...uses: readonly Use[]): UsageMonth[] =>
  uses.map(({ spend = 5000, voiceMinutes = 100, dataKb = GB }, index) => ({
    month: addMonths(LAST, index - uses.length + 1),
    spend: fen(spend),
    voiceMinutes,
    dataKb,
    topUp: fen(0),
    topUpCount: 0,
    lastTopUp: fen(0),
  }));
const steady = (count: number, use: Use = {}): UsageMonth[] =>
  months(...Array<Use>(count).fill(use));

const customer = (fields: Partial<Customer> = {}): Customer => ({
  id: 1,
  account: '1',
  phone: '',
  name: '',
  pinyin: '',
  initials: '',
  idTail: '',
  area: '',
  birthYear: 1980,
  since: day('2019-05-05'),
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
  months: steady(12),
  asOf: day('2026-10-31'),
  score: null,
  file: null,
  ...fields,
});

const score = (
  fields: Partial<Customer>,
  home: Home = ALONE,
  options: Partial<ScoreOptions> = {},
) =>
  scoreCustomer(customer(fields), home, {
    currency: 'CNY',
    policy: null,
    labels: null,
    churn: null,
    lifetime: null,
    ...options,
  });
const holding = (code: string): Holding => ({
  code,
  name: { zh: code, en: code },
  until: day('2026-03-01'),
});

describe('value group', () => {
  test.each([
    ['basic', { spend: 6_999, dataKb: 90 * GB }],
    ['new-video', { spend: 7_000, dataKb: 14 * GB }],
    ['netizen', { spend: 7_000, dataKb: 15 * GB }],
    ['full-service', { spend: 15_000, dataKb: 0 }],
  ] as const)('%s', (group, use) => {
    expect(score({ months: steady(12, use) }).valueGroup).toBe(group);
  });

  test('the young are netizens with less data; a bundle makes full service sooner', () => {
    const data = { spend: 7_000, dataKb: 10 * GB };
    expect(score({ birthYear: 1992, months: steady(12, data) }).valueGroup).toBe('netizen');
    expect(score({ birthYear: 1991, months: steady(12, data) }).valueGroup).toBe('new-video');
    const bundle = { ...holding('bundle'), until: null };
    expect(score({ holdings: [bundle], months: steady(12, { spend: 10_000 }) }).valueGroup).toBe(
      'full-service',
    );
  });

  test('rupees have limits of their own; of whom nothing is known nothing is said', () => {
    const spend = { spend: 20_000, dataKb: 0 };
    expect(score({ months: steady(4, spend) }, ALONE, { currency: 'INR' }).valueGroup).toBe(
      'basic',
    );
    expect(score({ months: [] })).toEqual({
      asOf: '2026-10-31',
      valueGroup: null,
      stage: null,
      risks: [],
      labels: [],
      consumption: null,
      behaviour: null,
      churn: null,
      lifetime: null,
    });
  });
});

describe('stage', () => {
  test.each([
    ['mature', { months: steady(12) }],
    ['new', { since: day('2026-05-01'), months: steady(5) }],
    ['mature', { since: day('2026-04-30'), months: steady(6) }],
    ['silent', { months: months({}, {}, { voiceMinutes: 0, dataKb: 0 }) }],
    [
      'silent',
      { since: day('2026-08-01'), months: months({}, {}, { voiceMinutes: 0, dataKb: 0 }) },
    ],
    ['declining', { months: [...steady(3), ...steady(3, { spend: 3_500 })].map(renumber) }],
    ['mature', { months: [...steady(3), ...steady(3, { spend: 3_600 })].map(renumber) }],
    [
      'declining',
      {
        months: [...steady(3), ...steady(3, { voiceMinutes: 60, dataKb: 0.6 * GB })].map(renumber),
      },
    ],
    ['mature', { months: [...steady(3), ...steady(3, { voiceMinutes: 60 })].map(renumber) }],
    ['declining', { months: months({}, {}, { spend: 2_500 }) }],
    ['mature', { months: months({}, { spend: 0 }) }],
  ] as const)('%s', (stage, fields) => {
    expect(score({ ...fields, months: [...fields.months] }).stage).toBe(stage);
  });
});

function renumber(row: UsageMonth, index: number, all: readonly UsageMonth[]): UsageMonth {
  return { ...row, month: addMonths(LAST, index - all.length + 1) };
}

describe('risks', () => {
  test.each([
    [['expiring'], { contractEnd: day('2026-12-30') }],
    [[], { contractEnd: day('2026-12-31') }],
    [['expiring'], { contractEnd: day('2026-10-01') }],
    [[], { contractEnd: day('2026-09-30') }],
    [['arrears'], { arrears: fen(1) }],
    [[], { arrears: fen(0) }],
    // Cut off for non-payment: three months without a bill, and money owed.
    [
      ['not-billed', 'arrears', 'involuntary'],
      { arrears: fen(1), months: steady(3, { spend: 0 }) },
    ],
    [
      ['not-billed', 'arrears'],
      { arrears: fen(1), months: months({}, { spend: 0 }, { spend: 0 }) },
    ],
    [['not-billed'], { arrears: fen(0), months: steady(12, { spend: 0 }) }],
    [['not-billed'], { months: months({}, {}, { spend: 0 }) }],
    [['not-billed'], { months: months({}, {}, { spend: -100 }) }],
    [
      ['silent', 'not-billed'],
      { months: months({}, {}, { spend: 0, voiceMinutes: 0, dataKb: 0 }) },
    ],
    [['leaving'], { months: months({}, {}, { voiceMinutes: 30, dataKb: 0.3 * GB }) }],
    [[], { months: months({}, {}, { voiceMinutes: 31, dataKb: 0 }) }],
    [
      ['leaving'],
      { months: months({ dataKb: 0 }, { dataKb: 0 }, { voiceMinutes: 10, dataKb: 0 }) },
    ],
    [[], { months: months({}, { voiceMinutes: 1, dataKb: 1 }) }],
  ] as const)('%j', (risks, fields) => {
    const given = 'months' in fields ? { ...fields, months: [...fields.months] } : fields;
    expect(score(given).risks).toEqual(risks);
  });
});

describe('labels', () => {
  const { compiled } = compileLabels([
    {
      id: 'loyal',
      name: { zh: '老客户', en: 'loyal' },
      rule: "stage == 'mature' && arpu3 >= 5000",
    },
    { id: 'group', name: { zh: '群', en: 'group' }, rule: "consumptionGroup == 'A2R2D1'" },
    { id: 'steady', name: { zh: '稳', en: 'steady' }, rule: 'topUpRegularity >= 90' },
  ]);

  test('those of the catalog whose rule holds, over the groups and the stage found now', () => {
    const before = score({});
    const stale = { ...before, stage: 'silent' as const, labels: ['gone'] };
    expect(score({ score: stale }, ALONE, { labels: compiled }).labels).toEqual(['group', 'loyal']);
    expect(score({ score: stale }).labels).toEqual([]);
  });

  test('who pays for a household is its head', () => {
    const home = { size: 3, isHead: true };
    expect(score({}, home).labels).toEqual(['family-head']);
    expect(score({}, home, { labels: compiled }).labels).toEqual(['family-head', 'group', 'loyal']);
  });
});

describe('the two models', () => {
  test('bands are those of the policy, else the defaults of the currency', () => {
    expect(score({}).consumption).toBe('A2R2D1');
    expect(score({}, ALONE, { currency: 'INR' }).consumption).toBe('A2R1D3');
    const policy = makePolicy({
      bands: {
        CNY: {
          age: [20, 40],
          arpu: [1_000, 5_000],
          dou: [1, 2_000],
          recency: [1, 2],
          frequency: [1, 2],
          value: [1, 2],
        },
      },
    });
    expect(score({}, ALONE, { policy }).consumption).toBe('A3R3D2');
    expect(score({}, ALONE, { policy, currency: 'INR' }).consumption).toBe('A2R1D3');
  });

  test('a home with visits is judged by them', () => {
    const visits = { last: day('2026-10-02'), count: 24, months: 12, meanPrepaid: 10_000 };
    expect(score({}).behaviour).toBe('R1F1V1');
    expect(score({}, { ...ALONE, visits }).behaviour).toBe('R3F3V3');
  });
});

test('a customer of whom only money is known is not silent, and no group rests on what is not known', () => {
  const rows = steady(4, { spend: 8_800 }).map((row) => ({
    ...row,
    voiceMinutes: null,
    dataKb: null,
    topUp: null,
    topUpCount: null,
    lastTopUp: null,
  }));
  const asks = { valueGroup: null, risks: [], consumption: null, behaviour: null };
  const since = day('2019-03-01');
  expect(score({ months: rows, since, channels: [] })).toMatchObject({ ...asks, stage: 'mature' });
  // Others of the branch use their lines: this one may be silent. One without a day of joining may be new.
  expect(score({ months: rows, since })).toMatchObject({ ...asks, stage: null });
  expect(score({ months: rows, since: null, channels: [] }).stage).toBeNull();
  const little = rows.map((row) => ({ ...row, spend: fen(3_000) }));
  expect(score({ months: little }).valueGroup).toBe('basic');
  const open = rows.map((row) => ({ ...row, spend: null }));
  expect(score({ months: open })).toMatchObject({ valueGroup: null, stage: null, risks: [] });
});

test('use that the last month does not tell of has not fallen', () => {
  const rows = steady(4, { voiceMinutes: 200, dataKb: GB });
  const last = { voiceMinutes: 1, dataKb: null };
  const open = [...rows.slice(0, 3), { ...(rows[3] as UsageMonth), ...last }];
  expect(score({ months: open }).risks).not.toContain('leaving');
  const told = [...rows.slice(0, 3), { ...(rows[3] as UsageMonth), ...last, dataKb: 1 }];
  expect(score({ months: told }).risks).toContain('leaving');
});
