import { expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import { dayTimeText } from './time_text.ts';

test.each([
  ['of the day', '2026-11-30T15:59:00Z', 'Asia/Shanghai', '23:59'],
  ['of the evening before', '2026-11-29T09:30:00Z', 'Asia/Shanghai', '11月29日 17:30'],
  ['of the morning after', '2026-11-30T16:05:00Z', 'Asia/Shanghai', '12月1日 00:05'],
  ['of the year after', '2027-01-01T16:05:00Z', 'Asia/Shanghai', '2027年1月2日 00:05'],
  ['by the clock of the branch', '2026-12-01T04:30:00Z', 'America/New_York', '23:30'],
])('a time beside 30 November, %s', (_name, at, timeZone, text) => {
  const locale = { language: 'zh-CN', currency: 'CNY', timeZone } as const;
  expect(dayTimeText(Date.parse(at), day('2026-11-30'), locale)).toBe(text);
});
