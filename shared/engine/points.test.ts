// Points: what a prepayment earns, and the days on which it earns more.
import { describe, expect, it } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { day } from '#shared/base/month.ts';
import type { PointsPolicy } from '#shared/model/policy.ts';
import { pointsEarned, pointsPerYuan, festivalOn, isMemberDay } from './points.ts';

const POINTS: PointsPolicy = {
  perYuan: 1,
  memberDay: 8,
  memberDayTimes: 3,
  festivals: [
    { name: { zh: '元旦', en: 'New Year' }, from: day('2026-12-26'), to: day('2027-01-03') },
  ],
  cost: 1,
};

describe('pointsEarned', () => {
  it.each([
    [10_000, '2026-11-21', 100],
    [10_050, '2026-11-21', 100],
    [10_000, '2026-11-08', 300],
    [99, '2026-11-21', 0],
    [99, '2026-11-08', 2],
    [0, '2026-11-08', 0],
  ])('%i fen on %s: %i points', (prepaid, on, points) => {
    expect(pointsEarned(POINTS, fen(prepaid), day(on))).toBe(points);
  });

  it('does not lose a point to binary fractions', () => {
    const tenth = { ...POINTS, perYuan: 0.1 };
    for (let yuan = 10; yuan <= 5_000; yuan += 10) {
      expect(pointsEarned(tenth, fen(yuan * 100), day('2026-11-21'))).toBe(yuan / 10);
    }
  });
});

describe('the days of points', () => {
  it('are the member day, whatever the month, and none without points', () => {
    expect(isMemberDay(POINTS, day('2026-02-08'))).toBe(true);
    expect(isMemberDay(POINTS, day('2026-02-18'))).toBe(false);
    expect(isMemberDay(null, day('2026-02-08'))).toBe(false);
    expect(pointsPerYuan(POINTS, day('2026-02-08'))).toBe(3);
  });

  it('are festivals with their first and last day', () => {
    expect(festivalOn(POINTS, day('2026-12-25'))).toBeNull();
    expect(festivalOn(POINTS, day('2026-12-26'))?.zh).toBe('元旦');
    expect(festivalOn(POINTS, day('2027-01-03'))?.en).toBe('New Year');
    expect(festivalOn(POINTS, day('2027-01-04'))).toBeNull();
    expect(festivalOn(null, day('2026-12-26'))).toBeNull();
  });
});
