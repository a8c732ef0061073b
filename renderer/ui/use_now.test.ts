import { expect, test } from 'vitest';
import { dayOfInstant } from '#shared/base/month.ts';
import { lastOfMinute } from './use_now.ts';

test.each([
  ['Asia/Shanghai', '2026-11-30T15:59:00.000Z', '2026-11-30'],
  ['Asia/Shanghai', '2026-11-30T15:59:00.001Z', '2026-11-30'],
  ['Asia/Shanghai', '2026-11-30T15:59:59.999Z', '2026-11-30'],
  ['Asia/Shanghai', '2026-11-30T16:00:00.000Z', '2026-12-01'],
  ['America/New_York', '2027-01-01T04:59:30.000Z', '2026-12-31'],
  ['America/New_York', '2027-01-01T05:00:00.000Z', '2027-01-01'],
])('a page in %s takes the minute of %s to be of %s', (timeZone, at, today) => {
  expect(dayOfInstant(lastOfMinute(Date.parse(at)), timeZone)).toBe(today);
});
