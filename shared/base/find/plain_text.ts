// Texts as they are compared: one form for every way in which people and programs write the same characters.
import { bareLetters } from './bare_letters.ts';
import { GBK_PRIVATE } from './gbk_private.ts';
import { RADICALS } from './radicals.ts';
import { simplified } from './simplified.ts';

/**
 * Zero-width and direction marks, joiners, soft hyphens, variation selectors, the place of a pasted picture, what readers
 * send before and after a number: nobody sees them.
 */
const INVISIBLE =
  // oxlint-disable-next-line no-control-regex -- that is what they send
  /[\p{Cf}\p{Variation_Selector}\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0\uFFFC\0-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]/gu;

/** Letters as books of pinyin print them. */
const PRINTED = /[ɑⱭɡꞬ]/gu;
const ASCII_OF_PRINTED: Readonly<Record<string, string>> = { ɑ: 'a', Ɑ: 'A', ɡ: 'g', Ɡ: 'G' };

/** The CJK Radicals Supplement (the Kangxi radicals are folded by NFKC), and characters of GBK's private use. */
const STAND_IN = /[\u2E80-\u2EFF\uE815-\uE864]/gu;

/** Zeros of other scripts; their nine digits follow. */
const ZEROS = Array.from('٠۰०০੦૦୦௦౦೦൦༠᠐', (zero) => zero.charCodeAt(0));
const DIGIT = new RegExp(
  `[${ZEROS.map((zero) => `${String.fromCharCode(zero)}-${String.fromCharCode(zero + 9)}`).join('')}]`,
  'gu',
);

/** NFKC without what cannot be seen; radicals are the characters that they look like, digits are 0 to 9. */
export const plainText = (text: string): string =>
  ASCII.test(text)
    ? text
    : text
        .replace(INVISIBLE, '')
        .replace(STAND_IN, (each) => GBK_PRIVATE.get(each) ?? each)
        .replace(STAND_IN, (each) => RADICALS.get(each) ?? each)
        .replace(DIGIT, toAscii)
        .normalize('NFKC')
        .replace(PRINTED, (each) => ASCII_OF_PRINTED[each] ?? each);

const ASCII = /^[\x20-\x7E]*$/;

function toAscii(digit: string): string {
  const code = digit.charCodeAt(0);
  return String(code - (ZEROS.find((zero) => code >= zero && code < zero + 10) ?? code));
}

/** Dots of all kinds between the parts of a name, brackets, dashes and apostrophes. */
const BETWEEN = /[\s().·•‧∙⋅・･。․⸱⸳ꞏ●◦⦁∘ᐧ˙ㆍᆞ\u0F0B‐‑‒–—―−\-_'’‘`´ʼ"“”,，、/[\]【】<>《》〈〉]/gu;

/** In a name whatever is no letter and no digit: people put what their keyboard has between its parts, a stroke too. */
const BETWEEN_OF_NAME = /(?![*#?%@○◯])[\s\p{P}\p{S}\u02BC\u02D1ᐧㆍᆞ丶]|\u0307/gu;

/** The zero of years and names, for which people take a circle, the digit or the letter. */
const ROUND = /(?<=\p{Script=Han})[0o○◯](?=\p{Script=Han})/gu;

/** Nothing in it has another form: most of what is typed. */
const SIMPLE = /^[A-Za-z\d]*$/;

/**
 * A name as it is looked up: in small letters without marks, in simplified characters, without spaces, dots, dashes and
 * apostrophes.
 */
export const nameKey = (name: string): string =>
  SIMPLE.test(name)
    ? name.toLowerCase()
    : // What stands between goes first: a mark behind it belongs to the letter before.
      simplified(
        bareLetters(plainText(name).replace(BETWEEN_OF_NAME, ''))
          .replace(BETWEEN_OF_NAME, '')
          .normalize('NFC')
          .replace(ROUND, '〇'),
      );

/** An account as it is looked up: in capitals, without spaces, dots and dashes. */
export const accountKey = (account: string): string =>
  SIMPLE.test(account)
    ? account.toUpperCase()
    : plainText(account).toUpperCase().replace(BETWEEN, '').normalize('NFC');
