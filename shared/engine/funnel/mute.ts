// When nothing may be sold to this customer at this moment, whatever the offer. The gravest reason is told.
import type { Policy } from '#shared/model/policy.ts';
import type { DecisionContext, FunnelStage, SilenceCode } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { LocalText } from '#shared/model/text.ts';
import { showMoney } from '../show.ts';
import { ago, type ContactMemory } from './contact.ts';

export type Mute = {
  readonly code: SilenceCode;
  readonly reason: LocalText;
  /** Where promotional offers leave the funnel. */
  readonly stage: FunnelStage;
  /** Care is silent too: of the blacklisted nothing at all. */
  readonly mutesCare: boolean;
};

export function muteOf(
  facts: Facts,
  policy: Policy,
  context: DecisionContext,
  memory: ContactMemory,
): Mute | null {
  // Who left for fraud or non-payment belongs on that list, and the screen says no harder word.
  if (facts.blacklisted === true || facts.risks?.includes('involuntary')) {
    const reason = {
      zh: '客户在不再营销名单：不推荐、不挽留',
      en: 'On the no-sale list: nothing is offered',
    };
    return { code: 'blacklisted', reason, stage: 'moment', mutesCare: true };
  }
  switch (context.purpose) {
    case 'complaint':
      return mute(
        'complaint',
        '客户来投诉：先解决问题，不作推荐',
        'Here to complain: solve it first, sell nothing',
      );
    case 'fault':
      return mute(
        'fault',
        '客户来报障：先恢复服务，不作推荐',
        'Here with a fault: repair first, sell nothing',
      );
    case 'cancel':
      return mute(
        'cancel',
        '客户来销户：听原因、办手续，不作推荐',
        'Here to cancel: listen and serve, sell nothing',
      );
    case 'top-up':
    case 'bill':
    case 'plan':
    case 'other':
      break;
  }
  if (facts.optedOut === true)
    return mute('opted-out', '客户要求不再推荐', 'The customer has opted out of offers');
  if (facts.optedOut === null && policy.optOutUnknown === 'silent')
    return mute(
      'opted-out',
      '总部资料没有说明客户是否谢绝推荐，按政策不作推荐',
      'HQ does not say whether this customer has opted out: by policy nothing is offered',
    );
  const sinceComplaint = facts.daysSinceComplaint;
  if (sinceComplaint !== null && sinceComplaint < policy.complaintRestDays) {
    const when = ago({ days: sinceComplaint, isToday: true });
    return mute(
      'complaint',
      `客户${when.zh}投诉过，${policy.complaintRestDays}天内不作推荐`,
      `Complained ${when.en}: nothing is sold for ${policy.complaintRestDays} days`,
    );
  }
  if (facts.arrears !== null && facts.arrears > policy.arrearsLimit) {
    const owed = showMoney(facts.arrears, context.currency);
    const limit = showMoney(policy.arrearsLimit, context.currency);
    return mute(
      'arrears',
      `欠费${owed.zh}，超过${limit.zh}不作推荐`,
      `Owes ${owed.en}: above ${limit.en} nothing is sold`,
      'suitable',
    );
  }
  if (memory.heardThisWeek >= policy.perWeek) {
    return mute(
      'rested',
      `7天内已听过${memory.heardThisWeek}条推荐，上限${policy.perWeek}条`,
      `Heard ${memory.heardThisWeek} offers in 7 days, at most ${policy.perWeek}`,
      'contact',
    );
  }
  if (memory.heardThisMonth >= policy.perMonth) {
    return mute(
      'rested',
      `30天内已听过${memory.heardThisMonth}条推荐，上限${policy.perMonth}条`,
      `Heard ${memory.heardThisMonth} offers in 30 days, at most ${policy.perMonth}`,
      'contact',
    );
  }
  return null;
}

const mute = (code: SilenceCode, zh: string, en: string, stage: FunnelStage = 'moment'): Mute => ({
  code,
  reason: { zh, en },
  stage,
  mutesCare: false,
});
