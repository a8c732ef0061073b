// What a person typed into the one box, read as the keys it may be.
import { maskedPhone, phoneKey } from '#shared/base/find/phone_key.ts';
import { accountKey, nameKey, plainText } from '#shared/base/find/plain_text.ts';
import { type Identity, identityOf } from '#shared/base/find/identity.ts';
import { backwards } from '#shared/wire/pack_schema.ts';
import {
  pinyinSpellings,
  surnamesWithInitials,
  wholeSyllable,
  withoutMarks,
} from './search_letters.ts';

/** The given name alone, as it is written, said, or by the initials of both its syllables. */
export type GivenKey = {
  readonly by: 'given-name';
  readonly exact: string;
  readonly of: 'name' | 'pinyin' | 'initials';
};

/** As a screen masks it, `刘*娟`: what stands before the mask, and the whole with `?` for each character that is hidden. */
type MaskedName = { readonly by: 'name'; readonly prefix: string; readonly like: string };

export type NameKey =
  | { readonly by: 'name' | 'pinyin' | 'initials'; readonly prefix: string }
  | MaskedName
  | GivenKey
  /** `wangxm`. */
  | { readonly by: 'surname-initials'; readonly prefix: string; readonly surname: string };

export type DigitsKey =
  | { readonly by: 'phone'; readonly prefix: string }
  /** A landline without its area code. */
  | { readonly by: 'phone'; readonly exact: string }
  /** The last digits, last one first. */
  | { readonly by: 'phone-tail'; readonly prefix: string }
  /** As another screen masks it: `138****8000`. */
  | { readonly by: 'phone-tail'; readonly prefix: string; readonly head: string }
  /** The whole number also says the year of birth. */
  | { readonly by: 'id-tail'; readonly exact: string; readonly birthYear?: number };

/** `lin` alone, as the whole first syllable; then also `lin` and one of these. */
export type SyllableKey = {
  readonly by: 'pinyin';
  readonly prefix: string;
  readonly goesOn: readonly string[];
};

export type SearchKey =
  | NameKey
  | SyllableKey
  | DigitsKey
  | { readonly by: 'account'; readonly prefix: string }
  /** `王xm`, `王xiaoming`; how the characters are said, only customers tell. */
  | {
      readonly by: 'surname-initials';
      readonly name: string;
      readonly letters: string;
      readonly sound?: { readonly pinyin: string; readonly initials: string };
    }
  | { readonly by: 'name-digits'; readonly names: readonly NameKey[]; readonly digits: DigitsKey };

/**
 * The keys to try, best first; none for an empty box. Texts are read in the form in which HQ's keys are made, so that
 * any way of writing a number or a name is read: full-width, +86, dashes, dots, marks that nobody sees.
 */
