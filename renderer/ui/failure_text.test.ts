import { expect, test } from 'vitest';
import type { Instant } from '#shared/base/month.ts';
import { commands } from '#shared/contract/commands.ts';
import { failure as wordsEn } from '#renderer/app/locales/en/failure.ts';
import { failure as wordsZh } from '#renderer/app/locales/zh-CN/failure.ts';
import { failureSlots, typedField } from './failure_text.tsx';

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

test('a budget that is used up is told with both figures', () => {
  const beyond = { type: 'opens-beyond', used: 61, most: 60, needsManager: false } as const;
  expect(failureSlots(beyond, locale)).toEqual({ used: 61, most: 60 });
  for (const words of [wordsZh, wordsEn]) {
    for (const type of ['opens-beyond', 'reveals-beyond'] as const) {
      expect(words[type].what.match(/\{\{\w+\}\}/g)).toEqual(['{{used}}', '{{most}}']);
    }
  }
});

test('other members go through as they are', () => {
  expect(failureSlots({ type: 'disk', detail: 'full' }, locale)).toEqual({ detail: 'full' });
});

/** Filled in by the window, never by a person. */
const NOT_TYPED = new Set([
  'act',
  'action',
  'afterSentence',
  'answer',
  'approval',
  'by',
  'care',
  'correction',
  'customer',
  'day',
  'decision',
  'event',
  'exception',
  'filter',
  'format',
  'gift',
  'id',
  'isBlocked',
  'isConfirmed',
  'isOn',
  'language',
  'lottery',
  'member',
  'minutes',
  'month',
  'note',
  'objection',
  'offer',
  'offset',
  'optedOut',
  'outcome',
  'period',
  'purpose',
  'shown',
  'staff',
  'tier',
  'to',
  'treatment',
  'visit',
]);

test("bad input is told with the field as the screen names it, and in no library's words", () => {
  const fields = Object.values(commands).flatMap(({ input }) =>
    'shape' in input ? Object.keys(input.shape as object) : [],
  );
  const unnamed = fields.filter((field) => typedField(field) === 'other' && !NOT_TYPED.has(field));
  expect(unnamed).toEqual([]);
  expect(typedField('gifts.1.count')).toBe('gifts');
  for (const { what, next } of [wordsZh['bad-input'], wordsEn['bad-input']]) {
    expect((what + next).match(/\{\{\w+\}\}/g)).toEqual(['{{field}}']);
  }
});
