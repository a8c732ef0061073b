// What a person typed into the one box, read as the keys it may be.
import { phoneKey } from '#shared/base/find/phone_key.ts';
import { accountKey, nameKey, plainText } from '#shared/base/find/plain_text.ts';

import { backwards } from '#shared/wire/pack_schema.ts';
import { pinyinSpellings, surnamesWithInitials, withoutMarks } from './search_letters.ts';

export type NameKey = { readonly by: 'name' | 'pinyin' | 'initials'; readonly prefix: string };

export type DigitsKey =
  | { readonly by: 'phone'; readonly prefix: string }
  /** The last digits, last one first. */
  | { readonly by: 'phone-tail'; readonly prefix: string }
  | { readonly by: 'id-tail'; readonly exact: string };

export type SearchKey =
  | NameKey
  | DigitsKey
  | { readonly by: 'account'; readonly prefix: string }
  | { readonly by: 'given-name'; readonly exact: string }
  | { readonly by: 'surname-initials'; readonly prefix: string; readonly surname: string }
  | { readonly by: 'name-digits'; readonly name: NameKey; readonly digits: DigitsKey };

/**
 * The keys to try, best first; none for an empty box. Texts are read in the form in which HQ's keys are made, so that
 * any way of writing a number or a name is read: full-width, +86, dashes, dots, marks that nobody sees.
 */
export function searchKeys(typed: string): readonly SearchKey[] {
  const text = withoutLabel(plainText(typed).trim());
  const compact = accountKey(text);
  if (compact === '' && phoneKey(text) === '') return [];
  const number = text.replace(/['’]/gu, '').trim();
  if (/^[+(\d][\d\s\-‐‑‒–—―−()./·]*$/u.test(number)) return digitKeys(number, compact);
  if (HAN.test(text)) return hanKeys(text, compact);
  const letters = withoutMarks(compact).toLowerCase();
  if (/^[a-z]+$/.test(letters)) return letterKeys(letters, text, compact);
  return mixedKeys(text, compact);
}

const HAN = /\p{Script=Han}/u;

/** What people paste along: `手机号：138…`, `tel 138…`. */
const withoutLabel = (text: string): string =>
  text
    .replace(/^[^:\d]{1,12}:\s*(?=\S)/u, '')
    .replace(
      /^(?:联系|客户|用户)?(?:手机号码|手机号|手机|电话号码|电话|号码|账号|户号|身份证号码|身份证号|身份证|证件号码|证件号|tel|phone|mobile|id)\s*(?=[+(\d])/iu,
      '',
    );

/** Region, day of birth, three digits and a check character: what a reader sends. */
const IDENTITY = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;

function digitKeys(text: string, compact: string): readonly SearchKey[] {
  const key = phoneKey(text);
  if (key === '') return [];
  return [
    // Of a tail the first 0 counts, and of a beginning it does not.
    ...tailKeys(compact),
    { by: 'phone', prefix: key },
    ...accountKeys(compact.replace(/^\+/, '')),
    ...(IDENTITY.test(compact) ? [idTail(compact)] : []),
  ];
}

/** Four digits end a phone or an identity number; five to eight end a phone, unless they begin a mobile's. */
function tailKeys(digits: string): readonly DigitsKey[] {
  if (!/^\d{4,8}$/.test(digits)) return [];
  const tail: DigitsKey = { by: 'phone-tail', prefix: backwards(digits) };
  if (digits.length === 4) return [tail, idTail(digits)];
  return /^1[3-9]/.test(digits) ? [{ by: 'phone', prefix: digits }, tail] : [tail];
}

const idTail = (number: string): { readonly by: 'id-tail'; readonly exact: string } => ({
  by: 'id-tail',
  exact: number.slice(-4).toUpperCase(),
});

const accountKeys = (prefix: string): readonly SearchKey[] =>
  prefix === '' ? [] : [{ by: 'account', prefix }];

/** Digits that stand apart from a name; shorter ones would look at too many. */
const DIGITS_IN_NAME = /[+(]?\d[\d\s\-()]*\d[\dXx]/u;

function hanKeys(text: string, compact: string): readonly SearchKey[] {
  const together = nameAndDigits(text);
  if (together.length > 0) return [...together, ...accountKeys(compact)];
  const name = nameKey(text);
  return [
    { by: 'name', prefix: name },
    ...(Array.from(name).length > 1 ? [{ by: 'given-name', exact: name } as const] : []),
    ...(/[A-Z\d]/.test(compact) ? accountKeys(compact) : []),
  ];
}

function nameAndDigits(text: string): readonly SearchKey[] {
  const written = DIGITS_IN_NAME.exec(text)?.[0];
  if (written === undefined) return [];
  const rest = text.replace(written, ' ');
  const letters = withoutMarks(accountKey(rest)).toLowerCase();
  const name = nameKey(rest);
  const names: readonly NameKey[] = HAN.test(name)
    ? [{ by: 'name', prefix: name }]
    : /^[a-z]+$/.test(letters)
      ? [
          { by: 'pinyin', prefix: letters },
          { by: 'initials', prefix: letters },
        ]
      : [];
  return names.flatMap((each) =>
    digitsOf(written).map((digits) => ({ by: 'name-digits', name: each, digits }) as const),
  );
}

function digitsOf(written: string): readonly DigitsKey[] {
  const compact = accountKey(written);
  if (compact.endsWith('X') || IDENTITY.test(compact)) return [idTail(compact)];
  const key = phoneKey(written);
  if (key.length > 8) return [{ by: 'phone', prefix: key }];
  const tails = tailKeys(compact);
  return tails.length > 0 ? tails : [{ by: 'phone-tail', prefix: backwards(compact) }];
}

/** Every syllable has a vowel; `zh` may be the beginning of one. */
const isNoPinyin = (letters: string): boolean => letters.length > 2 && !/[aeiouvy]/.test(letters);

/** Nobody's name has more characters or words. */
const MAX_INITIALS = 10;

function letterKeys(letters: string, text: string, compact: string): readonly SearchKey[] {
  return [
    ...(isNoPinyin(letters)
      ? []
      : pinyinSpellings(letters).map((prefix) => ({ by: 'pinyin', prefix }) as const)),
    ...(letters.length > MAX_INITIALS ? [] : [{ by: 'initials', prefix: letters } as const]),
    ...surnamesWithInitials(letters).map(
      ({ surname, initials }) => ({ by: 'surname-initials', prefix: initials, surname }) as const,
    ),
    // Names of another script are stored as they are written: `Rahul`.
    { by: 'name', prefix: nameKey(text) },
    ...accountKeys(compact),
  ];
}

function mixedKeys(text: string, compact: string): readonly SearchKey[] {
  return [
    ...(/^\d{3,17}X$/.test(compact) ? [idTail(compact)] : []),
    ...accountKeys(compact),
    ...(/[*]/.test(text) ? [{ by: 'phone', prefix: phoneKey(text) } as const] : []),
    ...nameAndDigits(text),
  ];
}
