// Slots of sentences: each has a type, is bound to one stored figure, and is empty when that figure is not known or says nothing.
import type { Currency } from '#shared/base/money.ts';
import type { CatalogGift, Lottery, Tier } from '#shared/model/catalog.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { LocalText } from '#shared/model/text.ts';
import { earnedAt } from '../points.ts';
import { showData, showMoney, showNumber } from '../show.ts';

export type SlotInput = {
  readonly facts: Facts;
  readonly tier: Tier;
  readonly intended: number | null;
  readonly currency: Currency;
  /** Points count more today. */
  readonly isMemberDay: boolean;
  readonly policy: Pick<Policy, 'points' | 'levels'>;
  readonly gifts: ReadonlyMap<string, CatalogGift>;
  readonly lotteries: ReadonlyMap<string, Lottery>;
};

export type Slot = {
  readonly name: LocalText;
  /** Nothing to say: a sentence with this slot is not shown. */
  readonly isEmpty: (input: SlotInput) => boolean;
  /** @throws when it is empty */
  readonly fill: (input: SlotInput) => LocalText;
};

type Figure = (input: SlotInput) => number | null;

/** A figure must be above zero to be worth a word. */
const figure = (
  zh: string,
  en: string,
  pick: Figure,
  show: (value: number, currency: Currency) => LocalText,
): Slot => ({
  name: { zh, en },
  isEmpty: (input) => !((pick(input) ?? 0) > 0),
  fill: (input) => {
    const value = pick(input) ?? 0;
    if (!(value > 0)) throw new Error(`nothing to say of ${en}`);
    return show(value, input.currency);
  },
});

const words = (
  zh: string,
  en: string,
  pick: (input: SlotInput) => LocalText | undefined,
): Slot => ({
  name: { zh, en },
  isEmpty: (input) => pick(input) === undefined,
  fill: (input) => {
    const value = pick(input);
    if (value === undefined) throw new Error(`nothing to say of ${en}`);
    return value;
  },
});

const money = (zh: string, en: string, pick: Figure): Slot => figure(zh, en, pick, showMoney);

/** Means are said in whole yuan: nobody says 49.37. Below half a yuan there is nothing to say. */
const roundMoney = (zh: string, en: string, pick: Figure): Slot =>
  money(zh, en, (input) => {
    const value = pick(input);
    return value === null ? null : Math.round(value / 100) * 100;
  });

const data = (zh: string, en: string, pick: Figure): Slot => figure(zh, en, pick, showData);

const counted = (
  zh: string,
  en: string,
  unit: 'days' | 'months' | 'minutes' | 'points' | 'percent',
  pick: Figure,
): Slot => figure(zh, en, pick, (value, currency) => showNumber(value, unit, currency));

