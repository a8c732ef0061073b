import { describe, expect, test } from 'vitest';
import { day, month } from '#shared/base/month.ts';
import {
  clockOf,
  dayForKey,
  dayToShow,
  monthForKey,
  latestOtherDay,
  pickableDays,
  stepDay,
  weekdayOf,
} from './day_choice.ts';

const today = day('2026-11-21');
const press = (key: string, more = {}) => ({
  key,
  ctrl: false,
  alt: false,
  shift: false,
  isTyping: false,
  at: 0,
  ...more,
});

describe('keys', () => {
  test('left goes back a day from today, right comes back to it and no further', () => {
    expect(dayForKey(press('ArrowLeft'), null, today)).toBe('2026-11-20');
    expect(dayForKey(press('ArrowRight'), day('2026-11-19'), today)).toBe('2026-11-20');
    expect(dayForKey(press('ArrowRight'), day('2026-11-20'), today)).toBeNull();
    expect(dayForKey(press('ArrowRight'), null, today)).toBeNull();
  });

  test('T goes to today', () => {
    expect(dayForKey(press('t'), day('2026-01-01'), today)).toBeNull();
  });

  test('keys typed into a field or with a modifier are not ours', () => {
    expect(dayForKey(press('ArrowLeft', { isTyping: true }), null, today)).toBeUndefined();
    expect(dayForKey(press('t', { ctrl: true }), null, today)).toBeUndefined();
    expect(dayForKey(press('ArrowLeft', { alt: true }), null, today)).toBeUndefined();
    expect(dayForKey(press('x'), null, today)).toBeUndefined();
  });
});

test('steps cross months and leap days', () => {
  expect(stepDay(day('2024-03-01'), today, -1)).toBe('2024-02-29');
  expect(stepDay(day('2025-12-31'), today, 1)).toBe('2026-01-01');
});

test('a day that is being closed stays shown past midnight, and today goes on after it', () => {
  expect(dayToShow(null, day('2026-11-30'))).toBe('2026-11-30');
  expect(dayToShow(day('2026-11-28'), day('2026-11-28'))).toBe('2026-11-28');
  expect(dayToShow(null, null)).toBeNull();
});

test('weekdays count from Monday', () => {
  expect(weekdayOf(day('2026-11-21'))).toBe('6');
  expect(weekdayOf(day('2026-11-22'))).toBe('7');
  expect(weekdayOf(day('2026-11-23'))).toBe('1');
});

test('the clock is that of the branch', () => {
  const instant = Date.UTC(2026, 10, 21, 16, 5);
  expect(clockOf(instant, 'Asia/Shanghai')).toEqual({ minute: 5, text: '00:05' });
  expect(clockOf(instant, 'Asia/Kolkata')).toEqual({ minute: 21 * 60 + 35, text: '21:35' });
});

test('an empty day offers the newest day on record', () => {
  const days = [day('2026-11-20'), day('2026-11-18')];
  expect(latestOtherDay(days, today)).toBe('2026-11-20');
  expect(latestOtherDay(days, day('2026-11-20'))).toBe('2026-11-18');
  expect(latestOtherDay([], today)).toBeNull();
});

test('the list of days holds today and the day shown once each, newest first', () => {
  const days = [day('2026-11-20'), day('2026-11-18')];
  expect(pickableDays(days, day('2026-11-19'), today)).toEqual([
    '2026-11-21',
    '2026-11-20',
    '2026-11-19',
    '2026-11-18',
  ]);
  expect(pickableDays(days, today, today)).toHaveLength(3);
});

test('months go back and forth, never ahead, and Esc goes to the day', () => {
  const shown = month('2026-11');
  expect(monthForKey('ArrowLeft', shown, today)).toBe('2026-10');
  expect(monthForKey('ArrowRight', month('2026-10'), today)).toBe('2026-11');
  expect(monthForKey('ArrowRight', shown, today)).toBe('2026-11');
  expect(monthForKey('Escape', shown, today)).toBeNull();
  expect(monthForKey('x', shown, today)).toBeUndefined();
});
