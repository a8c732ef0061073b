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

/** Null: nothing to say, so that the sentence is not shown. */
export type Slot = {
  readonly name: LocalText;
  readonly fill: (input: SlotInput) => LocalText | null;
};

const slot = (zh: string, en: string, fill: Slot['fill']): Slot => ({ name: { zh, en }, fill });

/** Money that must be above zero to be worth a word. */
const money = (value: number | null, currency: Currency): LocalText | null =>
  value === null || value <= 0 ? null : showMoney(value, currency);

/** Means are said in whole yuan: nobody says 49.37. Below one yuan there is nothing to say. */
const roundMoney = (value: number | null, currency: Currency): LocalText | null =>
  money(value === null ? null : Math.round(value / 100) * 100, currency);

const data = (mb: number | null): LocalText | null =>
  mb === null || mb <= 0 ? null : showData(mb);

const counted = (
  value: number | null,
  unit: 'days' | 'months' | 'minutes' | 'points',
): LocalText | null => (value === null || value <= 0 ? null : showNumber(value, unit, 'CNY'));

/** A fall is told as a positive figure. */
const drop = (percent: number | null): LocalText | null =>
  percent === null || percent >= 0 ? null : showNumber(-percent, 'percent', 'CNY');

const slots = {
  prepay: slot('预存金额', 'amount to prepay', ({ tier, currency }) =>
    money(tier.prepay, currency),
  ),
  difference: slot('比打算的多存', 'more than intended', ({ tier, intended, currency }) =>
    money(intended === null ? null : tier.prepay - intended, currency),
  ),
  intended: slot('打算预存', 'intended amount', ({ intended, currency }) =>
    money(intended, currency),
  ),
  benefit: slot('得到什么', 'what one gets', ({ tier }) => tier.benefit),
  monthly: slot('每月费用', 'price a month', ({ tier, currency }) => money(tier.monthly, currency)),
  credit: slot('赠送话费', 'credit given', ({ tier, currency }) => money(tier.credit, currency)),
  pointsNeeded: slot('所需积分', 'points to spend', ({ tier }) => counted(tier.points, 'points')),
  gift: slot('礼品', 'gift', ({ tier, gifts }) =>
    tier.gift === null ? null : (gifts.get(tier.gift)?.name ?? null),
  ),
  usualTopUp: slot('平常充值', 'usual top-up', ({ facts, currency }) =>
    roundMoney(facts.usualTopUp, currency),
  ),
  balance: slot('余额', 'balance', ({ facts, currency }) => money(facts.balance, currency)),
  arrears: slot('欠费', 'arrears', ({ facts, currency }) => money(facts.arrears, currency)),
  points: slot('积分', 'points', ({ facts }) => counted(facts.points, 'points')),
  arpu3: slot('月均消费', 'average spend', ({ facts, currency }) =>
    roundMoney(facts.arpu3, currency),
  ),
  overPlan: slot('月均超套', 'spend above the plan', ({ facts, currency }) =>
    roundMoney(facts.overPlan, currency),
  ),
  dou3: slot('月均流量', 'average data', ({ facts }) => data(facts.dou3)),
  mou3: slot('月均通话', 'average voice', ({ facts }) => counted(facts.mou3, 'minutes')),
  planData: slot('套餐内流量', 'data in the plan', ({ facts }) => data(facts.planDataMb)),
  planVoice: slot('套餐内通话', 'voice in the plan', ({ facts }) =>
    counted(facts.planVoiceMinutes, 'minutes'),
  ),
  planFee: slot('套餐月费', 'plan fee', ({ facts, currency }) => money(facts.planFee, currency)),
  dataDrop: slot('流量下降', 'fall of data', ({ facts }) => drop(facts.dataTrend)),
  daysToContractEnd: slot('合约剩余', 'contract days left', ({ facts }) =>
    counted(facts.daysToContractEnd, 'days'),
  ),
  tenureMonths: slot('在网时长', 'time with us', ({ facts }) =>
    counted(facts.tenureMonths, 'months'),
  ),
  monthsSilent: slot('连续无使用', 'months without use', ({ facts }) =>
    counted(facts.monthsSilent, 'months'),
  ),
} as const satisfies Readonly<Record<string, Slot>>;

export const SLOTS: Readonly<Record<string, Slot>> = slots;
