// The words of catalog rules: every fact with its unit, its name for people, its source and its age. Rules, reasons and
// docs/facts.md read this one list.
import { CURRENCIES, CURRENCY_CODES } from '#shared/base/currencies.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { LocalText } from '#shared/model/text.ts';
import {
  BEHAVIOUR_GROUP_NAMES,
  CONSUMPTION_GROUP_NAMES,
  VALUE_GROUP_NAMES,
} from './groups/group_name.ts';
import {
  EXPIRED_TO_DAYS,
  EXPIRING_FROM_DAYS,
  INVOLUNTARY_MONTHS,
  LEAVING_PERCENT,
  NEW_MONTHS,
} from './thresholds.ts';

export type Unit =
  | 'money'
  | 'years'
  | 'months'
  | 'days'
  | 'minutes'
  | 'mb'
  | 'percent'
  | 'points'
  | 'count'
  | 'weekday';

/**
 * How old a word may be. `record`: as old as the customer's record, whose last day is `asOf`; an offer's `maxAgeDays`
 * bounds it. `score`: found by `hub score` from the record of `score.asOf`. `today`: counted anew on the day, from
 * what the record says. `moment`: of this very visit.
 */
export type Age = 'record' | 'score' | 'today' | 'moment';

type Source = {
  /** Field of the customer's document, or who says it. */
  readonly from: string;
  readonly is: string;
  readonly age: Age;
};
type Described = { readonly name: LocalText; readonly source: Source };

export type NumberWord = Described & { readonly type: 'number'; readonly unit: Unit };
/** `no` and `yes` are whole reasons: what to say when the flag is so. */
type FlagWord = Described & {
  readonly type: 'flag';
  readonly no: LocalText;
  readonly yes: LocalText;
};
/** `values` null: any code (the catalog or the policy names them). */
type TextWord = Described & {
  readonly type: 'text';
  readonly values: Readonly<Record<string, LocalText>> | null;
};
type ListWord = Described & {
  readonly type: 'list';
  readonly values: Readonly<Record<string, LocalText>> | null;
};
export type Word = NumberWord | FlagWord | TextWord | ListWord;

type FactName = Exclude<keyof Facts, 'openLabels' | 'openRisks' | 'toldHoldings'>;

const text = (zh: string, en: string): LocalText => ({ zh, en });
const number = (unit: Unit, name: LocalText, source: Source): NumberWord => ({
  type: 'number',
  unit,
  name,
  source,
});
const source =
  (age: Age) =>
  (from: string, is: string): Source => ({ from, is, age });
const record = source('record');
const score = source('score');
const today = source('today');
const moment = source('moment');

