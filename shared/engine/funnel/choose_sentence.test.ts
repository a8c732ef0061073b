// Which way of putting an offer is used, and what keeps a sentence from being shown.
import { describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { Facts } from '#shared/model/facts.ts';
import { decided, makeOffer, makeTier, verdictOn } from '#tests/fixtures/decision.ts';

const say = (id: string, zh: string, when = '') => ({
  id,
  when,
  sentence: { zh, en: zh },
  why: { zh: '理由', en: 'why' },
});

const objection = (says: string, answer: string) => ({
  says: { zh: says, en: says },
  answer: { zh: answer, en: answer },
});

describe('sentence', () => {
  test('the first treatment that holds and whose figures are known is used', () => {
    const treatments = [
      say('rich', '一', 'arpu3 > 50000'),
      say('over', '超出{overPlan}', 'overPlan != null'),
      say('else', '平常充{usualTopUp}'),
    ];
    expect(verdictOn({ treatments }).treatment).toBe('over');
    expect(verdictOn({ treatments }, { facts: { overPlan: null } }).treatment).toBe('else');
    expect(
      verdictOn({ treatments }, { facts: { overPlan: null, usualTopUp: null } }),
    ).toMatchObject({
      stage: 'sentence',
      reason: { zh: '近三月月均消费60元，须高于500元' },
    });
  });

  test('a missing figure is named', () => {
    expect(
      verdictOn({ treatments: [say('a', '余额{balance}')] }, { facts: { balance: null } }),
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
    expect(verdictOn({ tiers, treatments: [say('a', '送{credit}')] }).tier).toBe('credit');
  });

  test('who told an amount hears the difference, not the total only', () => {
    const tiers = [makeTier({ prepay: 10_000, margin: 3000 })];
    const treatments = [say('total', '存{prepay}'), say('more', '再存{difference}，凑满{prepay}')];
    const told = { context: { intended: fen(6000) } };
    expect(decided([makeOffer({ tiers, treatments })], told).proposals[0]).toMatchObject({
      treatment: 'more',
      difference: 4000,
      sentence: { zh: '再存40元，凑满100元' },
    });
    expect(verdictOn({ tiers, treatments }).treatment).toBe('total');
    expect(verdictOn({ tiers, treatments: treatments.slice(0, 1) }, told)).toMatchObject({
      stage: 'sentence',
      reason: { zh: '话术没有说还差多少' },
    });
  });

  test('the state of the customer changes the words', () => {
    const treatments = [
      say('silent', '好久没见您', "stage == 'silent'"),
      say('leaving', '合约快到期了', "'expiring' in risks"),
      say('saver', '您常来领礼品', "'saver' in labels"),
      say('gold', '您是{level}', "level == 'gold'"),
      say('plain', '您好'),
    ];
    const policy = {
      levels: [
        {
          id: 'gold',
          name: { zh: '金卡', en: 'gold' },
          fromSpend: fen(1),
          fromMonths: 0,
          privileges: [],
        },
      ],
    };
    const said = (facts: Partial<Facts>) =>
      decided([makeOffer({ treatments })], { facts, policy }).proposals[0]?.sentence.zh;
    expect(said({ stage: 'silent' })).toBe('好久没见您');
    expect(said({ risks: ['expiring'] })).toBe('合约快到期了');
    expect(said({ labels: ['saver'] })).toBe('您常来领礼品');
    expect(said({ level: 'gold' })).toBe('您是金卡');
    expect(said({})).toBe('您好');
  });

  test('objections are answered with the same figures; one that lacks a figure is left out', () => {
    const offer = makeOffer({
      objections: [objection('太贵', '每月才{arpu3}'), objection('没钱', '余额还有{balance}')],
    });
    const answers = (facts: Partial<Facts>) =>
      decided([offer], { facts }).proposals[0]?.objections.map(({ answer }) => answer.zh);
    expect(answers({})).toEqual(['每月才60元', '余额还有30元']);
    expect(answers({ balance: null })).toEqual(['每月才60元']);
  });
});
