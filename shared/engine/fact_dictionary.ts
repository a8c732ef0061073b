// The words of catalog rules: every fact with its unit and its name for people. Rules, reasons and docs read this one list.
import type { Facts } from '#shared/model/facts.ts';
import type { LocalText } from '#shared/model/text.ts';

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

export type NumberWord = { readonly type: 'number'; readonly unit: Unit; readonly name: LocalText };
/** `no` and `yes` are whole reasons: what to say when the flag is so. */
type FlagWord = {
  readonly type: 'flag';
  readonly name: LocalText;
  readonly no: LocalText;
  readonly yes: LocalText;
};
type TextWord = {
  readonly type: 'text';
  readonly name: LocalText;
  readonly values: Readonly<Record<string, LocalText>>;
};
/** A list of codes; `values` null: any code (the catalog names them). */
type ListWord = {
  readonly type: 'list';
  readonly name: LocalText;
  readonly values: Readonly<Record<string, LocalText>> | null;
};
export type Word = NumberWord | FlagWord | TextWord | ListWord;

const text = (zh: string, en: string): LocalText => ({ zh, en });
const number = (unit: Unit, zh: string, en: string): NumberWord => ({
  type: 'number',
  unit,
  name: text(zh, en),
});

const factWords = {
  age: number('years', '年龄', 'age'),
  tenureMonths: number('months', '在网时长', 'time with us'),
  arpu3: number('money', '近三月月均消费', 'average spend of 3 months'),
  arpu12: number('money', '近一年月均消费', 'average spend of 12 months'),
  mou3: number('minutes', '近三月月均通话', 'average voice of 3 months'),
  dou3: number('mb', '近三月月均流量', 'average data of 3 months'),
  spendTrend: number('percent', '消费变化', 'change of spend'),
  voiceTrend: number('percent', '通话变化', 'change of voice'),
  dataTrend: number('percent', '流量变化', 'change of data'),
  spendFalls: {
    type: 'flag',
    name: text('消费走势', 'run of spend'),
    no: text('消费没有明显下降', 'spend is not clearly falling'),
    yes: text('消费持续下降', 'spend keeps falling'),
  },
  voiceFalls: {
    type: 'flag',
    name: text('通话走势', 'run of voice'),
    no: text('通话没有明显下降', 'voice is not clearly falling'),
    yes: text('通话持续下降', 'voice keeps falling'),
  },
  dataFalls: {
    type: 'flag',
    name: text('流量走势', 'run of data'),
    no: text('流量没有明显下降', 'data is not clearly falling'),
    yes: text('流量持续下降', 'data keeps falling'),
  },
  overPlan: number('money', '月均超套费用', 'average spend above the plan'),
  overData: number('mb', '月均超套流量', 'average data above the plan'),
  overVoice: number('minutes', '月均超套通话', 'average voice above the plan'),
  usualTopUp: number('money', '平常充值', 'usual top-up'),
  maxTopUp: number('money', '最高单笔充值', 'largest top-up'),
  topUpsPerMonth: number('count', '每月充值次数', 'top-ups a month'),
  daysBetweenTopUps: number('days', '充值间隔', 'days between top-ups'),
  topUpRegularity: number('percent', '有充值的月份', 'months with a top-up'),
  monthsSinceTopUp: number('months', '距上次充值', 'months since the last top-up'),
  balance: number('money', '余额', 'balance'),
  arrears: number('money', '欠费', 'arrears'),
  points: number('points', '积分', 'points'),
  planFee: number('money', '套餐月费', 'plan fee'),
  planVoiceMinutes: number('minutes', '套餐内通话', 'voice in the plan'),
  planDataMb: number('mb', '套餐内流量', 'data in the plan'),
  daysToContractEnd: number('days', '合约剩余', 'contract days left'),
  hasContract: {
    type: 'flag',
    name: text('合约', 'contract'),
    no: text('没有在约合约', 'has no contract in force'),
    yes: text('合约未到期', 'has a contract in force'),
  },
  monthsSilent: number('months', '连续无使用', 'months without use'),
  monthsNotBilled: number('months', '连续不出账', 'months without a bill'),
  monthsOfData: number('months', '有记录的月数', 'months on record'),
  daysSinceComplaint: number('days', '距上次投诉', 'days since the last complaint'),
  householdSize: number('count', '家庭用户数', 'customers in the household'),
  campaigns: number('count', '参加过的活动', 'campaigns taken part in'),
  daysToKeyDate: number('days', '距重要日子', 'days to the next key date'),
  holdings: { type: 'list', name: text('已办业务', 'holdings'), values: null },
  valueGroup: {
    type: 'text',
    name: text('价值分群', 'value group'),
    values: {
      basic: text('基础型', 'basic'),
      'new-video': text('新视频型', 'new video'),
      netizen: text('网络型', 'netizen'),
      'full-service': text('全业务型', 'full service'),
    },
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
  },
  labels: { type: 'list', name: text('标签', 'labels'), values: null },
  consumptionGroup: { type: 'text', name: text('消费分群', 'consumption group'), values: {} },
  behaviourGroup: { type: 'text', name: text('行为分群', 'behaviour group'), values: {} },
  churnChance: number('percent', '下月沉默可能', 'chance to fall silent next month'),
  lifetimeValue: number('money', '预期价值', 'expected value'),
  potentialValue: number('money', '潜在价值', 'potential value'),
  holdValue: number('money', '挽留价值', 'value of holding on'),
  level: { type: 'text', name: text('等级', 'level'), values: {} },
  optedOut: {
    type: 'flag',
    name: text('拒绝推荐', 'opt-out'),
    no: text('没有拒绝推荐', 'has not opted out'),
    yes: text('客户已拒绝推荐', 'the customer has opted out'),
  },
  blacklisted: {
    type: 'flag',
    name: text('不再营销名单', 'no-sale list'),
    no: text('不在不再营销名单', 'is not on the no-sale list'),
    yes: text('客户在不再营销名单', 'the customer is on the no-sale list'),
  },
  dataAge: number('days', '资料距今', 'age of the data'),
} as const satisfies { readonly [K in keyof Facts]: Word };

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
  },
  intended: number('money', '打算预存', 'intended amount'),
  weekday: number('weekday', '星期', 'weekday'),
  currency: {
    type: 'text',
    name: text('营业厅币种', 'currency of the branch'),
    values: { CNY: text('人民币', 'yuan'), INR: text('卢比', 'rupees') },
  },
} as const satisfies Readonly<Record<string, Word>>;

export const FACT_WORDS: Readonly<Record<keyof Facts, Word>> = factWords;
export const CONTEXT_WORDS: Readonly<Record<keyof typeof contextWords, Word>> = contextWords;
export const WORDS: Readonly<Record<string, Word>> = { ...factWords, ...contextWords };