const factWords = {
  age: number(
    'years',
    text('年龄', 'age'),
    today(
      'birthYear',
      'calendar year of today less the year of birth; not known below 0 and above 120',
    ),
  ),
  tenureMonths: number(
    'months',
    text('在网时长', 'time with us'),
    today(
      'since',
      'whole months on the network; not known for a day that cannot be: before 1950, 1970-01-01, after the last day of data',
    ),
  ),
  arpu3: number(
    'money',
    text('近三月月均消费', 'average spend of 3 months'),
    record('months.spend', 'mean spend a month of the last 3 months on record, of those that tell'),
  ),
  arpu12: number(
    'money',
    text('近一年月均消费', 'average spend of 12 months'),
    record('months.spend', 'mean spend a month of all months on record that tell, at most 12'),
  ),
  mou3: number(
    'minutes',
    text('近三月月均通话', 'average voice of 3 months'),
    record('months.voiceMinutes', 'mean minutes a month of the last 3 months (MOU)'),
  ),
  dou3: number(
    'mb',
    text('近三月月均流量', 'average data of 3 months'),
    record('months.dataKb', 'mean data a month of the last 3 months (DOU), 1 MB being 1024 KB'),
  ),
  spendTrend: number(
    'percent',
    text('消费变化', 'change of spend'),
    record(
      'months.spend',
      'last 3 months against the 3 before; under 6 months, with one that does not tell or from zero not known',
    ),
  ),
  voiceTrend: number(
    'percent',
    text('通话变化', 'change of voice'),
    record('months.voiceMinutes', 'the same of minutes'),
  ),
  dataTrend: number(
    'percent',
    text('流量变化', 'change of data'),
    record('months.dataKb', 'the same of data'),
  ),
  spendFalls: {
    type: 'flag',
    name: text('消费走势', 'run of spend'),
    no: text('消费没有明显下降', 'spend is not clearly falling'),
    yes: text('消费持续下降', 'spend keeps falling'),
    source: record(
      'months.spend',
      'a fall over the months on record that tell which is more than chance: Mann-Kendall test, one-sided, 5 percent; under 4 months, or where the latest does not tell, not known',
    ),
  },
  voiceFalls: {
    type: 'flag',
    name: text('通话走势', 'run of voice'),
    no: text('通话没有明显下降', 'voice is not clearly falling'),
    yes: text('通话持续下降', 'voice keeps falling'),
    source: record('months.voiceMinutes', 'the same of minutes'),
  },
  dataFalls: {
    type: 'flag',
    name: text('流量走势', 'run of data'),
    no: text('流量没有明显下降', 'data is not clearly falling'),
    yes: text('流量持续下降', 'data keeps falling'),
    source: record('months.dataKb', 'the same of data'),
  },
  overPlan: number(
    'money',
    text('月均超套费用', 'average spend above the plan'),
    record('months.spend, plan', "mean of the last 3 months' spend above the plan's fee"),
  ),
  overData: number(
    'mb',
    text('月均超套流量', 'average data above the plan'),
    record('months.dataKb, plan', "mean of the last 3 months' data above what the plan includes"),
  ),
  overVoice: number(
    'minutes',
    text('月均超套通话', 'average voice above the plan'),
    record(
      'months.voiceMinutes, plan',
      "mean of the last 3 months' minutes above what the plan includes",
    ),
  ),
  usualTopUp: number(
    'money',
    text('平常充值', 'usual top-up'),
    record(
      'months.lastTopUp',
      "lower median of the months' last single top-ups, so that one large one does not move it; where none is known, the mean top-up; where they are not counted, the lower median of what the months brought",
    ),
  ),
  maxTopUp: number(
    'money',
    text('最高单笔充值', 'largest top-up'),
    record('months.lastTopUp', 'the largest single top-up seen'),
  ),
  topUpsPerMonth: number(
    'count',
    text('每月充值次数', 'top-ups a month'),
    record('months.topUpCount', 'top-ups over the months that count them'),
  ),
  daysBetweenTopUps: number(
    'days',
    text('充值间隔', 'days between top-ups'),
    record(
      'months.topUpCount',
      'days of the months that count top-ups over these; under two not known',
    ),
  ),
  topUpRegularity: number(
    'percent',
    text('有充值的月份', 'months with a top-up'),
    record(
      'months.topUp',
      'share of the months that have a top-up; not known when one of them does not tell',
    ),
  ),
  monthsSinceTopUp: number(
    'months',
    text('距上次充值', 'months since the last top-up'),
    record(
      'months.topUp',
      'from the latest month with a top-up to the latest on record; 0 in that one; not known when a later one does not tell',
    ),
  ),
  balance: number('money', text('余额', 'balance'), record('balance', 'money on the account')),
  arrears: number('money', text('欠费', 'arrears'), record('arrears', 'money owed')),
  points: number(
    'points',
    text('积分', 'points'),
    record('points', 'balance, less what the branch has spent of it since'),
  ),
  planFee: number('money', text('套餐月费', 'plan fee'), record('plan.monthlyFee', 'a month')),
  planVoiceMinutes: number(
    'minutes',
    text('套餐内通话', 'voice in the plan'),
    record('plan.voiceMinutes', 'a month'),
  ),
  planDataMb: number(
    'mb',
    text('套餐内流量', 'data in the plan'),
    record('plan.dataKb', 'a month'),
  ),
  daysToContractEnd: number(
    'days',
    text('合约剩余', 'contract days left'),
    today(
      'contractEnd',
      'negative once it has ended; not known without a contract, or without an end',
    ),
  ),
  hasContract: {
    type: 'flag',
    name: text('合约', 'contract'),
    no: text('没有在约合约', 'has no contract in force'),
    yes: text('合约未到期', 'has a contract in force'),
    source: today(
      'contractEnd',
      'a contract whose end is known and has not come yet; not known without an end on record, unless HQ says that there is no contract',
    ),
  },
  monthsSilent: number(
    'months',
    text('连续无使用', 'months without use'),
    record(
      'months',
      'latest months in a row known to be without voice and data, or the one that the sources of the branch report; not known when the latest does not tell',
    ),
  ),
  monthsNotBilled: number(
    'months',
    text('连续不出账', 'months without a bill'),
    record(
      'months.spend',
      'latest months in a row known to be without spend; not known when the latest does not tell',
    ),
  ),
  monthsOfData: number(
    'months',
    text('有记录的月数', 'months on record'),
    record('months', 'at most 12'),
  ),
  daysSinceComplaint: number(
    'days',
    text('距上次投诉', 'days since the last complaint'),
    today('lastComplaint', 'or what the branch heard since, if later; not known: never complained'),
  ),
  householdSize: number(
    'count',
    text('家庭用户数', 'customers in the household'),
    record(
      'household',
      'customers of the branch with the same household, this one included; not known without a household',
    ),
  ),
  campaigns: number(
    'count',
    text('参加过的活动', 'campaigns taken part in'),
    record(
      'holdings',
      'holdings with a code `promo-...`, ended ones too; not known where no file tells of any',
    ),
  ),
  daysToKeyDate: number(
    'days',
    text('距重要日子', 'days to the next key date'),
    today(
      'file.keyDates',
      'to the nearest one, 0 on the day; 29 February is kept on the 28th of common years',
    ),
  ),
  holdings: {
    type: 'list',
    name: text('已办业务', 'holdings'),
    values: null,
    source: today(
      'holdings',
      'codes of what is in force; `resources/catalog/holdings.yaml` names them. A code that no file tells of is neither in them nor not, and then they cannot be counted',
    ),
  },
  valueGroup: {
    type: 'text',
    name: text('价值分群', 'value group'),
    values: VALUE_GROUP_NAMES,
    source: score(
      'score.valueGroup',
      'one of four, by spend, data, age and bundle; not known without spend, or without data where that decides',
    ),
  },
  stage: {
    type: 'text',
    name: text('生命周期', 'life-cycle stage'),
    values: {
      new: text('新入网', 'new'),
      mature: text('成熟期', 'mature'),
      declining: text('下滑期', 'declining'),
      silent: text('沉默期', 'silent'),
    },
    source: score(
      'score.stage',
      `silent: no use in the last month; new: under ${NEW_MONTHS} months on the network; declining: spend or use falling away; else mature; not known without any figure of use or spend, where nobody knows whether the last month was without use, or where one with under ${NEW_MONTHS} months on record may be new`,
    ),
  },
  risks: {
    type: 'list',
    name: text('风险', 'risks'),
    values: {
      expiring: text('合约将到期', 'contract expiring'),
      silent: text('沉默', 'silent'),
      'not-billed': text('不出账', 'not billed'),
      leaving: text('可能离网', 'may leave'),
      arrears: text('欠费', 'in arrears'),
      involuntary: text('欠费停用', 'left without paying'),
    },
    source: score(
      'score.risks',
      `expiring: from ${EXPIRING_FROM_DAYS} days before the contract's end to ${-EXPIRED_TO_DAYS} after; silent: no use in the last month; not-billed: no spend in it; leaving: voice and data of the last month down by ${-LEAVING_PERCENT} percent or more; arrears: owes money; involuntary: owes money and was not billed for ${INVOLUNTARY_MONTHS} months, never sold to; before HQ has scored the customer not known, and each of them not known where a figure that it asks for is not`,
    ),
  },
  labels: {
    type: 'list',
    name: text('标签', 'labels'),
    values: null,
    source: today(
      'rules of the catalog',
      'codes of the labels whose rule holds; one whose rule is open is neither in them nor not; `family-head`, who pays for a household, is from `hub score`',
    ),
  },
  consumptionGroup: {
    type: 'text',
    name: text('消费分群', 'consumption group'),
    values: CONSUMPTION_GROUP_NAMES,
    source: score('score.consumption', 'bands 1 to 3 of age, spend (R) and data'),
  },
  behaviourGroup: {
    type: 'text',
    name: text('行为分群', 'behaviour group'),
    values: BEHAVIOUR_GROUP_NAMES,
    source: score(
      'score.behaviour',
      'bands 1 to 3 of recency (3: the latest), frequency and value of visits, else of top-ups',
    ),
  },
  churnChance: number(
    'percent',
    text('下月沉默可能', 'chance to fall silent next month'),
    score('score.churn.chance', 'by the model of `hub train churn`; without one not known'),
  ),
  lifetimeValue: number(
    'money',
    text('预期价值', 'expected value'),
    score('score.lifetime.current', 'margin to be expected at present habits'),
  ),
  potentialValue: number(
    'money',
    text('潜在价值', 'potential value'),
    score('score.lifetime.potential', 'margin that could be had beyond them'),
  ),
  holdValue: number(
    'money',
    text('挽留价值', 'value of holding on'),
    today(
      'record, score, policy.retention',
      'what holding on to this customer is worth; not known where nobody is about to leave',
    ),
  ),
  level: {
    type: 'text',
    name: text('等级', 'level'),
    values: null,
    source: today('record, policy.levels', 'the highest level that holds'),
  },
  optedOut: {
    type: 'flag',
    name: text('不再推荐', 'opt-out'),
    no: text('没有要求不再推荐', 'has not opted out'),
    yes: text('客户要求不再推荐', 'the customer has opted out'),
    source: record(
      'optedOut, consent',
      'wants no recommendations: says the record of HQ, or the last word at a counter; not known where neither says. What to do then says `optOutUnknown` of the policy: to sell, unless it says otherwise',
    ),
  },
  blacklisted: {
    type: 'flag',
    name: text('不再营销名单', 'no-sale list'),
    no: text('不在不再营销名单', 'is not on the no-sale list'),
    yes: text('客户在不再营销名单', 'the customer is on the no-sale list'),
    source: record(
      'blacklisted, score.risks',
      "on HQ's list, or an involuntary leaver; not known where HQ has no such list: it bars nothing then",
    ),
  },
  dataAge: number(
    'days',
    text('资料距今', 'age of the data'),
    today('asOf', "from the record's last day to today"),
  ),
} as const satisfies { readonly [K in FactName]: Word };

