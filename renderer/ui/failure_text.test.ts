import { expect, test } from 'vitest';
import type { Instant } from '#shared/base/month.ts';
import { failureSlots } from './failure_text.tsx';

const locale = { language: 'zh-CN', currency: 'CNY', timeZone: 'Asia/Shanghai' } as const;

test('waits are whole seconds, rounded up', () => {
  expect(failureSlots({ type: 'wait', retryAfterMs: 1200 }, locale)).toMatchObject({ seconds: 2 });
});

test('the two clocks are told in the time of the branch', () => {
  const slots = failureSlots(
    { type: 'wrong-clock', hubNow: Date.UTC(2026, 10, 21) as Instant, deviceNow: 0 as Instant },
    locale,
  );
  expect(slots['hubNow']).toContain('2026');
  expect(slots['deviceNow']).toContain('1970');
});

const holder = (deviceName: string) =>
  failureSlots({ type: 'points-elsewhere', deviceName }, locale)['holder'];

test('who holds the points is told even where nobody does', () => {
  expect([holder('2号台'), holder('')]).toEqual(['「2号台」这台电脑', '总部指定的电脑']);
});

test('other members go through as they are', () => {
  expect(failureSlots({ type: 'disk', detail: 'full' }, locale)).toEqual({ detail: 'full' });
});
