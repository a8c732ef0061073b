import { describe, expect, it } from 'vitest';
import { month, type Month } from '#shared/base/month.ts';
import { CHURN_FEATURES } from './features.ts';
import { churnHistory } from './history.ts';
import { churnReasonText } from './reason_text.ts';
import { customerOf, usageOf } from './test_churn.ts';

const JUNE = month('2026-06');
const say = (code: string, value: number, since: Month | null = JUNE) =>
  churnReasonText({ code, value, since }, 'CNY');

describe('a fall', () => {
  it.each([
    [50, '流量比6月少了一半', 'data use fell by half since June'],
    [33, '流量比6月少了三分之一', 'data use fell by a third since June'],
    [67, '流量比6月少了三分之二', 'data use fell by two thirds since June'],
    [25, '流量比6月少了四分之一', 'data use fell by a quarter since June'],
    [20, '流量比6月少了两成', 'data use fell by 20 percent since June'],
    [88, '流量比6月少了九成', 'data use fell by 90 percent since June'],
    [97, '流量从6月到现在几乎没有了', 'data use all but stopped since June'],
    [100, '6月还用流量，最近一个月没用过', 'used data in June, not in the latest month'],
  ])('of %i percent is said as people say it', (percent, zh, en) => {
    expect(say('data-fall', percent)).toEqual({ zh, en });
  });

  it('to a little is not called nothing', () => {
    const months = [usageOf(6, { voiceMinutes: 900 }), usageOf(7, { voiceMinutes: 1 })];
    const history = churnHistory(customerOf({ months }), month('2026-07'));
    const feature = CHURN_FEATURES.find(({ code }) => code === 'voice-fall');
    expect(history && feature?.said(history)).toEqual({ value: 99, since: '2026-06' });
  });
});

it.each([
  ['voice-fall', 50, '通话比6月少了一半', 'calls fell by half since June'],
  ['spend-fall', 40, '消费比6月少了四成', 'spending fell by 40 percent since June'],
  ['top-up-fall', 100, '6月还充值，最近一个月没充过', 'topped up in June, not in the latest month'],
  ['voice-low', 12, '6月只通话12分钟', 'only 12 minutes of calls in June'],
  ['data-low', 0, '6月没用流量', 'no data used in June'],
  ['top-up-low', 1_030, '6月只充了10元', 'topped up only ¥10 in June'],
  ['top-up-gap', 3, '6月以后没再充值', 'no top-up since June'],
  ['shortfall', 6_040, '近3个月充值比消费少60元', 'topped up ¥60 less than was spent in 3 months'],
  ['contract-left', 12, '合约6月到期', 'the contract ends in June'],
  ['contract-left', -3, '合约6月已到期', 'the contract ended in June'],
  ['complaint', 20, '6月投诉过', 'complained in June'],
])('%s %i has its words', (code, value, zh, en) => {
  expect(say(code, value)).toEqual({ zh, en });
});

it.each([
  ['top-up-gap', 12, '12个月没充过值', 'no top-up in 12 months'],
  ['tenure', 4, '入网才4个月', 'with us for only 4 months'],
  ['tenure', 0, '入网不到1个月', 'with us for less than a month'],
  ['silent-months', 1, '近半年有1个月完全没用', '1 month without any use in the last half year'],
])('%s %i without a month has its words', (code, value, zh, en) => {
  expect(say(code, value, null)).toEqual({ zh, en });
});

it('speaks in the money of the branch', () => {
  const reason = { code: 'shortfall', value: 6_000, since: null };
  expect(churnReasonText(reason, 'INR')).toEqual({
    zh: '近3个月充值比消费少60卢比',
    en: 'topped up ₹60 less than was spent in 3 months',
  });
});
