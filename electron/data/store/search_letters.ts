// Letters as people type pinyin: ü in every spelling, and a family name in full before initials.

/** `lǐ` -> `li`, `lǚ` -> `lv`: pinyin as the search keys spell it. */
export const withoutMarks = (text: string): string =>
  /^[\x20-\x7E]*$/.test(text)
    ? text
    : text
        .normalize('NFD')
        .replace(/u([\u0300-\u0304\u030c]*)\u0308/giu, 'v$1')
        .replace(/\p{Mark}/gu, '');

/** The keys have ü as `v` after l and n, and as `u` after j, q, x, y. People type v, yu or u. */
export function pinyinSpellings(letters: string): readonly string[] {
  const key = letters
    .replace(/([jqxy])v/g, '$1u')
    .replace(/([ln])yu/g, '$1v')
    .replace(/([ln])ue/g, '$1ve');
  let spellings: readonly string[] = [''];
  // `luo`, `nuan` have a u; `lu` may have either.
  for (const part of key.split(/(?<=[ln])(?=u(?![ao]))/)) {
    const both = part.startsWith('u') ? [part, `v${part.slice(1)}`] : [part];
    spellings = spellings.flatMap((before) => both.map((each) => before + each)).slice(0, 4);
  }
  // As typed first: `linyue` is lin and yue.
  return [...new Set([letters, ...spellings])];
}

/** As a family name is said: one syllable, or two of the commonest. */
const SURNAME =
  /^(?:ouyang|shangguan|sima|zhuge|situ|huangfu|murong|linghu|yuchi|weichi|xiahou|dongfang|nangong|gongsun|zhangsun|changsun|duanmu|dugu|yuwen|ximen|tantai|chanyu|danyu|moqi|wansi|(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng|n|r)?)$/;
const TWO_SYLLABLES = /^[^aeiouv]*[aeiouv]+(?:ng|n)?([^aeiouv])[aeiouv]/;

/** `wangxm` -> `wang` and `wxm`; `liuyj` -> `liu` and `lyj`. At most two characters follow a family name, or three. */
export function surnamesWithInitials(
  letters: string,
): readonly { readonly surname: string; readonly initials: string }[] {
  const found: { surname: string; initials: string }[] = [];
  for (let rest = 1; rest <= 3 && rest < letters.length - 1; rest += 1) {
    const typed = letters.slice(0, -rest);
    const tail = letters.slice(-rest);
    if (!SURNAME.test(typed) || /[iuv]/.test(tail)) continue;
    for (const surname of pinyinSpellings(typed)) {
      const second = TWO_SYLLABLES.exec(surname)?.[1] ?? '';
      found.push({ surname, initials: surname.slice(0, 1) + second + tail });
    }
  }
  return found;
}

const SYLLABLE = /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng|n|r)?$/;
const VOWELS = 'aeiouv';
const CONSONANTS = 'bcdfghjklmnpqrstwxyz';

/**
 * How the pinyin of a name goes on where the letters are all of its first syllable: 林浩 is found by `lin`, and neither
 * 李娜 nor 凌浩. Empty unless the letters are one syllable. A second syllable that begins with a vowel cannot be told.
 */
export function wholeSyllable(letters: string): readonly string[] {
  if (!SYLLABLE.test(letters)) return [];
  const end = letters.slice(-1);
  // Before a vowel these begin the next syllable, before anything else they would end this one.
  const longer = end === 'n' ? 'g' : VOWELS.includes(end) ? (letters === 'e' ? 'nr' : 'n') : '';
  return Array.from(CONSONANTS, (next) => letters + next).flatMap((begun) =>
    longer.includes(begun.slice(-1)) ? Array.from(VOWELS, (vowel) => begun + vowel) : [begun],
  );
}
