// What may have been meant where nothing was found: one wrong, swapped, missing or doubled digit or letter.
import { phoneKey } from '#shared/base/find/phone_key.ts';
import { accountKey, plainText } from '#shared/base/find/plain_text.ts';
import type { MatchedBy } from '#shared/contract/view_customer.ts';
import { pinyinSpellings, withoutMarks } from './search_letters.ts';

export type GuessBy = Extract<MatchedBy, 'phone' | 'account' | 'pinyin' | 'id-tail'>;
type Guess = { readonly by: GuessBy; readonly values: readonly string[] };

const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** None for texts so short, or beginnings, that too many would be near. */
export function guessesFor(typed: string): readonly Guess[] {
  const text = plainText(typed).trim();
  const account = accountKey(text);
  const number = phoneKey(text);
  const letters = withoutMarks(account).toLowerCase();
  if (/^\d{6}$/.test(number)) return [{ by: 'id-tail', values: [number.slice(-4)] }];
  if (/^\d{10,14}$/.test(number)) {
    return [
      { by: 'phone', values: oneSlipFrom(number, DIGITS) },
      { by: 'account', values: oneSlipFrom(account, DIGITS) },
    ];
  }
  if (/^[a-z]{5,24}$/.test(letters)) {
    const near = pinyinSpellings(letters).flatMap((each) => oneSlipFrom(each, LETTERS));
    return [{ by: 'pinyin', values: near }];
  }
  if (/^(?=.*\d)[A-Z\d]{6,24}$/.test(account)) {
    return [{ by: 'account', values: oneSlipFrom(account, DIGITS) }];
  }
  return [];
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