export function searchKeys(typed: string): readonly SearchKey[] {
  const text = numberAlone(withoutLabel(plainText(typed).trim()));
  const compact = accountKey(text);
  if (compact === '' && phoneKey(text) === '') return [];
  const number = text
    .replace(/['’]/gu, '')
    .replace(/(?<=\d{3,4})\s*(?:转|分机|ext\.?|#)\s*\d{1,6}$/iu, '')
    .trim();
  if (/^[+(\d][\d\s\-‐‑‒–—―−()./·]*$/u.test(number)) return digitKeys(number, compact);
  if (HAN.test(text)) return hanKeys(text, compact);
  const letters = lettersOf(compact);
  if (/^[a-z]+$/.test(letters)) return letterKeys(letters, text, compact);
  return mixedKeys(text, compact);
}

/** `"13800138000"。`, `13800138000#`, `*13800138000*`, `138,0013,8000`, `(+86)138...`: one number, and what stands around and between. */
function numberAlone(text: string): string {
  const bare = text
    .replace(/^\*(?=[^*]+\*$)|(?<=^\*[^*]+)\*$/gu, '')
    .replace(
      /^[\s"'“”‘’<>《》「」,.;:。!]+(?=[+(\d])|(?<=\d)[\s"'“”‘’<>《》「」,.;:。、!#]+$/gu,
      '',
    );
  if (!/^[+(\d][\d\s+,、|~_()-]*$/u.test(bare) || bare.replace(/\D/gu, '').length > 15) return text;
  return bare.replace(/^\((\+\d{1,3})\)/u, '$1').replace(/[,、|~_]/gu, '-');
}

/** Pinyin in small letters, with v for ü. */
const lettersOf = (compact: string): string => withoutMarks(compact).toLowerCase();

const HAN = /\p{Script=Han}/u;

/** What people paste along: `手机号：138…`, `tel 138…`; accounts may begin with such letters. */
const withoutLabel = (text: string): string =>
  text
    .replace(/^[^:\d]{1,12}:\s*(?=\S)/u, '')
    .replace(
      /^(?:(?:联系|客户|用户)?(?:手机号码|手机号|手机|电话号码|电话|号码|账号|户号|身份证号码|身份证号|身份证|证件号码|证件号)\s*|(?:tel|phone|mobile|id|account|a\/c)[\s.]+)(?=[+(]|[a-z-]*\d)/iu,
      '',
    );

function digitKeys(text: string, compact: string): readonly SearchKey[] {
  const key = phoneKey(text);
  if (key === '') return [];
  const identity = identityOf(compact);
  return [
    // Of a tail the first 0 counts, and of a beginning it does not.
    ...tailKeys(compact),
    { by: 'phone', prefix: key },
    ...withoutAreaCode(compact, key),
    ...accountKeys(compact.replace(/^\+/, '')),
    ...(identity === null ? [] : [identityKey(identity)]),
  ];
}

/** Four digits end a phone or an identity number; five to eight end a phone, unless they begin a mobile's. */
function tailKeys(digits: string): readonly DigitsKey[] {
  if (!/^\d{4,8}$/.test(digits)) return [];
  const tail: DigitsKey = { by: 'phone-tail', prefix: backwards(digits) };
  if (digits.length === 4) return [tail, { by: 'id-tail', exact: digits }];
  return /^1[3-9]/.test(digits) ? [{ by: 'phone', prefix: digits }, tail] : [tail];
}

/** HQ's file may have the numbers of the place as they are dialled there. */
function withoutAreaCode(digits: string, key: string): readonly DigitsKey[] {
  if (!/^(?:0|\+?86|0086)/.test(digits)) return [];
  const local = /^(?:10|2\d|[3-9]\d{2})([2-8]\d{6,7})$/.exec(key)?.[1];
  return local === undefined ? [] : [{ by: 'phone', exact: local }];
}

const identityKey = ({ tail, birthYear }: Identity): DigitsKey => ({
  by: 'id-tail',
  exact: tail,
  birthYear,
});

const accountKeys = (prefix: string): readonly SearchKey[] =>
  prefix === '' ? [] : [{ by: 'account', prefix }];

/** Digits that stand apart from a name; shorter ones would look at too many. */
const DIGITS_IN_NAME = /[+(]?\d[\d\s\-()]*\d[\dXx]/u;

function hanKeys(text: string, compact: string): readonly SearchKey[] {
  const together = nameAndDigits(text);
  if (together.length > 0) return [...together, ...accountKeys(compact)];
  return [
    ...hanNames(text),
    ...nameAndLetters(text),
    ...(/[A-Z\d]/.test(compact) ? accountKeys(compact) : []),
  ];
}

function hanNames(text: string): readonly NameKey[] {
  const name = nameKey(text);
  if (name.includes('*')) return starredNames(name);
  return [
    { by: 'name', prefix: name },
    ...withoutTitle(name),
    ...(Array.from(name).length > 1
      ? [{ by: 'given-name', exact: name, of: 'name' } as const]
      : []),
    ...otherOrders(text).map((prefix) => ({ by: 'name', prefix }) as const),
  ];
}

/** `王小明先生`, as somebody is announced. */
function withoutTitle(name: string): readonly NameKey[] {
  const prefix = /^(.+)(?:先生|女士|小姐|太太)$/u.exec(name)?.[1];
  return prefix === undefined ? [] : [{ by: 'name', prefix }];
}

/** A star hides a character; in a name of many it may be the dot between its parts: `阿依古丽*买买提`. */
function starredNames(name: string): readonly NameKey[] {
  const bare = name.replaceAll('*', '');
  const [head = ''] = name.split('*');
  const isLong = /^[^*]{2,}\*[^*]{2,}$/.test(name) && Array.from(bare).length > 4;
  const isMasked = /^\p{Script=Han}[\p{Script=Han}*]*\p{Script=Han}$/u.test(name);
  return [
    ...(isLong ? [{ by: 'name', prefix: bare } as const] : []),
    ...(isMasked
      ? [{ by: 'name', prefix: head, like: `${name.replaceAll('*', '?')}*` } as const]
      : []),
  ];
}

/** `三丰 张`, `Sharma Rahul`: the words that stand apart, with another of them first. In `乐 乐强` the family name is. */
function otherOrders(text: string): readonly string[] {
  const words = text.split(/[\s,，、·•‧・]+/u).filter((word) => nameKey(word) !== '');
  if (words.length < 2 || words.length > 3 || /^\p{Script=Han}$/u.test(words[0] ?? '')) return [];
  return words.slice(1).map((_, index) => {
    const first = index + 1;
    return nameKey([...words.slice(first), ...words.slice(0, first)].join(''));
  });
}

/** Characters are there already, and letters of the next are still being typed. */
function nameAndLetters(text: string): readonly SearchKey[] {
  const [, name = '', written = ''] =
    /^([^a-z]*\p{Script=Han})[\s·]*([a-z\s']+)$/iu.exec(text) ?? [];
  const letters = nameKey(written);
  return name === '' || letters === ''
    ? []
    : [{ by: 'surname-initials', name: nameKey(name), letters }];
}

function nameAndDigits(text: string): readonly SearchKey[] {
  const written = DIGITS_IN_NAME.exec(text)?.[0];
  if (written === undefined) return [];
  const rest = text.replace(written, ' ');
  const letters = lettersOf(accountKey(rest));
  const names = HAN.test(rest)
    ? hanNames(rest)
    : /^[a-z]+$/.test(letters)
      ? [...letterNames(letters, rest), ...writtenNames(letters, nameKey(rest))]
      : nameKey(rest) === ''
        ? []
        : [{ by: 'name', prefix: nameKey(rest) } as const];
  if (names.length === 0) return [];
  return digitsOf(written).map((digits) => ({ by: 'name-digits', names, digits }) as const);
}

function digitsOf(written: string): readonly DigitsKey[] {
  const compact = accountKey(written);
  const identity = identityOf(compact);
  if (identity !== null) return [identityKey(identity)];
  if (compact.endsWith('X')) return [{ by: 'id-tail', exact: compact.slice(-4) }];
  const key = phoneKey(written);
  if (key.length > 8) return [{ by: 'phone', prefix: key }, ...withoutAreaCode(compact, key)];
  const tails = tailKeys(compact);
  return tails.length > 0
    ? tails
    : [
        { by: 'phone-tail', prefix: backwards(compact) },
        { by: 'phone', prefix: compact },
      ];
}

/** Every syllable has a vowel; `zh` may be the beginning of one. */
const isNoPinyin = (letters: string): boolean =>
  letters.length > 1 && !/[aeiouvy]/.test(letters) && !/^[zcs]h$/.test(letters);

/** Nobody's name has more characters or words. */
const MAX_INITIALS = 10;

function letterKeys(letters: string, text: string, compact: string): readonly SearchKey[] {
  const written = writtenNames(letters, nameKey(text));
  // Two letters more often begin a name in letters than they are all of somebody's initials.
  const isShort = letters.length === 2;
  return [
    ...(isShort ? written : []),
    ...pinyinSpellings(letters).flatMap((prefix) => {
      const goesOn = wholeSyllable(prefix);
      return goesOn.length === 0 ? [] : [{ by: 'pinyin', prefix, goesOn } as const];
    }),
    ...letterNames(letters, text),
    ...(isShort ? [] : written),
    ...accountKeys(compact),
  ];
}

/** Letters that can be pinyin are looked up among names in letters too, but for `Gülnar`, who is no gvlnar. */
const writtenNames = (letters: string, name: string): readonly NameKey[] =>
  isNoPinyin(letters) || name !== letters ? [{ by: 'name', prefix: name }] : [];

function letterNames(letters: string, text: string): readonly NameKey[] {
  const spellings = isNoPinyin(letters) ? [] : pinyinSpellings(letters);
  const orders = otherOrders(text).filter((each) => /^[a-z]+$/.test(each));
  return [
    ...[...spellings, ...orders].map((prefix) => ({ by: 'pinyin', prefix }) as const),
    ...initialsSpellings(letters).map((prefix) => ({ by: 'initials', prefix }) as const),
    ...surnamesWithInitials(letters).map(
      ({ surname, initials }) => ({ by: 'surname-initials', prefix: initials, surname }) as const,
    ),
    ...(letters.length < 4
      ? []
      : spellings.map((exact) => ({ by: 'given-name', exact, of: 'pinyin' }) as const)),
    ...(letters.length === 2
      ? [{ by: 'given-name', exact: letters, of: 'initials' } as const]
      : []),
  ];
}

/** `zhsf` is also `zsf`, as input methods take it. */
function initialsSpellings(letters: string): readonly string[] {
  if (letters.length > MAX_INITIALS) return [];
  const short = letters.replace(/([zcs])h/g, '$1');
  return isNoPinyin(letters) && short.length > 1 && short !== letters
    ? [letters, short]
    : [letters];
}

function mixedKeys(text: string, compact: string): readonly SearchKey[] {
  const masked = /^[+\d]/.test(text) ? maskedPhone(text) : null;
  if (masked !== null && /^\d{4,8}$/.test(masked.tail))
    return [{ by: 'phone-tail', prefix: backwards(masked.tail), head: masked.head }];
  const identity = identityOf(compact);
  const name = nameKey(text);
  return [
    ...(identity === null ? [] : [identityKey(identity)]),
    ...(identity === null && /^\d{3,17}X$/.test(compact)
      ? [{ by: 'id-tail', exact: compact.slice(-4) } as const]
      : []),
    ...accountKeys(compact),
    ...nameAndDigits(text),
    ...(/\p{L}/u.test(name)
      ? [name, ...otherOrders(text)].map((prefix) => ({ by: 'name', prefix }) as const)
      : []),
  ];
}
