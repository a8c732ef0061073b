// The days on which points count more (S1e): the monthly member day, and festivals with an exchange of their own.
import type { Day } from '#shared/base/month.ts';
import type { PointsPolicy } from '#shared/model/policy.ts';
import type { LocalText } from '#shared/model/text.ts';

/** False where HQ has no points. */
export const isMemberDay = (points: PointsPolicy | null, today: Day): boolean =>
  points !== null && Number(today.slice(8)) === points.memberDay;

/** The festival of today, the first that HQ names; null on other days. */
export const festivalOn = (points: PointsPolicy | null, today: Day): LocalText | null =>
  points?.festivals.find(({ from, to }) => from <= today && today <= to)?.name ?? null;
