// What hub/publish/needed.ts says of the screens is true: each field that it says a page needs shows on that page.
import { expect, it } from 'vitest';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import { addMonths, monthOfDay } from '#shared/base/month.ts';
import { factsOfCustomer } from '#shared/engine/facts/facts.ts';
import type { Customer, UsageMonth } from '#shared/model/customer.ts';
import { customerToView } from '#electron/data/commands/customer_view.ts';
import { NEEDED_BY } from '#hub/publish/needed.ts';
import { leftOutBy, withhold } from '#hub/publish/withhold.ts';
import { CATALOG, customer } from '#tests/fixtures/branch.ts';
import { TODAY } from '#tests/fixtures/decision.ts';

const month = (index: number, change: Partial<UsageMonth> = {}): UsageMonth => ({
  month: addMonths(monthOfDay(TODAY), index - 7),
  spend: 6_000 as UsageMonth['spend'],
  voiceMinutes: 100,
  dataKb: 5_000_000,
  topUp: 5_000 as UsageMonth['topUp'],
  topUpCount: 2,
  lastTopUp: 3_000 as UsageMonth['lastTopUp'],
  ...change,
});
const known = customer(1);
const one: Customer = customer(1, {
  idTail: '4321',
  household: 7,
  plan: known.plan ?? {
    code: 'p',
    name: { zh: '套餐', en: 'plan' },
    monthlyFee: 5_900 as never,
    voiceMinutes: 1,
    dataKb: 1,
  },
  contractEnd: '2026-12-31' as Customer['contractEnd'],
  arrears: 1_200 as Customer['arrears'],
  lastComplaint: '2026-11-01' as Customer['lastComplaint'],
  consent: { optedOut: true, at: 1_700_000_000_000 as never },
  optedOut: null,
  blacklisted: true,
  months: [1, 2, 3, 4, 5, 6].map((index) =>
    index > 4 ? month(index, { voiceMinutes: 0, dataKb: 0 }) : month(index),
  ),
  score: known.score && {
    ...known.score,
    stage: 'silent',
    risks: ['silent'],
    isGroupOutside: true,
    consumption: 'A2R1D3',
    behaviour: 'R3F1V2',
    churn: { chance: 0.4, model: 'm', reasons: [] },
    lifetime: {
      historic: 1 as never,
      current: 2 as never,
      potential: 3 as never,
      months: 4,
      model: 'm',
    },
    labels: ['family-head'],
  },
  holdings: [{ code: 'fibre', name: { zh: '宽带', en: 'fibre' }, until: null }],
});

const viewOf = (each: Customer): CustomerView =>
  customerToView({
    customer: each,
    household: each.household === null ? [] : [{ id: 2, name: '张三', phone: '13800000000' }],
    facts: factsOfCustomer(each, 2, TODAY),
    answers: [],
    walkIns: [],
    catalog: CATALOG,
    groups: [],
    currency: 'CNY',
    retention: null,
    level: null,
    points: null,
    care: [],
    notes: [],
    doneToday: [],
  });

/** As if HQ did not say. */
function without(base: Customer, path: string): Customer {
  const [top = '', below] = path.split('.');
  if (below === undefined) return { ...base, [top]: BLANK[top] ?? null } as Customer;
  if (top === 'score') {
    return { ...base, score: { ...base.score, [below]: BLANK[path] ?? null } } as Customer;
  }
  const blank = below === 'month' ? '2020-01' : null;
  return { ...base, months: base.months.map((row) => ({ ...row, [below]: blank })) };
}

/** Of what is no null when it is not known. */
const BLANK: Readonly<Record<string, unknown>> = {
  account: 'B9',
  phone: '',
  name: '',
  idTail: '',
  area: '',
  holdings: [],
  holdingsTold: [],
  channels: ['data'],
  hasNoContract: true,
  asOf: '2026-01-31',
  id: 3,
  'score.asOf': '2026-01-31',
  'score.risks': [],
  'score.labels': [],
};

/** Of whom it shows, where not of everybody. */
const SHOWS_OF: Readonly<Record<string, Partial<Customer>>> = {
  // Of single top-ups the count tells only where they are not told themselves.
  'months.topUpCount': { months: one.months.map((row) => ({ ...row, lastTopUp: null })) },
  holdingsTold: { holdings: [] },
  optedOut: { optedOut: true, consent: null },
  channels: { months: one.months.map((row) => ({ ...row, voiceMinutes: null, dataKb: 0 })) },
};

it('each field of the customer page changes it', () => {
  const shown = Object.entries(NEEDED_BY).filter(([, by]) => by?.includes('customer page'));
  const unseen = shown.filter(([path]) => {
    const base: Customer = { ...one, ...SHOWS_OF[path] };
    const [page, blank] = [base, without(base, path)].map((each) => JSON.stringify(viewOf(each)));
    return page === blank;
  });
  expect(shown.length).toBeGreaterThan(30);
  expect(unseen.map(([path]) => path)).toEqual([]);
});

it('what is left out is on no page but in the customer file', () => {
  const file = {
    occupation: '教师',
    hobbies: '钓鱼',
    householdIncome: '高',
    children: '一女',
    health: '哮喘',
    manager: '李经理',
    keyDates: [],
  };
  const whole = { ...one, file };
  const fileShown = ['hobbies'] as const;
  const given = withhold(
    whole,
    leftOutBy(null, { care: null, fileShown: [...fileShown], withheld: [] }),
  );
  expect(given.file).toEqual({
    ...file,
    occupation: '',
    householdIncome: '',
    children: '',
    health: '',
    manager: '',
  });
  expect(viewOf(given)).toEqual(viewOf(whole));
});
