// Which rungs are open: above the intended amount, given what is left, and never past what the customer affords.
import { describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { makeTier, verdictOn } from '#tests/fixtures/decision.ts';

const ladder = {
  family: 'prepay-gift',
  tiers: [50, 100, 200, 500].map((yuan) =>
    makeTier({ id: `p${yuan}`, prepay: yuan * 100, margin: yuan * 100 - yuan * yuan * 0.1 }),
  ),
};

const tierForUsual = (yuan: number) =>
  verdictOn(ladder, { facts: { usualTopUp: fen(yuan * 100) } }).tier;

describe('ladder', () => {
  test('with an intended amount only tiers strictly above it are open', () => {
    expect(verdictOn(ladder, { context: { intended: fen(5000) } }).tier).toBe('p100');
    expect(verdictOn(ladder, { context: { intended: fen(4900) } }).tier).toBe('p50');
    expect(verdictOn(ladder, { context: { intended: fen(50_000) } })).toMatchObject({
      stage: 'applicable',
      reason: {
        zh: '打算预存500元，没有更高的档位',
        en: 'means to prepay ¥500, and no tier is higher',
      },
    });
  });

  test('the next tier up is open only if it is affordable for this customer', () => {
    const intended = fen(10_000);
    expect(
      verdictOn(ladder, { context: { intended }, facts: { usualTopUp: fen(7000) } }).tier,
    ).toBe('p200');
    expect(
      verdictOn(ladder, { context: { intended }, facts: { usualTopUp: fen(6000) } }),
    ).toMatchObject({
      stage: 'suitable',
      reason: { zh: '平常充值60元，预存200元超过其3倍' },
    });
  });

  test('without a usual top-up a month’s spend tells what is affordable, then the intended amount', () => {
    const unknown = { usualTopUp: null } as const;
    const context = { intended: fen(10_000) };
    expect(verdictOn(ladder, { facts: { ...unknown, arpu3: fen(7000) }, context }).tier).toBe(
      'p200',
    );
    expect(verdictOn(ladder, { facts: { ...unknown, arpu3: fen(5000) }, context }).stage).toBe(
      'suitable',
    );
    expect(verdictOn(ladder, { facts: { ...unknown, arpu3: null }, context }).tier).toBe('p200');
    expect(verdictOn(ladder, { facts: { ...unknown, arpu3: null } })).toMatchObject({
      stage: 'suitable',
      reason: { zh: '资料缺失：平常充值' },
    });
  });

  test('without an intended amount the tiers are those around the usual top-up', () => {
    // Half would put down 50 unasked: the next one up brings more.
    expect(tierForUsual(50)).toBe('p100');
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
    expect(verdictOn(gifts, { context }).tier).toBe('p100');
    expect(verdictOn(gifts, { context: { ...context, stock: { umbrella: 0, oil: 1 } } }).tier).toBe(
      'p110',
    );
    expect(verdictOn(gifts, { context: { ...context, stock: {} } })).toMatchObject({
      stage: 'applicable',
      reason: { zh: '礼品已送完，或今天已领：umbrella、oil' },
    });
  });

  test('points must be at hand', () => {
    const tiers = [makeTier({ points: 1000 })];
    expect(verdictOn({ tiers }, { facts: { points: 800 } })).toMatchObject({
      stage: 'applicable',
      reason: { zh: '积分800分，需要1000分' },
    });
    expect(verdictOn({ tiers }, { facts: { points: null } }).stage).toBe('applicable');
    expect(verdictOn({ tiers }, { facts: { points: 1000 } }).stage).toBe('presented');
  });

  test('points are spent where this device holds them', () => {
    const tiers = [makeTier({ points: 100 })];
    expect(verdictOn({ tiers }, { context: { pointsHere: false } })).toMatchObject({
      stage: 'applicable',
      reason: { zh: '积分今天在另一台设备上办理' },
    });
  });

  test('a draw needs tickets for all of it', () => {
    const tiers = [
      makeTier({ id: 'one', prepay: 10_000, draws: { lottery: 'spring', count: 1 } }),
      makeTier({ id: 'two', prepay: 12_000, margin: 9000, draws: { lottery: 'spring', count: 2 } }),
    ];
    const withTickets = (spring: number) =>
      verdictOn({ tiers }, { context: { intended: fen(5000), tickets: { spring } } });
    expect(withTickets(2).tier).toBe('two');
    expect(withTickets(1).tier).toBe('one');
    expect(withTickets(0)).toMatchObject({
      stage: 'applicable',
      reason: { zh: '本机奖票已用完：spring' },
    });
  });

  test('who has paid far ahead is asked for less, and then for nothing', () => {
    const context = { intended: fen(5000) };
    const withBalance = (yuan: number) =>
      verdictOn(ladder, { context, facts: { arpu3: fen(5000), balance: fen(yuan * 100) } });
    // Three times 50 are affordable; what lies there above three months of 50 is taken off.
    expect(withBalance(150).tier).toBe('p100');
    expect(withBalance(200).tier).toBe('p100');
    expect(withBalance(201)).toMatchObject({
      stage: 'suitable',
      reason: {
        zh: '余额201元，够用4个月，不宜再存100元',
        en: 'balance ¥201 lasts 4 months: prepaying ¥100 is not called for',
      },
    });
  });

  test('nobody who no longer uses the line is bound to it', () => {
    const silent = { facts: { monthsSilent: 2 } };
    expect(verdictOn({ family: 'contract' }, silent)).toMatchObject({
      stage: 'suitable',
      reason: { zh: '已连续2个月没有使用，不宜再签合约' },
    });
    expect(verdictOn({ family: 'win-back' }, silent).stage).toBe('presented');
  });
});
