// What a person typed into the one box, read as the keys it may be.
import type { MatchedBy } from '#shared/contract/view_customer.ts';

type Whole = Extract<MatchedBy, 'last-four' | 'id-tail'>;

export type SearchKey =
  | { readonly by: Exclude<MatchedBy, Whole>; readonly prefix: string }
  | { readonly by: Whole; readonly exact: string };

/**
 * The keys to try, best first; none for an empty box.
 * Any way of writing a number is read: full-width digits, +86, 0086, spaces, dashes, brackets.
 */
export function searchKeys(typed: string): readonly SearchKey[] {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return [];
  if (HAN.test(text)) return [{ by: 'name', prefix: text.replace(/\s+/gu, '') }];
  const compact = text.replace(/[\s\-‐‑–—−()./·']/gu, '');
  if (/^\+?\d+$/.test(compact)) return digitKeys(compact, text);
  if (/^[A-Za-z]+$/.test(withoutMarks(compact))) return letterKeys(withoutMarks(compact), text);
  return mixedKeys(compact, text);
}

const HAN = /\p{Script=Han}/u;

function digitKeys(compact: string, text: string): readonly SearchKey[] {
  const digits = withoutCountry(compact);
  if (digits === '') return [];
  const keys: SearchKey[] = [];
  if (digits.length === 4) {
    keys.push({ by: 'last-four', exact: digits }, { by: 'id-tail', exact: digits });
  }
  keys.push({ by: 'phone', prefix: digits }, ...accountKeys(digits, text));
  return keys;
}

/** `+8613812346688`, `008613812346688` and `8613812346688` are one number. */
function withoutCountry(digits: string): string {
  if (digits.startsWith('+')) return digits.replace(/^\+(86|91)?/, '');
  if (digits.startsWith('0086') || digits.startsWith('0091')) return digits.slice(4);
  if (/^861\d{10}$/.test(digits)) return digits.slice(2);
  return digits;
}

/** Every syllable has a vowel; `zh` may be the beginning of one. */
const isNoPinyin = (letters: string): boolean => letters.length > 2 && !/[aeiouvy]/.test(letters);

/** Nobody's name has more characters or words. */
const MAX_INITIALS = 10;

function letterKeys(letters: string, text: string): readonly SearchKey[] {
  const prefix = letters.toLowerCase();
  return [
    ...(isNoPinyin(prefix) ? [] : [{ by: 'pinyin', prefix } as const]),
    ...(prefix.length > MAX_INITIALS ? [] : [{ by: 'initials', prefix } as const]),
    // Names of another script are stored as they are written: `Rahul`.
    { by: 'name', prefix: text },
    // An account of letters only is but a beginning; they are written in capitals.
    { by: 'account', prefix: letters.toUpperCase() },
  ];
}

function mixedKeys(compact: string, text: string): readonly SearchKey[] {
  const keys: SearchKey[] = [];
  if (/^\d{3}[Xx]$/.test(compact)) keys.push({ by: 'id-tail', exact: compact.toUpperCase() });
  keys.push(...accountKeys(compact, text));
  return keys;
}

/** Account numbers are kept as their source writes them: with or without dashes, in capitals or not. */
const accountKeys = (compact: string, text: string): readonly SearchKey[] =>
  [...new Set([text, compact, text.toUpperCase(), compact.toUpperCase()])]
    .filter((prefix) => prefix !== '')
    .map((prefix) => ({ by: 'account', prefix }));

/** `lǐ` -> `li`, `lǚ` -> `lv`: pinyin as the search keys spell it. */
const withoutMarks = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/u([\u0300-\u0304\u030c]*)\u0308/gu, 'v$1')
    .replace(/\p{Mark}/gu, '');
