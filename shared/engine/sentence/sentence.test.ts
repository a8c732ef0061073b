import { describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { Tier } from '#shared/model/catalog.ts';
import { makeFacts, TODAY } from '#tests/fixtures/decision.ts';
import type { SlotInput } from './slots.ts';
import { speakingSeconds } from './speaking.ts';
import { compileTemplate, emptySlot, fillTemplate } from './template.ts';

const tier: Tier = {
  id: 'p100',
  prepay: fen(10_000),
  monthly: fen(0),
  points: 0,
  benefit: { zh: '送您一把伞', en: 'an umbrella is yours' },
  gift: 'umbrella',
  credit: fen(0),
  draws: { lottery: 'spring', count: 2 },
  cost: fen(1200),
  margin: fen(3000),
};
const input = (changes: Partial<SlotInput> = {}): SlotInput => ({
  facts: makeFacts(),
  tier,
  intended: 5000,
  currency: 'CNY',
  isMemberDay: false,
  policy: {
    points: { perYuan: 1.5, memberDay: 8, memberDayTimes: 2, festivals: [], cost: 1 },
    levels: [
      {
        id: 'gold',
        name: { zh: '金卡', en: 'gold' },
        fromSpend: fen(1),
        fromMonths: 0,
        privileges: [],
      },
    ],
  },
  lotteries: new Map([
    [
      'spring',
      {
        id: 'spring',
        name: { zh: '新春抽奖', en: 'spring draw' },
        validFrom: TODAY,
        validTo: TODAY,
        prizes: [],
        blanks: 1,
      },
    ],
  ]),
  gifts: new Map([
    ['umbrella', { id: 'umbrella', name: { zh: '伞', en: 'umbrella' }, cost: fen(1200) }],
  ]),
  ...changes,
});
const fill = (text: string, changes: Partial<SlotInput> = {}) => {
  const template = compileTemplate({ zh: text, en: text });
  return emptySlot(template, input(changes))?.name.en ?? fillTemplate(template, input(changes));
};

test('slots are typed: money by the currency of the branch, data, days, points', () => {
  expect(fill('多存{difference}到{prepay}')).toEqual({
    zh: '多存50元到100元',
    en: '多存¥50到¥100',
  });
  expect(fill('{difference}', { currency: 'INR' })).toEqual({ zh: '50卢比', en: '₹50' });
  expect(fill('{intended}', { intended: 4950 })).toEqual({ zh: '49.50元', en: '¥49.50' });
  expect(fill('{dou3}/{planData}')).toEqual({ zh: '4.9GB/10GB', en: '4.9GB/10GB' });
  expect(fill('{dou3}', { facts: makeFacts({ dou3: 350 }) })).toEqual({ zh: '350MB', en: '350MB' });
  expect(fill('{daysToContractEnd}', { facts: makeFacts({ daysToContractEnd: 1 }) })).toEqual({
    zh: '1天',
    en: '1 day',
  });
  expect(fill('{points}{gift}')).toEqual({ zh: '300分伞', en: '300 pointsumbrella' });
  expect(fill('{balance}', { facts: makeFacts({ balance: fen(1_234_567) }) })).toEqual({
    zh: '12,345.67元',
    en: '¥12,345.67',
  });
});

test('what the prepayment brings besides: points, draws, a level', () => {
  expect(fill('{pointsEarned}')).toEqual({ zh: '150分', en: '150 points' });
  expect(fill('{pointsEarned}', { isMemberDay: true })).toEqual({ zh: '300分', en: '300 points' });
  expect(fill('{lottery}{draws}')).toEqual({ zh: '新春抽奖2次', en: 'spring draw2 draws' });
  expect(fill('{level}', { facts: makeFacts({ level: 'gold' }) })).toEqual({
    zh: '金卡',
    en: 'gold',
  });
});

test('habits: how often, how much above the plan, how many in the house', () => {
  const facts = makeFacts({
    topUpsPerMonth: 2.2,
    daysBetweenTopUps: 13.6,
    overData: 2048,
    overVoice: 30,
    voiceTrend: -12,
    householdSize: 3,
  });
  expect(
    fill('{topUpsPerMonth}/{daysBetweenTopUps}/{overData}/{overVoice}/{voiceDrop}', { facts }),
  ).toMatchObject({ zh: '2次/14天/2GB/30分钟/12%' });
  expect(fill('{householdSize}', { facts })).toEqual({ zh: '3个号', en: '3 numbers' });
});

test('means are said in whole yuan', () => {
  const facts = makeFacts({ arpu3: fen(4937), usualTopUp: fen(4951) });
  expect(fill('{arpu3}{usualTopUp}', { facts })).toEqual({ zh: '49元50元', en: '¥49¥50' });
});

describe('a slot without a figure is empty', () => {
  test.each<readonly [string, string, Partial<SlotInput>]>([
    ['difference', 'more than intended', { intended: null }],
    ['arpu3', 'average spend', { facts: makeFacts({ arpu3: null }) }],
    ['overPlan', 'spend above the plan', { facts: makeFacts({ overPlan: fen(20) }) }],
    ['daysToContractEnd', 'contract days left', { facts: makeFacts({ daysToContractEnd: -3 }) }],
    ['dataDrop', 'fall of data', { facts: makeFacts({ dataTrend: 4 }) }],
    ['gift', 'gift', { tier: { ...tier, gift: 'hat' } }],
    ['credit', 'credit given', {}],
    ['draws', 'draws', { tier: { ...tier, draws: null } }],
    ['lottery', 'lottery', { lotteries: new Map() }],
    ['level', 'level', { facts: makeFacts({ level: 'silver' }) }],
    ['pointsEarned', 'points earned', { policy: { points: null, levels: [] } }],
    ['householdSize', 'customers in the household', {}],
    ['topUpsPerMonth', 'top-ups a month', { facts: makeFacts({ topUpsPerMonth: 0.4 }) }],
  ])('%s', (slot, name, changes) => {
    expect(fill(`说{${slot}}`, changes)).toBe(name);
  });
});

test('a name in braces that is no slot is told', () => {
  const text = { zh: '{prepay}{prepaid}', en: '{ benefit }{nobody}' };
  expect(compileTemplate(text).unknown).toEqual(['prepaid', 'nobody']);
});

test('a sentence takes as long as it takes to say', () => {
  expect(speakingSeconds('您再多存就送您')).toBe(1.8);
  expect(speakingSeconds('一百')).toBe(speakingSeconds('100'));
  expect(speakingSeconds('一百零五元')).toBe(speakingSeconds('105元'));
  expect(speakingSeconds('一百二十')).toBe(speakingSeconds('120'));
  expect(speakingSeconds('十二')).toBe(speakingSeconds('12'));
  expect(speakingSeconds('一千二百六十八')).toBe(speakingSeconds('1,268'));
  expect(speakingSeconds('一万二千八百五十')).toBe(speakingSeconds('12850'));
  expect(speakingSeconds('四点九')).toBe(speakingSeconds('4.9'));
  expect(speakingSeconds('好，好。')).toBe(0.9);
});