const slots = {
  prepay: money('预存金额', 'amount to prepay', ({ tier }) => tier.prepay),
  difference: money('比打算的多存', 'more than intended', ({ tier, intended }) =>
    intended === null ? null : tier.prepay - intended,
  ),
  intended: money('打算预存', 'intended amount', ({ intended }) => intended),
  benefit: words('得到什么', 'what one gets', ({ tier }) => tier.benefit),
  monthly: money('每月费用', 'price a month', ({ tier }) => tier.monthly),
  credit: money('赠送话费', 'credit given', ({ tier }) => tier.credit),
  pointsNeeded: counted('所需积分', 'points to spend', 'points', ({ tier }) => tier.points),
  gift: words('礼品', 'gift', ({ tier, gifts }) =>
    tier.gift === null ? undefined : gifts.get(tier.gift)?.name,
  ),
  /** What the prepayment itself earns, as the policy counts. */
  pointsEarned: counted('可得积分', 'points earned', 'points', pointsEarned),
  draws: figure(
    '抽奖次数',
    'draws',
    ({ tier }) => tier.draws?.count ?? null,
    (count) => ({ zh: `${count}次`, en: `${count} draw${count === 1 ? '' : 's'}` }),
  ),
  lottery: words('抽奖活动', 'lottery', ({ tier, lotteries }) =>
    tier.draws === null ? undefined : lotteries.get(tier.draws.lottery)?.name,
  ),
  level: words(
    '等级',
    'level',
    ({ facts, policy }) => policy.levels.find(({ id }) => id === facts.level)?.name,
  ),
  usualTopUp: roundMoney('平常充值', 'usual top-up', ({ facts }) => facts.usualTopUp),
  balance: money('余额', 'balance', ({ facts }) => facts.balance),
  arrears: money('欠费', 'arrears', ({ facts }) => facts.arrears),
  points: counted('积分', 'points', 'points', ({ facts }) => facts.points),
  arpu3: roundMoney('月均消费', 'average spend', ({ facts }) => facts.arpu3),
  overPlan: roundMoney('月均超套', 'spend above the plan', ({ facts }) => facts.overPlan),
  overData: data('超套流量', 'data above the plan', ({ facts }) => facts.overData),
  overVoice: counted('超套通话', 'voice above the plan', 'minutes', ({ facts }) => facts.overVoice),
  /** Habits of less than once a month are not told in times a month. */
  topUpsPerMonth: figure(
    '每月充值次数',
    'top-ups a month',
    ({ facts }) => Math.round(facts.topUpsPerMonth ?? 0),
    (count) => ({ zh: `${count}次`, en: count === 1 ? 'once' : `${count} times` }),
  ),
  daysBetweenTopUps: counted('充值间隔', 'days between top-ups', 'days', ({ facts }) =>
    facts.daysBetweenTopUps === null ? null : Math.round(facts.daysBetweenTopUps),
  ),
  dou3: data('月均流量', 'average data', ({ facts }) => facts.dou3),
  mou3: counted('月均通话', 'average voice', 'minutes', ({ facts }) => facts.mou3),
  planData: data('套餐内流量', 'data in the plan', ({ facts }) => facts.planDataMb),
  planVoice: counted(
    '套餐内通话',
    'voice in the plan',
    'minutes',
    ({ facts }) => facts.planVoiceMinutes,
  ),
  planFee: money('套餐月费', 'plan fee', ({ facts }) => facts.planFee),
  /** A fall is told as a positive figure. */
  dataDrop: counted('流量下降', 'fall of data', 'percent', ({ facts }) =>
    facts.dataTrend === null ? null : -facts.dataTrend,
  ),
  voiceDrop: counted('通话下降', 'fall of voice', 'percent', ({ facts }) =>
    facts.voiceTrend === null ? null : -facts.voiceTrend,
  ),
  /** Of one who lives alone there is nothing to say. */
  householdSize: figure(
    '家庭用户数',
    'customers in the household',
    ({ facts }) => ((facts.householdSize ?? 1) > 1 ? facts.householdSize : null),
    (count) => ({ zh: `${count}个号`, en: `${count} numbers` }),
  ),
  daysToContractEnd: counted(
    '合约剩余',
    'contract days left',
    'days',
    ({ facts }) => facts.daysToContractEnd,
  ),
  tenureMonths: counted('在网时长', 'time with us', 'months', ({ facts }) => facts.tenureMonths),
  tenureYears: figure(
    '在网年数',
    'years with us',
    ({ facts }) => Math.floor((facts.tenureMonths ?? 0) / 12),
    (years) => ({ zh: `${years}年`, en: `${years} year${years === 1 ? '' : 's'}` }),
  ),
  monthsSilent: counted(
    '连续无使用',
    'months without use',
    'months',
    ({ facts }) => facts.monthsSilent,
  ),
} as const satisfies Readonly<Record<string, Slot>>;

function pointsEarned({ tier, policy: { points }, isMemberDay }: SlotInput): number | null {
  if (points === null) return null;
  return earnedAt(points.perYuan * (isMemberDay ? points.memberDayTimes : 1), tier.prepay);
}

export const PREPAY: Slot = slots.prepay;
export const DIFFERENCE: Slot = slots.difference;

export const SLOTS: Readonly<Record<string, Slot>> = slots;