/** What the moment adds to the facts. */
const contextWords = {
  'context.purpose': {
    type: 'text',
    name: text('来意', 'purpose of the visit'),
    values: {
      'top-up': text('充值', 'top-up'),
      bill: text('账单', 'bill'),
      plan: text('套餐', 'plan'),
      fault: text('报障', 'fault'),
      complaint: text('投诉', 'complaint'),
      cancel: text('销户', 'cancellation'),
      other: text('其他', 'other'),
    },
    source: moment('the clerk', 'what the customer came for'),
  },
  intended: number(
    'money',
    text('打算预存', 'intended amount'),
    moment('the clerk', 'what the customer means to prepay; without a top-up not known'),
  ),
  weekday: number(
    'weekday',
    text('星期', 'weekday'),
    moment('the branch', '1 Monday to 7 Sunday, in the time zone of the branch'),
  ),
  currency: {
    type: 'text',
    name: text('营业厅币种', 'currency of the branch'),
    values: Object.fromEntries(CURRENCY_CODES.map((code) => [code, CURRENCIES[code].name])),
    source: moment('the branch', 'of all its money'),
  },
  'context.privilegeDay': {
    type: 'flag',
    name: text('特权日', 'privilege day'),
    no: text('今天不是特权日', 'today is not the privilege day'),
    yes: text('今天是特权日', 'today is the privilege day'),
    source: moment('the branch', 'its privilege weekday'),
  },
  'context.memberDay': {
    type: 'flag',
    name: text('会员日', 'member day'),
    no: text('今天不是会员日', 'today is not the member day'),
    yes: text('今天是会员日', 'today is the member day'),
    source: moment('policy.points.memberDay', 'the day of the month on which points count more'),
  },
} as const satisfies Readonly<Record<string, Word>>;

export const FACT_WORDS: Readonly<Record<FactName, Word>> = factWords;
export const CONTEXT_WORDS: Readonly<Record<keyof typeof contextWords, Word>> = contextWords;
export const WORDS: Readonly<Record<string, Word>> = { ...factWords, ...contextWords };
