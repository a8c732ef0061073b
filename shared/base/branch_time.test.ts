// The business day is the branch's, not the machine's.
import { describe, expect, it } from 'vitest';
import { dayOfInstant } from '#shared/base/month.ts';
import { createBranchTime } from './branch_time.ts';

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
});
