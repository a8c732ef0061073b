// Names of people and things (accounts, phones, codes) as files hold them, and what spreadsheets do to them.
import { checkCharacter } from '#shared/base/find/identity.ts';
import type { LocalText } from '#shared/model/text.ts';
import { narrow } from './narrow.ts';

const DIGITS_LOST: LocalText = {
  zh: '完整的编号（已被写成科学计数法，位数已丢失；请把该列设为文本后重新导出）',
  en: 'the whole code (it is written as a power of ten and digits are lost: make the column text and export it again)',
};
const ROUNDED: LocalText = {
  zh: '完整的证件号（第 15 位以后已被表格软件改成 0；请把该列设为文本后重新导出）',
  en: 'the whole number (a spreadsheet has made zeros of what follows the 15th digit: make the column text and export it again)',
};
const A_FRACTION: LocalText = { zh: '编号（这是小数）', en: 'a code (this is a fraction)' };

const AN_AMOUNT: LocalText = {
  zh: '编号（这里带千位分隔符，是金额的写法；请把该列设为文本后重新导出）',
  en: 'a code (this is an amount with its thousands apart: make the column text and export it again)',
};

const A_DAY: LocalText = {
  zh: '编号（这是日期，可能由 3-5 这样的编号变成；请把该列设为文本后重新导出）',
  en: 'a code (this is a day, perhaps what a spreadsheet made of 3-5: make the column text and export it again)',
};

const A_TIME: LocalText = {
  zh: '编号（这是时刻，可能由 10:30 这样的编号变成；请把该列设为文本后重新导出）',
  en: 'a code (this is a time of day: make the column text and export it again)',
};

/** As spreadsheets show what they took `3-5` or `2026-10` for. */
const SHOWN_DAY =
  /^(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{1,2})$/i;

export const isShownDay = (text: string): boolean => SHOWN_DAY.test(text);
export const DAY_FOR_TEXT: LocalText = {
  zh: '文字（这是日期，可能由 3-5 这样的门牌变成；请把该列设为文本后重新导出）',
  en: 'a text (this is a day, perhaps what a spreadsheet made of 3-5: make the column text and export it again)',
};

export type CodeText = { readonly text: string } | { readonly expected: LocalText };

/**
 * `13800138000.0` of a program that took it for a number is `13800138000`; `'007` of one that was told not to is `007`.
 * @param isNumeric the code is never a fraction, so a point in it is damage
 */
export function codeText(raw: string, isNumeric: boolean): CodeText {
  const text = narrow(raw)
    .replace(/[\u200c\u200d]/g, '')
    .replace(/^'(.*)'$/, '$1')
    .replace(/^['‘’](?=[0-9A-Za-z])/, '')
    .replace(/^(\d+)\.0*$/, '$1');
  if (/^[+-]?\d+(\.\d+)?e[+-]\d+$/i.test(text) || /^\d+\.\d+e\d+$/i.test(text))
    return { expected: DIGITS_LOST };
  if (isShownDay(text)) return { expected: A_DAY };
  if (/^\d{1,2}:[0-5]\d(?::[0-5]\d)?$/.test(text)) return { expected: A_TIME };
  if (isNumeric && /^\d*\.\d+$/.test(text)) return { expected: A_FRACTION };
  if (/^\d{1,3}(?:,\d{3})+(?:\.0*)?$/.test(text)) return { expected: AN_AMOUNT };
  return { text };
}

/** An identity number of 18 digits with the three zeros that rounding leaves and a wrong check digit. */
export const isRoundedIdentity = (text: string): boolean =>
  /^\d{15}000$/.test(text) && checkCharacter(text) !== '0';

export { ROUNDED as ROUNDED_IDENTITY };
