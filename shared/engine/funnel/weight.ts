// C: how well an offer suits the moment: the purpose of the visit, the weekday, the privilege day, the hour.
import type { Daypart, Offer } from '#shared/model/catalog.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import type { LocalText } from '#shared/model/text.ts';

/** The product of what the offer says of each; 1 where it says nothing, 0: not now. */
export const weightOf = (
  { purposes, weekdays, privilegeDay, dayparts }: Offer,
  { purpose, weekday, isPrivilegeDay, minuteOfDay }: DecisionContext,
): number =>
  (purposes[purpose] ?? 1) *
  (weekdays[weekday] ?? 1) *
  (isPrivilegeDay ? privilegeDay : 1) *
  (dayparts[daypartOf(minuteOfDay)] ?? 1);

/** Until 11, until 14, until 18, after: as the groups' habits of time are counted. */
const daypartOf = (minuteOfDay: number): Daypart => {
  if (minuteOfDay < 11 * 60) return 'morning';
  if (minuteOfDay < 14 * 60) return 'noon';
  return minuteOfDay < 18 * 60 ? 'afternoon' : 'evening';
};

/** Why an offer of weight 0 is not said now. */
export function whyWeightless(offer: Offer, context: DecisionContext): LocalText {
  if (offer.purposes[context.purpose] === 0) return WRONG_PURPOSE;
  if (context.isPrivilegeDay && offer.privilegeDay === 0) return WRONG_DAY;
  return offer.weekdays[context.weekday] === 0 ? WRONG_DAY : WRONG_HOUR;
}

const WRONG_PURPOSE: LocalText = { zh: '不适合本次来意', en: 'not for this purpose of the visit' };
const WRONG_DAY: LocalText = { zh: '今天这个日子不说', en: 'not said on a day like today' };
const WRONG_HOUR: LocalText = { zh: '这个时段不说', en: 'not said at this time of the day' };
