// What a number format says of the number it shows (ECMA-376 part 1, 18.8.30).

/** The first section without literal text, colours, conditions, padding and fill. WPS escapes by `!` too. */
const bareFormat = (code: string): string =>
  (code.replace(/"[^"]*"|[\\!].|\[[^\]]*\]|_.|\*./g, '').split(';')[0] ?? '').trim();

/** Built-in formats 14 to 17 and 22 are days, 27 to 36 and 50 to 58 those of East Asia; others are told by their letters. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  // `ss.000` counts parts of a second.
  const letters = bareFormat(code).replace(/s\.0+/gi, 's');
  return /[yde]|aaa/i.test(letters) && !/general|[0#?]/i.test(letters);
}

/** Hours, minutes and seconds without a day: built-in formats 18 to 21 and 45 to 47, and `[h]:mm`. */
export function isTimeFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 18 && id <= 21) || (id >= 45 && id <= 47);
  if (isDateFormat(id, code)) return false;
  const bare = bareFormat(code);
  // `h"小时"mm"分"` has no colon.
  return (
    /\[(h+|m+|s+)\]/i.test(code) ||
    (/[hs]/i.test(bare) && (/:/.test(code) || /^[hms\s.]+$/i.test(bare)))
  );
}

/** `00000` and `#00000` show 7 as `00007`: 5. Zeros in groups (`000-0000`) count together. Other formats: 0. */
export function zerosOfFormat(code: string): number {
  const zeros = /^[#?]*(0+)$/.exec(bareFormat(code).replace(/[-\s(),]/g, ''))?.[1];
  return zeros?.length ?? 0;
}

/**
 * Digits, or a point between digits, that the format writes and the cell does not hold: `0"."00` shows 12345 as 123.45,
 * `"0931-"0000000` an area code, `0"00"` hundreds, `"-"0` a sign. Whoever made the file may have meant either. Formats
 * that make the number smaller (`0!.0,"万"`) show what it is.
 */
export function hasOwnDigits(code: string): boolean {
  const shown = shownOf(code);
  if (/[#0?],+(?![#0?])/.test(shown.replace(/"[^"]*"/g, ''))) return false;
  const parts = partsOf(shown).map(({ text, isNumber }) => ({ text: text.trim(), isNumber }));
  const first = parts.findIndex(({ isNumber }) => isNumber);
  const last = parts.findLastIndex(({ isNumber }) => isNumber);
  const before = textOf(parts.slice(0, Math.max(0, first)));
  const behind = textOf(parts.slice(last + 1));
  const between = parts.slice(first, last);
  return (
    /^(?:[-−]|[\d\s()-]*\d[\d\s()-]*)$/.test(before) ||
    // In brackets, or with a minus behind: so accountants write less than nothing.
    (before.endsWith('(') && behind.startsWith(')')) ||
    /^[-−]$|^\d/.test(behind) ||
    (!isGrouped(parts.slice(first, last + 1)) &&
      between.some(({ text, isNumber }) => !isNumber && /\d|^[.,'’·]$/.test(text)))
  );
}

export type Part = { readonly text: string; readonly isNumber: boolean };

/** `000"****"0000` keeps its stars. */
const withoutPadding = (section: string): string =>
  section.replace(
    /("[^"]*")|\[[^\]]*\]|_.|\*./g,
    (_, literal: string | undefined) => literal ?? '',
  );

const shownOf = (code: string): string =>
  withoutPadding(code.split(';')[0] ?? '')
    .replace(/[\\!](.)/g, '"$1"')
    .replaceAll('""', '');

const partsOf = (shown: string): readonly Part[] =>
  Array.from(shown.matchAll(/"([^"]*)"|([#0?][#0?.,]*)|[^"#0?]+/g), (match) => ({
    text: match[1] ?? match[0],
    isNumber: match[2] !== undefined,
  }));

/** `0000-00`, `"NO."000"/"000`: digits and what stands between them. Undefined for a format without such marks. */
export function placesOfFormat(code: string): readonly Part[] | undefined {
  const parts = partsOf(shownOf(code));
  const isOfMarks = parts.every(({ text, isNumber }) =>
    isNumber ? /^[#0]+$/.test(text) : !/e[-+]/i.test(text),
  );
  return isOfMarks && parts.filter(({ isNumber }) => isNumber).length > 1 ? parts : undefined;
}

/** 12345 by `0000-00` is `0123-45`. */
export function inPlaces(digits: string, places: readonly Part[]): string {
  const zeros = places.map(({ text, isNumber }) => (isNumber ? text.split('0').length - 1 : 0));
  const first = places.findIndex(({ isNumber }) => isNumber);
  let rest = digits.padStart(
    zeros.reduce((sum, count) => sum + count, 0),
    '0',
  );
  let text = '';
  for (const [index, place] of [...places.entries()].toReversed()) {
    if (!place.isNumber) text = place.text + text;
    else {
      const from = index === first ? 0 : Math.max(0, rest.length - place.text.length);
      text = rest.slice(from) + text;
      rest = rest.slice(0, from);
    }
  }
  return text;
}

const textOf = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('');

/** `##\\,##\\,##0.00`, as India groups: the commas stand before the last three digits, where no fraction begins. */
const isGrouped = (parts: readonly Part[]): boolean =>
  parts.every(({ text, isNumber }) => isNumber || text === ',') &&
  /^[#0?]{3}(?:\.[#0?]*)?$/.test(parts.at(-1)?.text ?? '');

export type Letters = { readonly before: string; readonly behind: string };

/**
 * What a format writes before and behind the number: `NO.` of `"NO."0000`, `万` of `0.0"万"`, `$`. A locale alone
 * (`[$-804]`) says nothing, and built-in formats take the sign of whoever opens the file. Undefined without such, and
 * where the format itself makes the number smaller (`0.0,`, `0!.0,`) or chooses by its size. Some programs write
 * General in the words of their country.
 */
export function lettersOfFormat(code: string): Letters | undefined {
  const sections = code.split(';');
  const [first = ''] = sections;
  if (!/\[[<>=]/.test(first)) return lettersOfSection(first);
  const all = sections.map(lettersOfSection);
  const [one] = all;
  // `[>=100000]"₹"##\\,##\\,##0;"₹"##,##0` writes one sign whatever the size.
  return all.every((each) => each?.before === one?.before && each?.behind === one?.behind)
    ? one
    : undefined;
}

function lettersOfSection(section: string): Letters | undefined {
  const shown = section
    .replace(/\[\$([^\]-]*)[^\]]*\]/g, '"$1"')
    .replace(/("[^"]*")|\[[^\]]*\]|_.|\*./g, '$1')
    .replace(/[\\!](.)/g, '"$1"');
  const [, before = '', number = '', behind = ''] =
    /^((?:"[^"]*"|[^"#0?])*?)([#0?][#0?.,]*|general|g\/通用格式)((?:"[^"]*"|[^"#0?])*)$/i.exec(
      shown.replaceAll('","', ','),
    ) ?? [];
  if (number === '' || number.endsWith(',')) return undefined;
  const [left = '', right = ''] = [before, behind].map((part) => part.replace(/["\s()+]/g, ''));
  return /[\p{L}\p{Sc}%‰]/u.test(left + right) ? { before: left, behind: right } : undefined;
}

/** Money of another kind, or another unit, or a word that turns it: `欠`, `CR`. ¥ is what the button for money writes in China, whatever the number. */
const OTHER_UNIT =
  /(?![¥￥])\p{Sc}|[十百千万亿角分秒时成%‰]|[元圆]$|^[kmgt]i?b?(?![a-z])|^b(?:ytes?)?$|^h(?:rs?|ours?)?$|^s(?:ecs?)?$|^rs\.?$|rupee|USD|EUR|GBP|HKD|JPY|INR|[欠负亏借贷]|^[cd]r\.?$|美元|港[元币]|欧元|英镑|日[元圆]|卢比/iu;

export const isOtherUnit = ({ before, behind }: Letters): boolean =>
  OTHER_UNIT.test(before) || OTHER_UNIT.test(behind);

/** A section that shows the number, the text or the day that stands in the cell, and does not put a word in its place. */
const SHOWS = /[0#?@ymdhsea]|general|g\/通用格式/i;
/** What a section without them may say of 0. */
const NONE = /^(?:[-–—－\s]*|无|零|nil)$/i;

type Section = { readonly shows: boolean; readonly words: string; readonly condition: string };

const sectionsOf = (code: string): readonly Section[] =>
  code
    .replace(/"[^"]*"|[\\!]./g, (literal) => literal.replaceAll(';', ','))
    .split(';')
    .map((section) => {
      const bare = section.replace(/"[^"]*"|[\\!].|\[[^\]]*\]|_.|\*./g, '');
      const words = section
        .replace(/\[[^\]]*\]|_.|\*./g, '')
        .replace(/["\\!]/g, '')
        .trim();
      const [condition = ''] = /(?<=\[)[<>=]+-?[\d.]+(?=\])/.exec(section) ?? [];
      const shows = SHOWS.test(bare) || /\[[hms]+\]/i.test(section);
      return { shows, words, condition };
    });

/** Whether the format puts nothing, or a word, in the place of some values. */
export const mayHide = (code: string): boolean =>
  code !== '' && sectionsOf(code).some(({ shows }) => !shows);

/**
 * `;;;` shows nothing of a cell, `0;;` nothing of what is below zero, `"***"` a mask, `0;0;"不详"` that 0 is not known.
 * Zeros that a format leaves out or shows as a dash (`0;-0;;@`) are zeros.
 */
export function hidesNumber(code: string, value: number): boolean {
  const sections = sectionsOf(code);
  const [first, second = first, third = first] = sections;
  const byCondition = sections.some(({ condition }) => condition !== '')
    ? (sections.find(({ condition }) => condition === '' || holds(condition, value)) ??
      sections.at(-1))
    : undefined;
  const section = byCondition ?? (value > 0 ? first : value < 0 ? second : third);
  if (!section || section.shows) return false;
  return value !== 0 || !first?.shows || !NONE.test(section.words);
}

/** Texts have the fourth section; without one they are shown. */
export const hidesText = (code: string): boolean => sectionsOf(code)[3]?.shows === false;

function holds(condition: string, value: number): boolean {
  const [, sign = '', than = '0'] = /^([<>=]+)(.*)$/.exec(condition) ?? [];
  const limit = Number(than);
  return (
    (sign.includes('<') && value < limit) ||
    (sign.includes('>') && value > limit) ||
    (sign.includes('=') && value === limit)
  );
}

export const isPercentFormat = (code: string): boolean => bareFormat(code).includes('%');
