// The words of the history chart. A chart gets its language as a prop, so they stand beside it.
import { CURRENCIES, type Currency } from '#shared/base/currencies.ts';
import type { Month } from '#shared/base/month.ts';
import type { Language } from '#shared/model/text.ts';

export type HistoryWords = {
  readonly title: string;
  readonly month: string;
  readonly spend: string;
  readonly topUp: string;
  readonly voice: string;
  readonly data: string;
  readonly usual: string;
  /** One month that the source lacks, and a customer without any. */
  readonly noData: string;
  /** One figure of a month that the source lacks. */
  readonly unknown: string;
  readonly noMonths: string;
  readonly money: string;
  readonly minutes: string;
  /** Turns between the picture and its figures. */
  readonly asTable: string;
  readonly asChart: string;
};

const chinese = (money: string): HistoryWords => ({
  title: '消费与充值历史',
  month: '月份',
  spend: '消费',
  topUp: '充值',
  voice: '语音',
  data: '流量',
  usual: '平常充值',
  noData: '无数据',
  unknown: '未知',
  noMonths: '没有消费和充值记录',
  money,
  minutes: '分钟',
  asTable: '看数字',
  asChart: '看图',
});

const english = (money: string): HistoryWords => ({
  title: 'Spend and top-up history',
  month: 'Month',
  spend: 'Spend',
  topUp: 'Top-ups',
  voice: 'Voice',
  data: 'Data',
  usual: 'usually',
  noData: 'no data',
  unknown: 'unknown',
  noMonths: 'No spend or top-ups on record',
  money,
  minutes: 'min',
  asTable: 'As figures',
  asChart: 'As a chart',
});

export function historyWords(language: Language, currency: Currency): HistoryWords {
  const { unit } = CURRENCIES[currency];
  return language === 'zh-CN' ? chinese(unit.zh) : english(unit.en);
}

const ENGLISH_MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `3月`, `Mar`. */
export function monthName(value: Month, language: Language): string {
  const number = Number(value.slice(5, 7));
  return language === 'zh-CN' ? `${number}月` : (ENGLISH_MONTHS[number - 1] ?? '');
}

/** `2026年3月`, `Mar 2026`. */
export function monthFullName(value: Month, language: Language): string {
  const year = value.slice(0, 4);
  return language === 'zh-CN'
    ? `${year}年${monthName(value, language)}`
    : `${monthName(value, language)} ${year}`;
}
