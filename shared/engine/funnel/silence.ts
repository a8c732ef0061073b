// Saying nothing is an answer, and it has a reason: the mute, or where the nearest offer fell out.
import {
  type FunnelStage,
  funnelStageSchema,
  type Silence,
  type Verdict,
} from '#shared/model/decision.ts';
import { type LocalText, sameInBoth } from '#shared/model/text.ts';
import type { Moment } from './moment.ts';

const ORDER: readonly FunnelStage[] = funnelStageSchema.options;

/**
 * Null when something is sold. A mute is always told, even beside care sentences.
 * @param verdicts of every offer, by id
 */
export function silenceOf(
  { mute, catalog, facts }: Moment,
  proposals: number,
  verdicts: readonly Verdict[],
): Silence | null {
  if (mute !== null) return { code: mute.code, reason: mute.reason };
  if (proposals > 0) return null;
  const furthest = Math.max(...verdicts.map((verdict) => ORDER.indexOf(verdict.stage)), -1);
  const nearest = verdicts.find((verdict) => ORDER.indexOf(verdict.stage) === furthest);
  if (nearest === undefined) {
    return {
      code: 'nothing-fits',
      reason: { zh: '目录里没有优惠', en: 'The catalog has no offer' },
    };
  }
  if (nearest.stage === 'fresh') {
    const reason = {
      zh: `资料已过${facts.dataAge}天，不够新，不作推荐`,
      en: `The data is ${facts.dataAge} days old: too old to offer anything`,
    };
    return { code: 'stale', reason };
  }
  const offer = catalog.offers.find((each) => each.offer.id === nearest.offer);
  const name: LocalText = offer?.offer.name ?? sameInBoth(nearest.offer);
  if (nearest.stage === 'contact') {
    return {
      code: 'rested',
      reason: { zh: `${name.zh}：${nearest.reason.zh}`, en: `${name.en}: ${nearest.reason.en}` },
    };
  }
  return {
    code: 'nothing-fits',
    reason: {
      zh: `没有合适的优惠；最接近的是${name.zh}：${nearest.reason.zh}`,
      en: `Nothing fits; the nearest is ${name.en}: ${nearest.reason.en}`,
    },
  };
}
