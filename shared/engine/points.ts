// What a prepayment earns (S1e): points by the yuan, more of them on the member day.
import type { Fen } from '../base/money.ts';
import type { Day } from '../base/month.ts';
import type { PointsPolicy } from '../model/policy.ts';
import { isMemberDay } from './points/member_day.ts';

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
