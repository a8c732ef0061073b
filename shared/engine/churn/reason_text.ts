// Reasons of the churn model as a clerk can say them aloud: the customer's own figure, no statistics.
import { type Currency, fen, formatMoney, minorUnits } from '#shared/base/money.ts';
import type { Month } from '#shared/base/month.ts';
import type { ChurnReason } from '#shared/model/customer.ts';
import type { LocalText } from '#shared/model/text.ts';
import { MONTHS } from '../show.ts';

/**
 * `流量比6月少了一半`, `data use fell by half since June`: a clause without a full stop, true by the figures
 * on record. A code of a newer hub is put generally. @param currency of the branch
 */
export function churnReasonText(reason: ChurnReason, currency: Currency): LocalText {
  const { value } = reason;
  const month = monthText(reason.since);
  switch (reason.code) {
    case 'voice-fall':
    case 'voice-trend':
      return fall(CALLS, value, month);
    case 'data-fall':
    case 'data-trend':
      return fall(DATA, value, month);
    case 'spend-fall':
      return fall(SPENDING, value, month);
    case 'top-up-fall':
      return fall(TOP_UPS, value, month);
    case 'voice-low':
      return value === 0
        ? { zh: `${month.zh}没有通话`, en: `no calls in ${month.en}` }
        : {
            zh: `${month.zh}只通话${value}分钟`,
            en: `only ${counted(value, 'minute')} of calls in ${month.en}`,
          };
    case 'data-low':
      return value === 0
        ? { zh: `${month.zh}没用流量`, en: `no data used in ${month.en}` }
        : { zh: `${month.zh}只用了${value}MB流量`, en: `only ${value} MB of data in ${month.en}` };
    case 'top-up-low':
      return value === 0
        ? { zh: `${month.zh}没有充值`, en: `no top-up in ${month.en}` }
        : {
            zh: `${month.zh}只充了${money(value, currency).zh}`,
            en: `topped up only ${money(value, currency).en} in ${month.en}`,
          };
    case 'top-up-gap':
      return reason.since === null
        ? { zh: `${value}个月没充过值`, en: `no top-up in ${counted(value, 'month')}` }
        : { zh: `${month.zh}以后没再充值`, en: `no top-up since ${month.en}` };
    case 'shortfall':
      return {
        zh: `近3个月充值比消费少${money(value, currency).zh}`,
        en: `topped up ${money(value, currency).en} less than was spent in 3 months`,
      };
    case 'silent-months':
      return {
        zh: `近半年有${value}个月完全没用`,
        en: `${counted(value, 'month')} without any use in the last half year`,
      };
    case 'tenure':
      return value < 1
        ? { zh: '入网不到1个月', en: 'with us for less than a month' }
        : { zh: `入网才${value}个月`, en: `with us for only ${counted(value, 'month')}` };
    case 'contract-left':
      return value < 0
        ? { zh: `合约${month.zh}已到期`, en: `the contract ended in ${month.en}` }
        : { zh: `合约${month.zh}到期`, en: `the contract ends in ${month.en}` };
    case 'complaint':
      return { zh: `${month.zh}投诉过`, en: `complained in ${month.en}` };
    default:
      return { zh: '使用习惯有变化', en: 'habits have changed' };
  }
}

/** What fell; who did it then; and who does it no more. */
type Fallen = { readonly what: LocalText; readonly did: LocalText; readonly doesNot: string };
const CALLS: Fallen = {
  what: { zh: '通话', en: 'calls' },
  did: { zh: '打电话', en: 'called' },
  doesNot: '没打过',
};
const DATA: Fallen = {
  what: { zh: '流量', en: 'data use' },
  did: { zh: '用流量', en: 'used data' },
  doesNot: '没用过',
};
const SPENDING: Fallen = {
  what: { zh: '消费', en: 'spending' },
  did: { zh: '有消费', en: 'spent' },
  doesNot: '没有了',
};
const TOP_UPS: Fallen = {
  what: { zh: '充值', en: 'top-ups' },
  did: { zh: '充值', en: 'topped up' },
  doesNot: '没充过',
};

function fall({ what, did, doesNot }: Fallen, percent: number, month: LocalText): LocalText {
  if (percent >= 100)
    return {
      zh: `${month.zh}还${did.zh}，最近一个月${doesNot}`,
      en: `${did.en} in ${month.en}, not in the latest month`,
    };
  if (percent >= 95)
    return {
      zh: `${what.zh}从${month.zh}到现在几乎没有了`,
      en: `${what.en} all but stopped since ${month.en}`,
    };
  const part = partText(percent);
  return {
    zh: `${what.zh}比${month.zh}少了${part.zh}`,
    en: `${what.en} fell by ${part.en} since ${month.en}`,
  };
}

const PARTS: readonly (readonly [from: number, to: number, text: LocalText])[] = [
  [22, 28, { zh: '四分之一', en: 'a quarter' }],
  [31, 36, { zh: '三分之一', en: 'a third' }],
  [46, 54, { zh: '一半', en: 'half' }],
  [64, 69, { zh: '三分之二', en: 'two thirds' }],
  [72, 78, { zh: '四分之三', en: 'three quarters' }],
];
const TENTHS = '零一两三四五六七八九';

/** A share as people say it; others in tenths. */
function partText(percent: number): LocalText {
  const part = PARTS.find(([from, to]) => percent >= from && percent <= to);
  if (part) return part[2];
  const tenths = Math.max(1, Math.min(9, Math.round(percent / 10)));
  return { zh: `${TENTHS.charAt(tenths)}成`, en: `${tenths * 10} percent` };
}

/** Without the year: reasons speak of the last twelve months. */
function monthText(month: Month | null): LocalText {
  const number = month === null ? 0 : Number(month.slice(5));
  return {
    zh: number === 0 ? '前些时候' : `${number}月`,
    en: MONTHS[number - 1] ?? 'earlier months',
  };
}

const money = (value: number, currency: Currency): LocalText => {
  const one = minorUnits(currency);
  const whole = fen(Math.max(one, Math.round(value / one) * one));
  return { zh: formatMoney(whole, currency, 'zh-CN'), en: formatMoney(whole, currency, 'en') };
};

const counted = (value: number, unit: string): string =>
  `${value} ${unit}${value === 1 ? '' : 's'}`;
