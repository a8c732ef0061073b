import { expect, test } from 'vitest';
import { day, type Month } from '#shared/base/month.ts';
import {
  ageText,
  clockText,
  countText,
  dataText,
  daysText,
  dayText,
  monthText,
  listText,
  monthsText,
  secondsLeft,
  shareText,
  tenureText,
  wholeDayText,
} from './format.ts';

test('a list has the comma of its language', () => {
  expect(listText(['宽带', '电视'], 'zh-CN')).toBe('宽带、电视');
  expect(listText(['broadband', 'television'], 'en')).toBe('broadband, television');
});

test('a whole day has its weekday', () => {
  expect(wholeDayText(day('2026-12-05'), 'zh-CN')).toBe('2026年12月5日 星期六');
  expect(wholeDayText(day('2026-12-06'), 'en')).toBe('Sunday 6 Dec 2026');
});

test('days, without the year when it is this year', () => {
  expect(dayText(day('2026-03-05'), 'zh-CN')).toBe('2026年3月5日');
  expect(dayText(day('2026-03-05'), 'zh-CN', day('2026-11-21'))).toBe('3月5日');
  expect(dayText(day('2025-03-05'), 'en', day('2026-11-21'))).toBe('5 Mar 2025');
});

test.each([
  [0, '不到 1 分钟', 'under 1 min'],
  [59_999, '不到 1 分钟', 'under 1 min'],
  [300_000, '5 分钟', '5 min'],
  [47 * 3_600_000, '47 小时', '47 h'],
  [48 * 3_600_000, '2 天', '2 days'],
  [-5000, '不到 1 分钟', 'under 1 min'],
])('an age of %d ms', (ms, chinese, english) => {
  expect([ageText(ms, 'zh-CN'), ageText(ms, 'en')]).toEqual([chinese, english]);
});

test('time on the network', () => {
  expect(tenureText(74, 'zh-CN')).toBe('6 年 2 个月');
  expect(tenureText(24, 'en')).toBe('2 y');
  expect(tenureText(0, 'zh-CN')).toBe('0 个月');
});

test('data', () => {
  expect(dataText(850 * 1024)).toBe('850 MB');
  expect(dataText(5 * 1024 * 1024)).toBe('5 GB');
  expect(dataText(3.24 * 1024 * 1024)).toBe('3.2 GB');
  expect(dataText(42.4 * 1024 * 1024)).toBe('42 GB');
});

test('a countdown shows one second until it is over', () => {
  expect([secondsLeft(1000, 999), secondsLeft(1000, 1000), secondsLeft(1000, 5000)]).toEqual([
    1, 0, 0,
  ]);
});

test('an instant is told in the time of the branch', () => {
  const at = Date.UTC(2026, 10, 21, 20, 30);
  expect(clockText(at, { language: 'zh-CN', timeZone: 'Asia/Shanghai' })).toContain('22');
  expect(clockText(at, { language: 'en', timeZone: 'Asia/Shanghai' })).toContain('4:30');
});

test('one day is not one days', () => {
  expect([daysText(1, 'en'), daysText(3, 'en'), daysText(1, 'zh-CN')]).toEqual([
    '1 day',
    '3 days',
    '1 天',
  ]);
  expect([monthsText(1, 'en'), monthsText(2, 'zh-CN')]).toEqual(['1 month', '2 个月']);
});

test('a share is whole percent, unless nothing would be left of it', () => {
  expect([0, 0.0004, 0.004, 0.06, 0.994, 1].map(shareText)).toEqual([
    '0%',
    '0.1%',
    '0.4%',
    '6%',
    '99%',
    '100%',
  ]);
  expect(countText(1204)).toBe('1,204');
});

test('a month is written as people write it', () => {
  expect(monthText('2026-03' as Month, 'zh-CN')).toBe('2026年3月');
  expect(monthText('2026-03' as Month, 'en')).toBe('Mar 2026');
});
