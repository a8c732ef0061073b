// The other ways to say a name: other readings of its characters, other orders of its words, and the given name alone.
import { bareLetters } from './bare_letters.ts';
import { nameKey, plainText } from './plain_text.ts';
import { GIVEN_READINGS, SURNAME_READINGS } from './second_readings.ts';

export type Reading = {
  readonly pinyin: string;
  readonly initials: string;
  /** The given name alone; empty where it cannot be told, or is one syllable. */
  readonly given: string;
  /** As it is written in this order of its words; empty for a name all in characters, which has one order. */
  readonly written: string;
};

/** A name as HQ wrote and read it. */
type Name = { readonly name: string; readonly pinyin: string; readonly initials: string };

/** More than a person would try; names with several such characters multiply. */
const MAX_READINGS = 8;

/** Surnames of two characters: the given name is what follows. */
const COMPOUND =
  /^(?:欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|子车|亓官|司寇|巫马|公西|颛孙|壤驷|公良|漆雕|乐正|宰父|谷梁|拓跋|夹谷|轩辕|令狐|段干|百里|呼延|东郭|南门|羊舌|微生|单于|西门|第五|左丘|东门|南荣)(?=.)/u;
const HAN_NAME = /^\p{Script=Han}{2,}$/u;
/** Between the parts of a name such as 阿依古丽·买买提. */
const DOT = /[·•‧∙⋅・･．.⸱⸳ꞏ●◦⦁∘ᐧ˙丶᛫⁃⚫⚬▪■°|~]/u;

/** `张三丰` -> `三丰`, `欧阳修文` -> `修文`; empty unless two characters or more remain. */
export function givenName(name: string): string {
  const characters = Array.from(nameKey(name));
  return characters.slice(givenStart(name, characters)).join('');
}

/** Where the given name begins among the characters of the key; their number where it cannot be told. */
function givenStart(name: string, characters: readonly string[]): number {
  const { length } = characters;
  const key = characters.join('');
  if (!HAN_NAME.test(key)) return length;
  const second = name === key ? undefined : startOfSecond(name);
  const start = second ?? (length > 4 ? length : COMPOUND.test(key) ? 2 : 1);
  return length - start >= 2 ? start : length;
}

/** Of names in parts: their second, up to the end. Parts may also stand apart, unless it is 张 三丰. */
function startOfSecond(name: string): number | undefined {
  const text = plainText(name).trim();
  const parts = (DOT.test(text) ? text.split(DOT) : text.split(/\s+/u)).map(
    (part) => Array.from(nameKey(part)).length,
  );
  const isInParts = parts.length > 1 && (DOT.test(text) || parts.every((length) => length > 1));
  return isInParts ? parts[0] : undefined;
}

/** The given name alone, as it is said: `zhangsanfeng`, `zsf` -> `sanfeng`. */
export function givenPinyin({ name, pinyin, initials }: Name): string {
  const characters = Array.from(nameKey(name));
  const start = givenStart(name, characters);
  if (start >= characters.length || characters.length !== initials.length) return '';
  return syllablesOf(pinyin, initials)?.slice(start).join('') ?? '';
}

/** Every way to say and to order a name, its own first: no two of one pinyin. */
export function allReadings(name: Name): readonly Reading[] {
  const written = isInCharacters(name.name) ? '' : nameKey(name.name);
  const { pinyin, initials } = name;
  const own = { pinyin, initials, given: givenPinyin(name), written };
  return (pinyin + initials + written === '' ? [] : [own]).concat(
    otherReadings(name.name, pinyin, initials),
  );
}

/** Empty too. */
const isInCharacters = (name: string): boolean => /^\p{Script=Han}*$/u.test(nameKey(name));

/**
 * Besides the one given: 曾乐, `zengle`, `zl` is also `cengle`, `zengyue`, `cengyue`; Rahul Sharma is also
 * `sharmarahul`. None for a name of characters without such, or whose pinyin cannot be told apart by its initials.
 */
export function otherReadings(name: string, pinyin: string, initials: string): readonly Reading[] {
  const key = nameKey(name);
  if (!isInCharacters(name)) return otherOrders(name, pinyin);
  if (!HAN_NAME.test(key)) return [];
  const characters = Array.from(key);
  if (characters.length !== initials.length || !hasSecond(characters)) return [];
  const syllables = syllablesOf(pinyin, initials);
  if (syllables === null) return [];
  const compound = SURNAME_READINGS.get(characters.slice(0, 2).join(''));
  const surnames =
    compound?.map((each) => each.split("'")) ??
    [syllables[0] ?? '', ...(SURNAME_READINGS.get(characters[0] ?? '') ?? [])].map((each) => [
      each,
    ]);
  let found: readonly (readonly string[])[] = surnames;
  for (const [index, character] of characters.entries()) {
    if (index < (surnames[0]?.length ?? 1)) continue;
    const each = new Set([syllables[index] ?? '', ...(GIVEN_READINGS.get(character) ?? [])]);
    found = found.flatMap((before) => [...each].map((syllable) => [...before, syllable]));
  }
  const start = givenStart(name, characters);
  return distinct(
    found.map((parts) => ({
      pinyin: parts.join(''),
      initials: initialsOf(parts),
      given: parts.slice(start).join(''),
      written: '',
    })),
    [pinyin],
  );
}

/** Words in every order, or with each of them first where there are many; in any script that has letters. */
function otherOrders(name: string, pinyin: string): readonly Reading[] {
  const words = bareLetters(plainText(name))
    .split(/[\s.,·•‧・，、/-]+/u)
    .map(nameKey)
    .filter((word) => word !== '');
  const orders =
    words.length > 3
      ? words.map((_, first) => [...words.slice(first), ...words.slice(0, first)])
      : ordersOf(words);
  return distinct(
    orders.map((parts) => {
      const written = parts.join('');
      return { pinyin: written, initials: initialsOf(parts), given: '', written };
    }),
    [words.join(''), pinyin],
  );
}

const ordersOf = (words: readonly string[]): readonly (readonly string[])[] =>
  words.length < 2
    ? [words]
    : words.flatMap((word, index) =>
        ordersOf(words.toSpliced(index, 1)).map((rest) => [word, ...rest]),
      );

function distinct(readings: readonly Reading[], known: readonly string[]): readonly Reading[] {
  const found = new Map(readings.map((reading) => [reading.pinyin, reading]));
  for (const each of known) found.delete(each);
  return [...found.values()].slice(0, MAX_READINGS);
}

const initialsOf = (parts: readonly string[]): string =>
  parts.map((part) => Array.from(part)[0] ?? '').join('');

const hasSecond = (characters: readonly string[]): boolean =>
  SURNAME_READINGS.has(characters[0] ?? '') ||
  SURNAME_READINGS.has(characters.slice(0, 2).join('')) ||
  characters.slice(1).some((character) => GIVEN_READINGS.has(character));

/** `zhangsanfeng`, `zsf` -> zhang san feng; null where the initials do not say where a syllable begins. */
function syllablesOf(pinyin: string, initials: string): readonly string[] | null {
  if (!/^[a-z]+$/.test(initials)) return null;
  const pattern = Array.from(initials, one).join('');
  return new RegExp(`^${pattern}$`).exec(pinyin)?.slice(1) ?? null;
}

const one = (initial: string): string =>
  /[aeomn]/.test(initial)
    ? `(${initial}[aeiouv]*(?:ng|n|r)?)`
    : `(${initial}h?[aeiouv]+(?:ng|n|r)?)`;
