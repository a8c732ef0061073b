// Figures as people read them in reasons and sentences.
import { type Currency, fen, formatMoneyTwice } from '../base/money.ts';
import { type LocalText, sameInBoth } from '../model/text.ts';
import type { Unit } from './fact_dictionary.ts';

/** Monday first. */
export const WEEKDAYS: readonly LocalText[] = [
  { zh: '周一', en: 'Monday' },
  { zh: '周二', en: 'Tuesday' },
  { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' },
  { zh: '周六', en: 'Saturday' },
  { zh: '周日', en: 'Sunday' },
];

/** @param value in the unit's own measure: fen, MB, days ... */
export function showNumber(value: number, unit: Unit, currency: Currency): LocalText {
  switch (unit) {
    case 'money':
      return showMoney(value, currency);
    case 'years':
      return counted(value, '岁', 'year');
    case 'months':
      return counted(value, '个月', 'month');
    case 'days':
      return counted(value, '天', 'day');
    case 'minutes':
      return counted(value, '分钟', 'minute');
    case 'points':
      return counted(value, '分', 'point');
    case 'percent':
      return sameInBoth(`${plain(value)}%`);
    case 'mb':
      return showData(value);
    case 'count':
      return sameInBoth(plain(value));
    case 'weekday':
      return WEEKDAYS[value - 1] ?? sameInBoth(plain(value));
  }
}

export const showMoney = (value: number, currency: Currency): LocalText =>
  formatMoneyTwice(fen(Math.round(value)), currency);

/** Below one GB in whole MB, else in GB with one decimal. 1 GB is 1024 MB. */
export function showData(mb: number): LocalText {
  if (mb < 1024) return sameInBoth(`${Math.round(mb)}MB`);
  return sameInBoth(`${plain(Math.round((mb / 1024) * 10) / 10)}GB`);
}

function counted(value: number, zh: string, en: string): LocalText {
  const digits = plain(value);
  return { zh: digits + zh, en: `${digits} ${en}${value === 1 ? '' : 's'}` };
}

/** At most two decimals, no exponent. */
const plain = (value: number): string => String(Math.round(value * 100) / 100);

/** The months as English names them, January first. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
