// The funnel, stage by stage.
import { describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { day } from '#shared/base/month.ts';
import type { Offer } from '#shared/model/catalog.ts';
import type { DecisionContext, Verdict } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import {
  daysAgo,
  makeAnswer,
  makeCatalog,
  makeContext,
  makeFacts,
  makeOffer,
  makePolicy,
  makeTier,
  NO_ANSWERS,
  NOW,
} from '#tests/fixtures/decision.ts';
import { decide } from './decide.ts';
import { isHeldOut } from './funnel/mute.ts';

type Changes = {
  readonly facts?: Partial<Facts>;
  readonly context?: Partial<DecisionContext>;
  readonly policy?: Parameters<typeof makePolicy>[0];
};

const decided = (offers: readonly Offer[], { facts, context, policy }: Changes = {}) =>
  decide(
    makeFacts(facts),
    makeCatalog(...offers),
    makePolicy(policy),
    NO_ANSWERS,
    makeContext(context),
    NOW,
    7,
  );

/** The verdict on one offer, which is by default the plain one. */
function verdict(offer: Parameters<typeof makeOffer>[0], changes: Changes = {}): Verdict {
  const [only] = decided([makeOffer(offer)], changes).verdicts;
  if (only === undefined) throw new Error('no verdict');
  return only;
}

const ladder = {
  family: 'prepay-gift',
  tiers: [50, 100, 200, 500].map((yuan) =>
    makeTier({ id: `p${yuan}`, prepay: yuan * 100, margin: yuan * 100 - yuan * yuan * 0.1 }),
  ),
};

const tierForUsual = (yuan: number) =>
  verdict(ladder, { facts: { usualTopUp: fen(yuan * 100) } }).tier;

const after = (...history: readonly Parameters<typeof makeAnswer>[0][]) =>
  verdict({}, { context: { history: history.map((each) => makeAnswer(each)) } });

const later = (on: string) => ({ answer: 'later' as const, at: daysAgo(3), laterOn: day(on) });

const heard = (count: number, days: number, family = 'bundle') =>
  Array.from({ length: count }, (_, at) =>
    makeAnswer({ offer: `o${at}`, family, answer: 'declined', at: daysAgo(days) }),
  );

const said = (history: DecisionContext['history']) =>
  decided([makeOffer()], { context: { history } });

const say = (id: string, zh: string, when = '') => ({
  id,
  when,
  sentence: { zh, en: zh },
  why: { zh: '理由', en: 'why' },
});

const familyOffer = (id: string, family: string, margin: number, lever = 100) =>
  makeOffer({ id, family, lever, tiers: [makeTier({ margin })] });

const proposed = (...offers: readonly Offer[]) =>
  decided(offers).proposals.map((proposal) => proposal.offer);

test('an offer that fits is presented, with its figures and the seconds to say it', () => {
  const decision = decided([makeOffer()]);
  expect(decision.silence).toBeNull();
  expect(decision.proposals).toEqual([
    {
      offer: 'plain',
      tier: 't',
      treatment: 'say',
      offerName: { zh: '测试优惠', en: 'Test offer' },
      sentence: { zh: '说一句', en: 'Say it' },
      why: { zh: '理由', en: 'Why' },
      benefit: { zh: '好处', en: 'benefit' },
      seconds: 0.8,
      prepay: 0,
      difference: null,
      gift: null,
      points: 0,
      draws: null,
      objections: [],
      promotional: true,
      score: 500,
      parts: { chance: 0.5, weight: 1, value: 1000, lever: 100 },
    },
  ]);
  expect(decision.verdicts).toEqual([
    {
      offer: 'plain',
      tier: 't',
      treatment: 'say',
      stage: 'presented',
      reason: { zh: '期望收益5元，排第1', en: 'expected gain ¥5, rank 1' },
      score: 500,
    },
  ]);
});

describe('valid', () => {
  test('dates and hours', () => {
    expect(verdict({ validTo: '2026-11-17' })).toMatchObject({
      stage: 'valid',
      reason: { zh: '有效期2026-01-01至2026-11-17' },
    });
    expect(verdict({ validTo: '2026-11-18' }).stage).toBe('presented');
    expect(verdict({ validFrom: '2026-11-19' }).stage).toBe('valid');
    const hours = { from: '10:00', to: '12:00' };
    expect(verdict({ hours }, { context: { minuteOfDay: 599 } }).stage).toBe('valid');
    expect(verdict({ hours }, { context: { minuteOfDay: 600 } }).stage).toBe('presented');
    expect(verdict({ hours }, { context: { minuteOfDay: 720 } }).stage).toBe('valid');
  });

  test('an offer that this engine cannot read falls out and takes no other along', () => {
    const decision = decided([
      makeOffer({ id: 'a', eligible: 'nonsense > 1' }),
      makeOffer({ id: 'b' }),
    ]);
    expect(decision.proposals.map((proposal) => proposal.offer)).toEqual(['b']);
    expect(decision.verdicts[0]).toMatchObject({ offer: 'a', stage: 'valid' });
    expect(decision.verdicts[0]?.reason.en).toMatch(/unknown word 'nonsense'/);
  });
});

test('eligible, applicable and suitable rules each have their stage', () => {
  for (const stage of ['eligible', 'applicable', 'suitable'] as const) {
    expect(verdict({ [stage]: 'arpu3 >= 9000' })).toMatchObject({
      stage,
      reason: { zh: '近三月月均消费60元，须不低于90元' },
    });
  }
});

describe('ladder', () => {
  test('with an intended amount only tiers strictly above it are open', () => {
    expect(verdict(ladder, { context: { intended: fen(5000) } }).tier).toBe('p100');
    expect(verdict(ladder, { context: { intended: fen(4900) } }).tier).toBe('p50');
    expect(verdict(ladder, { context: { intended: fen(50_000) } })).toMatchObject({
      stage: 'applicable',
      reason: {
        zh: '打算预存500元，没有更高的档位',
        en: 'means to prepay ¥500, and no tier is higher',
      },
    });
  });

  test('the next tier up is open only if it is affordable for this customer', () => {
    const intended = fen(10_000);
    expect(verdict(ladder, { context: { intended }, facts: { usualTopUp: fen(7000) } }).tier).toBe(
      'p200',
    );
    expect(
      verdict(ladder, { context: { intended }, facts: { usualTopUp: fen(6000) } }),
    ).toMatchObject({
      stage: 'suitable',
      reason: { zh: '平常充值60元，预存200元超过其3倍' },
    });
  });

  test('without a usual top-up a month’s spend tells what is affordable, then the intended amount', () => {
    const unknown = { usualTopUp: null } as const;
    const context = { intended: fen(10_000) };
    expect(verdict(ladder, { facts: { ...unknown, arpu3: fen(7000) }, context }).tier).toBe('p200');
    expect(verdict(ladder, { facts: { ...unknown, arpu3: fen(5000) }, context }).stage).toBe(
      'suitable',
    );
    expect(verdict(ladder, { facts: { ...unknown, arpu3: null }, context }).tier).toBe('p200');
    expect(verdict(ladder, { facts: { ...unknown, arpu3: null } })).toMatchObject({
      stage: 'suitable',
      reason: { zh: '资料缺失：平常充值' },
    });
  });

  test('without an intended amount the tiers are those around the usual top-up', () => {
    expect(tierForUsual(50)).toBe('p50');
    expect(tierForUsual(60)).toBe('p100');
    expect(tierForUsual(30)).toBe('p50');
    expect(tierForUsual(900)).toBe('p500');
  });

  test('a tier without its gift in stock is closed', () => {
    const gifts = {
      ...ladder,
      tiers: [
        makeTier({ id: 'p100', prepay: 10_000, gift: 'umbrella' }),
        makeTier({ id: 'p110', prepay: 11_000, gift: 'oil' }),
      ],
    };
    const context = { intended: fen(5000) };
    expect(verdict(gifts, { context }).tier).toBe('p100');
    expect(verdict(gifts, { context: { ...context, stock: { umbrella: 0, oil: 1 } } }).tier).toBe(
      'p110',
    );
    expect(verdict(gifts, { context: { ...context, stock: {} } })).toMatchObject({
      stage: 'applicable',
      reason: { zh: '礼品已送完：umbrella、oil' },
    });
  });

  test('points must be at hand', () => {
    const tiers = [makeTier({ points: 1000 })];
    expect(verdict({ tiers }, { facts: { points: 800 } })).toMatchObject({
      stage: 'applicable',
      reason: { zh: '积分800分，需要1000分' },
    });
    expect(verdict({ tiers }, { facts: { points: null } }).stage).toBe('applicable');
    expect(verdict({ tiers }, { facts: { points: 1000 } }).stage).toBe('presented');
  });
});

describe('contact policy', () => {
  test('rests after a no, for as long as the offer says', () => {
    expect(after({ at: daysAgo(9) })).toMatchObject({
      stage: 'contact',
      reason: { zh: '9天前已婉拒，须间隔10天' },
    });
    expect(after({ at: daysAgo(10) }).stage).toBe('presented');
    expect(after({ at: daysAgo(1), offer: 'another' }).stage).toBe('presented');
  });

  test('is not said more often than perMonth in 30 days', () => {
    expect(after({ at: daysAgo(29) }, { at: daysAgo(12) })).toMatchObject({
      stage: 'contact',
      reason: { zh: '30天内已说过2次（最近12天前），上限2次' },
    });
    expect(after({ at: daysAgo(30) }, { at: daysAgo(12) }).stage).toBe('presented');
  });

  test('"later" comes back on its date, and then does not count', () => {
    expect(after(later('2026-11-19'))).toMatchObject({
      stage: 'contact',
      reason: { zh: '约好2026-11-19再说' },
    });
    expect(after({ at: daysAgo(5) }, later('2026-11-18')).stage).toBe('presented');
    const due = decided([makeOffer()], { context: { history: [makeAnswer(later('2026-11-18'))] } });
    expect(due.proposals[0]?.score).toBe(750);
  });

  test('"not said" does not count as asked', () => {
    const unsaid = { answer: 'not-said' as const, at: daysAgo(0) };
    expect(after(unsaid, unsaid, unsaid, unsaid).stage).toBe('presented');
  });

  test('what was accepted, or is there already, is not said again', () => {
    expect(after({ answer: 'accepted', at: daysAgo(90) })).toMatchObject({
      stage: 'contact',
      reason: { zh: '90天前已接受' },
    });
    expect(after({ answer: 'has-it', at: daysAgo(90) }).stage).toBe('contact');
  });

  test('nobody hears more than perWeek promotional sentences in 7 days, over all offers', () => {
    expect(said(heard(3, 6))).toMatchObject({
      proposals: [],
      silence: { code: 'rested', reason: { zh: '7天内已听过3条推荐，上限3条' } },
      verdicts: [{ stage: 'contact' }],
    });
    expect(said(heard(2, 6)).proposals).toHaveLength(1);
    expect(said(heard(3, 7)).proposals).toHaveLength(1);
    expect(said(heard(9, 1, 'care')).proposals).toHaveLength(1);
  });

  test('care may be said again, within its monthly limit', () => {
    const care = {
      promotional: false,
      family: 'care',
      contact: { perMonth: 1, restAfterDecline: 5 },
    };
    const told = (days: number) =>
      verdict(care, {
        context: { history: [makeAnswer({ answer: 'accepted', at: daysAgo(days) })] },
      });
    expect(told(31).stage).toBe('presented');
    expect(told(29).stage).toBe('contact');
  });
});

describe('moment', () => {
  const offers = [
    makeOffer({ id: 'care', family: 'care', promotional: false, purposes: { complaint: 0 } }),
    makeOffer({ id: 'sale' }),
  ];
  const mutes: readonly (readonly [string, Changes, string])[] = [
    ['complaint', { context: { purpose: 'complaint' } }, 'moment'],
    ['fault', { context: { purpose: 'fault' } }, 'moment'],
    ['cancel', { context: { purpose: 'cancel' } }, 'moment'],
    ['complaint', { facts: { daysSinceComplaint: 13 } }, 'moment'],
    ['opted-out', { facts: { optedOut: true } }, 'moment'],
    ['arrears', { facts: { arrears: fen(5001) } }, 'suitable'],
    [
      'holdout',
      { policy: { holdoutPercent: 50 }, context: { customer: heldOutCustomer() } },
      'moment',
    ],
  ];
  test.each(mutes)('%s mutes selling and says why', (code, changes, stage) => {
    const decision = decided(offers, changes);
    expect(decision.silence).toMatchObject({ code });
    expect(decision.proposals.filter((proposal) => proposal.promotional)).toEqual([]);
    expect(decision.verdicts.find((each) => each.offer === 'sale')).toMatchObject({
      stage,
      reason: decision.silence?.reason,
    });
    const isToldCare = changes.context?.purpose !== 'complaint';
    expect(decision.proposals.map((proposal) => proposal.offer)).toEqual(
      isToldCare ? ['care'] : [],
    );
  });

  test('the blacklisted hear nothing at all', () => {
    const decision = decided(offers, { facts: { blacklisted: true } });
    expect(decision).toMatchObject({ proposals: [], silence: { code: 'blacklisted' } });
    expect(decision.verdicts.map((each) => each.stage)).toEqual(['moment', 'moment']);
  });

  test('the rest after a complaint ends', () => {
    expect(decided(offers, { facts: { daysSinceComplaint: 14 } }).silence).toBeNull();
  });

  test('the gravest reason is told', () => {
    const facts = { optedOut: true, blacklisted: true };
    expect(decided(offers, { facts, context: { purpose: 'complaint' } }).silence?.code).toBe(
      'blacklisted',
    );
    expect(
      decided(offers, { facts: { optedOut: true }, context: { purpose: 'complaint' } }).silence
        ?.code,
    ).toBe('complaint');
  });

  test('an offer is not said for a purpose of weight zero', () => {
    expect(verdict({ purposes: { bill: 0 } }, { context: { purpose: 'bill' } })).toMatchObject({
      stage: 'moment',
      reason: { zh: '不适合本次来意' },
    });
  });
});

test('figures that are too old do not support a sentence', () => {
  expect(verdict({}, { facts: { dataAge: 30 } }).stage).toBe('presented');
  const stale = decided([makeOffer()], { facts: { dataAge: 31 } });
  expect(stale).toMatchObject({
    silence: { code: 'stale', reason: { zh: '资料已过31天，不够新，不作推荐' } },
    verdicts: [{ stage: 'fresh', reason: { zh: '资料已过31天，最多用30天内的' } }],
  });
});

describe('sentence', () => {
  test('the first treatment that holds and whose figures are known is used', () => {
    const treatments = [
      say('rich', '一', 'arpu3 > 50000'),
      say('over', '超出{overPlan}', 'overPlan != null'),
      say('else', '平常充{usualTopUp}'),
    ];
    expect(verdict({ treatments }).treatment).toBe('over');
    expect(verdict({ treatments }, { facts: { overPlan: null } }).treatment).toBe('else');
    expect(verdict({ treatments }, { facts: { overPlan: null, usualTopUp: null } })).toMatchObject({
      stage: 'sentence',
      reason: { zh: '近三月月均消费60元，须高于500元' },
    });
  });

  test('a missing figure is named', () => {
    expect(
      verdict({ treatments: [say('a', '余额{balance}')] }, { facts: { balance: null } }),
    ).toMatchObject({
      stage: 'sentence',
      reason: { zh: '话术缺少：余额', en: 'the sentence lacks: balance' },
    });
  });

  test('a tier whose sentence is not complete gives way to one whose is', () => {
    const tiers = [
      makeTier({ id: 'rich', margin: 9000, monthly: 100 }),
      makeTier({ id: 'credit', margin: 8000, credit: 500, monthly: 200 }),
    ];
    expect(verdict({ tiers, treatments: [say('a', '送{credit}')] }).tier).toBe('credit');
  });
});

describe('arbitration', () => {
  test('best first; at most three; of different families where possible', () => {
    expect(
      proposed(
        familyOffer('a', 'bundle', 900),
        familyOffer('b', 'bundle', 800),
        familyOffer('c', 'reading', 700),
        familyOffer('d', 'points', 600),
      ),
    ).toEqual(['a', 'c', 'd']);
    expect(
      proposed(
        familyOffer('a', 'bundle', 900),
        familyOffer('b', 'bundle', 800),
        familyOffer('c', 'reading', 700),
      ),
    ).toEqual(['a', 'b', 'c']);
  });

  test('of equal score the id decides', () => {
    expect(proposed(familyOffer('b', 'bundle', 900), familyOffer('a', 'reading', 900))).toEqual([
      'a',
      'b',
    ]);
  });

  test('the lever moves an offer up; the purpose weighs', () => {
    expect(
      proposed(familyOffer('a', 'bundle', 900), familyOffer('b', 'reading', 800, 120)),
    ).toEqual(['b', 'a']);
    expect(verdict({ purposes: { 'top-up': 0.5 } }).score).toBe(250);
  });

  test('without expected gain nothing is said', () => {
    const decision = decided([makeOffer({ tiers: [makeTier({ margin: 500, cost: 500 })] })]);
    expect(decision).toMatchObject({
      proposals: [],
      silence: { code: 'nothing-fits' },
      verdicts: [{ stage: 'arbitration', score: 0, reason: { zh: '期望收益0元，不值得开口' } }],
    });
  });
});

test('silence names the nearest offer and where it fell out', () => {
  const decision = decided([
    makeOffer({ id: 'far', eligible: 'arpu3 > 100000' }),
    makeOffer({ id: 'near', suitable: 'arpu3 > 9000' }),
  ]);
  expect(decision.silence).toEqual({
    code: 'nothing-fits',
    reason: {
      zh: '没有合适的优惠；最接近的是测试优惠：近三月月均消费60元，须高于90元',
      en: 'Nothing fits; the nearest is Test offer: average spend of 3 months ¥60, must be above ¥90',
    },
  });
  expect(decided([]).silence).toMatchObject({
    code: 'nothing-fits',
    reason: { zh: '目录里没有优惠' },
  });
});

test('the holdout is a stable share of customers, drawn anew each quarter', () => {
  const customers = Array.from({ length: 20_000 }, (_, index) => index + 1);
  const inQuarter = (today: string) =>
    customers.filter((customer) => isHeldOut(customer, day(today), 5));
  const november = inQuarter('2026-11-18');
  expect(inQuarter('2026-10-01')).toEqual(november);
  expect(inQuarter('2026-12-31')).toEqual(november);
  // Four standard deviations around 1,000.
  expect(Math.abs(november.length - 1000)).toBeLessThan(125);
  const next = new Set(inQuarter('2027-01-01'));
  expect(november.filter((customer) => next.has(customer)).length).toBeLessThan(100);
  expect(customers.filter((customer) => isHeldOut(customer, day('2026-11-18'), 0))).toEqual([]);
});

function heldOutCustomer(): number {
  for (let customer = 1; ; customer += 1)
    if (isHeldOut(customer, day('2026-11-18'), 50)) return customer;
}
