// A phone number as it is looked up: the number alone, however it was written or dialled, in China and in India.
import { plainText } from './plain_text.ts';

/** Codes that people dial before a number to call cheaper, and that their phones then store. */
const IP_PREFIX =
  /^(?:17951|17950|17911|17910|17909|17908|17901|17900|17931|17990|17991|17969|17968|17996|12593|12583|11808|10193)(?=(?:\+|00)?(?:86)?0?(?:1[3-9]\d{9}|(?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8})$)/;

const LANDLINE = /^(?:(?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8})$/;
/** Numbers within China without their 0: mobile, machine (13 digits), landline with its area code. */
const WITHIN_CHINA = /^0?(?:1[3-9]\d{9}|1[04]\d{11}|(?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8})$/;
const WITHIN_INDIA = /^0?[6-9]\d{9}$/;

/**
 * `+86 138-0013-8000`, `013800138000`, `17951 13800138000` are `13800138000`; `(0937) 2612345` is `9372612345`.
 * A number keeps neither country (86, 91) nor the 0 of long distance. The key of a key is itself. What is no
 * number (`138****8000`) stays a text without spaces and dashes.
 */
export function phoneKey(phone: string): string {
  const text = compact(phone).replace(IP_PREFIX, '');
  const key = /^\+?\d+$/.test(text) ? withoutCountry(text).replace(/^0+(?=\d)/, '') : text;
  return key === phone ? key : phoneKey(key);
}

/**
 * The number as it is dialled at home: the key, and a landline with the 0 before its area code. The zeros of what is no
 * number that we know are part of it.
 */
export function phoneShown(phone: string): string {
  const text = compact(phone);
  const key = phoneKey(text);
  if (!WITHIN_CHINA.test(key) && !WITHIN_INDIA.test(key)) return text.replace(/^\+(?=\d+$)/, '');
  const isLong = /^(?:17|12|11|10)\d{3}0|^0(?!0)|^(?:\+|00)?86/.test(text);
  return isLong && key !== text && LANDLINE.test(key) ? `0${key}` : key;
}

/** The key of a whole number of China or India, so that nobody is missing a digit; null: it is none. */
export function wholePhone(text: string): string | null {
  const key = phoneKey(text);
  return WITHIN_CHINA.test(key) || WITHIN_INDIA.test(key) ? key : null;
}

/** What programs put in the place of digits; dots and dashes are such when there are many. */
const MASK = /(?:\*|[x×#?●•○◦∗✱]{2}|[.\-_·—–]{3})[^\d]*/iu;

/** The digits that a mask has left: `138****8000`. Null: nothing is masked. */
export function maskedPhone(text: string): { readonly head: string; readonly tail: string } | null {
  const [before = '', after] = plainText(text).replace(/\s/gu, '').split(MASK);
  if (after === undefined || !/\d/.test(before + after)) return null;
  return { head: before.replace(/^(?:\+|00)?86/, ''), tail: after };
}

/** Digits, `+`, and what is odd: without label, extension, and the marks that people put between digits. */
const compact = (phone: string): string =>
  plainText(phone)
    .replace(/^\s*tel:/i, '')
    .replace(/[\s\-‐‑‒–—―−()[\]./·_]/gu, '')
    .replace(/(\d{7,})(?:转|ext|x|#|,|;)\d{1,6}$/iu, '$1')
    .toUpperCase();

function withoutCountry(digits: string): string {
  const abroad = /^(?:\+|00)(?:(86|91))?(\d*)$/.exec(digits);
  if (abroad !== null) return abroad[2] ?? '';
  const rest = digits.slice(2);
  if (digits.startsWith('86') && WITHIN_CHINA.test(rest)) return rest;
  if (digits.startsWith('91') && (WITHIN_INDIA.test(rest) || /^[1-5]\d{9}$/.test(rest)))
    return rest;
  return digits;
}
