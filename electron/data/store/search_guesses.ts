// What may have been meant where nothing was found: one wrong, swapped, missing or doubled digit or letter, a character
// that sounds alike, a number amid other text.
import { identityOf } from '#shared/base/find/identity.ts';
import { phoneKey } from '#shared/base/find/phone_key.ts';
import { accountKey, nameKey, plainText } from '#shared/base/find/plain_text.ts';
import type { MatchedBy } from '#shared/contract/view_customer.ts';
import { backwards } from '#shared/wire/pack_schema.ts';
import type { ReadableDB } from '../db/driver.ts';
import type { Found, HitRow } from './search_hits.ts';
import { pinyinSpellings, withoutMarks } from './search_letters.ts';
import { guessQueries } from './search_queries.ts';
import { soundOf } from './search_sounds.ts';

export type GuessBy = Extract<
  MatchedBy,
  'phone' | 'phone-tail' | 'account' | 'pinyin' | 'given-name' | 'id-tail'
>;
type Guess = { readonly by: GuessBy; readonly values: readonly string[] };

const MAX_GUESSES = 6;
const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

export function createGuess(cache: ReadableDB): (typed: string) => readonly Found[] {
  return (typed) => {
    const found = new Map<number, Found>();
    for (const { by, values } of [...guessesFor(typed), ...soundsLike(cache, typed)]) {
      if (found.size >= MAX_GUESSES) break;
      for (const query of guessQueries(by, values, MAX_GUESSES)) {
        for (const row of cache.all<HitRow>(query)) {
          if (!found.has(row.id)) found.set(row.id, { row, by });
        }
      }
    }
    return [...found.values()].slice(0, MAX_GUESSES);
  };
}

/** None for texts so short, or beginnings, that too many would be near. */
function guessesFor(typed: string): readonly Guess[] {
  const text = plainText(typed).trim();
  const account = accountKey(text);
  const number = phoneKey(withDigits(text));
  const letters = withoutMarks(account).toLowerCase();
  const identity = identityOf(account);
  // Born in another year than HQ has it.
  if (identity !== null) return [{ by: 'id-tail', values: [identity.tail] }];
  if (/^\d{6}$/.test(number)) return [{ by: 'id-tail', values: [number.slice(-4)] }];
  if (/^\d{7,14}$/.test(number)) return nearNumbers(number, account);
  if (/^[a-z]{5,24}$/.test(letters)) {
    const near = pinyinSpellings(letters).flatMap((each) => oneSlipFrom(each, LETTERS));
    return [
      { by: 'pinyin', values: near },
      { by: 'given-name', values: near },
    ];
  }
  if (/^(?=.*\d)[A-Z\d]{6,24}$/.test(account)) {
    return [{ by: 'account', values: oneSlipFrom(account, DIGITS) }, ...wholeDocument(account)];
  }
  return numberAmid(text);
}

/** The last eight at most may be a tail or a number of the place; more are a whole number. */
function nearNumbers(number: string, account: string): readonly Guess[] {
  const near = oneSlipFrom(number, DIGITS);
  if (number.length < 9) {
    const isSameLength = (value: string): boolean => value.length === number.length;
    return [
      { by: 'phone', values: [number, ...near] },
      { by: 'phone-tail', values: near.filter(isSameLength).map(backwards) },
      { by: 'account', values: oneSlipFrom(account, DIGITS) },
    ];
  }
  return [
    // As it stands where a letter was taken for a digit.
    { by: 'phone', values: [number, ...near] },
    { by: 'account', values: oneSlipFrom(account, DIGITS) },
    ...wholeDocument(account),
  ];
}

/** A passport, a permit, or twelve digits of India's. */
const wholeDocument = (account: string): readonly Guess[] =>
  /^(?:[A-Z]{1,3}\d{7,12}|[2-9]\d{11})$/.test(account)
    ? [{ by: 'id-tail', values: [account.slice(-4)] }]
    : [];

/** O for 0 and l for 1, where all else is digits. */
const withDigits = (text: string): string =>
  /^[+\d\s\-OolIi]+$/.test(text) && /\d/.test(text)
    ? text.replace(/[Oo]/g, '0').replace(/[lIi]/g, '1')
    : text;

/** A message that was pasted whole, a link out of a picture. */
function numberAmid(text: string): readonly Guess[] {
  const numbers = text.match(/(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/g) ?? [];
  return numbers.length === 0 ? [] : [{ by: 'phone', values: numbers.map(phoneKey) }];
}

const HAN_NAME = /^\p{Script=Han}{2,4}$/u;

/** Another character of the same sound: 王晓明 for 王小明. */
function soundsLike(cache: ReadableDB, typed: string): readonly Guess[] {
  const name = nameKey(typed);
  const sound = HAN_NAME.test(name) ? soundOf(cache, name) : null;
  if (sound === null) return [];
  const values = [sound.pinyin];
  return [
    { by: 'pinyin', values },
    { by: 'given-name', values },
  ];
}

/** Swapped neighbours first, which hands do most; then a wrong, a missing and a needless character. */
function oneSlipFrom(text: string, alphabet: string): readonly string[] {
  const near = new Set<string>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    near.add(text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2));
  }
  for (let at = 0; at < text.length; at += 1) {
    for (const each of alphabet) near.add(text.slice(0, at) + each + text.slice(at + 1));
  }
  for (let at = 0; at <= text.length; at += 1) {
    for (const each of alphabet) near.add(text.slice(0, at) + each + text.slice(at));
  }
  for (let at = 0; at < text.length; at += 1) near.add(text.slice(0, at) + text.slice(at + 1));
  near.delete(text);
  return [...near];
}
