// The business day is the branch's, not the machine's.
import { describe, expect, it } from 'vitest';
import { dayOfInstant, type Instant } from '#shared/base/month.ts';
import { createBranchTime, weekBefore } from './branch_time.ts';

describe('branch time', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-17T16:00:00Z', '2026-11-18', 3, 0],
    ['Asia/Shanghai', '2026-11-18T15:59:59Z', '2026-11-18', 3, 1439],
    ['Asia/Kolkata', '2026-11-21T18:31:00Z', '2026-11-22', 7, 1],
    ['America/New_York', '2026-11-01T05:30:00Z', '2026-11-01', 7, 90],
  ])('%s %s', (zone, instant, day, weekday, minuteOfDay) => {
    const at = Date.parse(instant);
    expect(createBranchTime(zone)(at)).toEqual({ day, weekday, minuteOfDay });
    expect(dayOfInstant(at, zone)).toBe(day);
  });

  it('is the same in any order, also over a change of the clock', () => {
    const kept = createBranchTime('America/New_York');
    const begin = Date.parse('2026-11-01T05:30:10Z');
    for (let n = 0; n < 200; n += 1) {
      const at = begin + ((n * 71) % 200) * 61_000;
      expect(kept(at)).toEqual(createBranchTime('America/New_York')(at));
      expect(kept(at).minuteOfDay % 60).toBe(new Date(at).getUTCMinutes());
    }
  });

  it.each([
    ['an ordinary week', 'Asia/Shanghai', '2026-12-08T02:00:07Z', '2026-12-01T02:00:07Z'],
    ['over the year', 'Asia/Shanghai', '2026-12-31T16:30:00Z', '2026-12-24T16:30:00Z'],
    ['since summer time began', 'Europe/Berlin', '2027-03-30T10:00:00Z', '2027-03-23T11:00:00Z'],
    ['since it ended', 'Europe/Berlin', '2026-10-27T11:00:00Z', '2026-10-20T10:00:00Z'],
    ['in the hour after midnight', 'Europe/Berlin', '2027-03-29T22:30:00Z', '2027-03-22T23:30:00Z'],
    ['in the last hour', 'America/New_York', '2026-11-02T04:30:00Z', '2026-10-26T03:30:00Z'],
  ])('a week before is the same time of day: %s', (_name, zone, now, before) => {
    const timeOf = createBranchTime(zone);
    const at = Date.parse(now) as Instant;
    const then = weekBefore(timeOf, at);
    expect(new Date(then).toISOString()).toBe(before.replace('Z', '.000Z'));
    expect(timeOf(then)).toMatchObject({
      weekday: timeOf(at).weekday,
      minuteOfDay: timeOf(at).minuteOfDay,
    });
  });
});
