// What a prepayment earns: points by the yuan, more of them on the monthly member day; and the festivals of exchange.
import type { Fen } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import type { PointsPolicy } from '#shared/model/policy.ts';
import type { LocalText } from '#shared/model/text.ts';

const FEN_A_YUAN = 100;

/** Points that 100 fen earn today. */
export const pointsPerYuan = (points: PointsPolicy, today: Day): number =>
  points.perYuan * (isMemberDay(points, today) ? points.memberDayTimes : 1);

/** Whole points, rounded down: `floor(prepaid / 100 x points a yuan)`. */
export const pointsEarned = (points: PointsPolicy, prepaid: Fen, today: Day): number =>
  earnedAt(pointsPerYuan(points, today), prepaid);

export const earnedAt = (perYuan: number, prepaid: Fen): number =>
  Math.floor((prepaid * perYuan) / FEN_A_YUAN + ROUNDING);

/** So that 0.1 a yuan of 30 yuan is 3 in binary fractions too. */
const ROUNDING = 1e-9;

/** False where HQ has no points. */
export const isMemberDay = (points: PointsPolicy | null, today: Day): boolean =>
  points !== null && Number(today.slice(8)) === points.memberDay;

/** The festival of today, the first that HQ names; null on other days. */
export const festivalOn = (points: PointsPolicy | null, today: Day): LocalText | null =>
  points?.festivals.find(({ from, to }) => from <= today && today <= to)?.name ?? null;
