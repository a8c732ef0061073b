// Slots of sentences: each has a type, is bound to one stored figure, and is empty when that figure is not known or says nothing.
import type { Currency } from '#shared/base/money.ts';
import type { CatalogGift, Tier } from '#shared/model/catalog.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { LocalText } from '#shared/model/text.ts';
import { showData, showMoney, showNumber } from '../show.ts';

export type SlotInput = {
  readonly facts: Facts;
  readonly tier: Tier;
  readonly intended: number | null;
  readonly currency: Currency;
  readonly gifts: ReadonlyMap<string, CatalogGift>;
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
  usualTopUp: roundMoney('平常充值', 'usual top-up', ({ facts }) => facts.usualTopUp),
  balance: money('余额', 'balance', ({ facts }) => facts.balance),
  arrears: money('欠费', 'arrears', ({ facts }) => facts.arrears),
  points: counted('积分', 'points', 'points', ({ facts }) => facts.points),
  arpu3: roundMoney('月均消费', 'average spend', ({ facts }) => facts.arpu3),
  overPlan: roundMoney('月均超套', 'spend above the plan', ({ facts }) => facts.overPlan),
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

export const SLOTS: Readonly<Record<string, Slot>> = slots;
