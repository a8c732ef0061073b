// Search keys of a name: `单雄信` -> `shanxiongxin` and `sxx`. The first characters read as a surname.
import { pinyin } from 'pinyin-pro';
import { bareLetters } from '#shared/base/find/bare_letters.ts';
import { otherReadings } from '#shared/base/find/name_readings.ts';
import { plainText } from '#shared/base/find/plain_text.ts';
import { simplified } from '#shared/base/find/simplified.ts';

export type SearchKeys = { readonly pinyin: string; readonly initials: string };

const HAN = /\p{Script=Han}/u;

/**
 * Lower-case letters and digits only; characters are read as the simple ones, since it is those of which surnames are known
 * (單 as 单). Latin words keep their letters: `Rahul 王` -> `rahulwang`, `rw`.
 */
export function searchKeysOfName(name: string): SearchKeys {
  const words = simplified(plainText(name))
    .split(/\s+/u)
    .flatMap((word) => word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []);
  const syllables = words.flatMap((word) =>
    HAN.test(word) ? syllablesOf(word) : [lettersOf(word)],
  );
  const present = syllables.filter((syllable) => syllable !== '');
  return {
    pinyin: present.join(''),
    initials: present.map((syllable) => syllable.slice(0, 1)).join(''),
  };
}

/** First letters in every reading: 曾乐 is `zl`, `zy`, `cl`, `cy`. */
export function allInitials(name: string): readonly string[] {
  const keys = searchKeysOfName(name);
  const others = otherReadings(name, keys.pinyin, keys.initials);
  return [...new Set([keys.initials, ...others.map(({ initials }) => initials)])].filter(
    (initials) => initials !== '',
  );
}

/** `v` stands for ü, as people type it. */
function syllablesOf(han: string): readonly string[] {
  const characters = Array.from(han);
  return pinyin(han, { toneType: 'none', surname: 'head', type: 'array', v: true }).map(
    (syllable, at) => lettersOf(syllable) || (NOT_IN_DICTIONARY[characters[at] ?? ''] ?? ''),
  );
}

/** Of names; read as Unicode's Unihan database has them (kMandarin). */
const NOT_IN_DICTIONARY: Readonly<Record<string, string>> = { 𠮷: 'ji', 㐂: 'xi', 𪚥: 'zhe' };

const lettersOf = (text: string): string => bareLetters(text).replace(/[^a-z0-9]/g, '');
