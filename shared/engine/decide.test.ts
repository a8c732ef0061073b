// A whole decision: what is proposed, what each offer is told, and what silence says.
import { describe, expect, test } from 'vitest';
import {
  decided,
  makeContext,
  makeFacts,
  makeOffer,
  makePolicy,
  NO_ANSWERS,
  NOW,
  verdictOn,
} from '#tests/fixtures/decision.ts';
import { fen } from '#shared/base/money.ts';
import { compileCatalog } from './compile_catalog.ts';
import { decide, decisionText } from './decide.ts';

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
      reason: {
        zh: '排第1：约50%会答应，成一次净得10元，期望收益5元',
        en: 'rank 1: about 50% say yes, a yes is worth ¥10; expected gain ¥5',
      },
      score: 500,
    },
  ]);
});

const named = (id: string, zh: string) => ({ id, name: { zh, en: id }, rule: 'true' });

test('reasons name holdings, labels and levels as people do', () => {
  const level = { ...named('gold', '金卡'), fromSpend: fen(1), fromMonths: 0, privileges: [] };
  const catalog = compileCatalog({
    version: 'test',
    offers: [
      makeOffer({ id: 'a', eligible: "'saver' in labels" }),
      makeOffer({ id: 'b', eligible: "level == 'gold'" }),
      makeOffer({ id: 'c', eligible: "'tv' in holdings" }),
    ],
    labels: [named('saver', '精打细算')],
    holdings: { tv: { zh: '数字电视', en: 'TV' } },
  });
  const facts = makeFacts({ level: 'iron' });
  const policy = makePolicy({ levels: [level] });
  const { verdicts } = decide(
    { facts, context: makeContext() },
    { catalog, policy, beliefs: NO_ANSWERS },
    NOW,
    1,
  );
  expect(verdicts.map(({ reason }) => reason.zh)).toEqual([
    '标签中没有“精打细算”',
    '等级为iron，须为金卡',
    '已办业务中没有“数字电视”',
  ]);
});

describe('valid', () => {
  test('dates and hours', () => {
    expect(verdictOn({ validTo: '2026-11-17' })).toMatchObject({
      stage: 'valid',
      reason: { zh: '有效期2026-01-01至2026-11-17' },
    });
    expect(verdictOn({ validTo: '2026-11-18' }).stage).toBe('presented');
    expect(verdictOn({ validFrom: '2026-11-19' }).stage).toBe('valid');
    const hours = { from: '10:00', to: '12:00' };
    expect(verdictOn({ hours }, { context: { minuteOfDay: 599 } }).stage).toBe('valid');
    expect(verdictOn({ hours }, { context: { minuteOfDay: 600 } }).stage).toBe('presented');
    expect(verdictOn({ hours }, { context: { minuteOfDay: 720 } }).stage).toBe('valid');
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
    expect(verdictOn({ [stage]: 'arpu3 >= 9000' })).toMatchObject({
      stage,
      reason: { zh: '近三月月均消费60元，须不低于90元' },
    });
  }
});

test('figures that are too old do not support a sentence', () => {
  expect(verdictOn({}, { facts: { dataAge: 30 } }).stage).toBe('presented');
  const byPolicy = { policy: { maxAgeDays: 40 } };
  expect(verdictOn({ maxAgeDays: null }, { ...byPolicy, facts: { dataAge: 40 } }).stage).toBe(
    'presented',
  );
  expect(verdictOn({ maxAgeDays: null }, { ...byPolicy, facts: { dataAge: 41 } }).stage).toBe(
    'fresh',
  );
  const stale = decided([makeOffer()], { facts: { dataAge: 31 } });
  expect(stale).toMatchObject({
    silence: { code: 'stale', reason: { zh: '资料已过31天，不够新，不作推荐' } },
    verdicts: [{ stage: 'fresh', reason: { zh: '资料已过31天，最多用30天内的' } }],
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

test('a decision as one text tells any two decisions apart, and not the order of keys', () => {
  const decision = decided([makeOffer()]);
  const text = decisionText(decision);
  expect(text).toBe(decisionText(decided([makeOffer()])));
  const turned = Object.fromEntries(Object.entries(decision).toReversed()) as typeof decision;
  expect(decisionText(turned)).toBe(text);
  const others = [
    decided([makeOffer()], { seed: 8 }),
    decided([makeOffer({ name: { zh: '测试优惠', en: 'Another' } })]),
    decided([makeOffer({ eligible: 'arpu3 > 100000' })]),
    decided([makeOffer()], { facts: { optedOut: true } }),
  ];
  expect(new Set([text, ...others.map(decisionText)]).size).toBe(5);
});
