// The other ways to say a name: from the one that HQ computed and the table of second readings.
import { nameKey } from './plain_text.ts';
import { GIVEN_READINGS, SURNAME_READINGS } from './second_readings.ts';

export type Reading = { readonly pinyin: string; readonly initials: string };

/** More than a person would try; names with several such characters multiply. */
const MAX_READINGS = 8;

/** Surnames of two characters: the given name is what follows. */
const COMPOUND =
  /^(?:欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|子车|亓官|司寇|巫马|公西|颛孙|壤驷|公良|漆雕|乐正|宰父|谷梁|拓跋|夹谷|轩辕|令狐|段干|百里|呼延|东郭|南门|羊舌|微生|单于|西门|第五|左丘|东门|南荣)(?=.)/u;
const HAN_NAME = /^\p{Script=Han}{2,}$/u;

/** `张三丰` -> `三丰`, `欧阳修文` -> `修文`; empty unless two characters or more remain. */
export function givenName(name: string): string {
  const key = nameKey(name);
  if (!HAN_NAME.test(key)) return '';
  const parts = name.split(/[·•‧∙⋅・･．.]/u);
  if (parts.length > 1) return parts.length === 2 ? longEnough(nameKey(parts[1] ?? '')) : '';
  const characters = Array.from(key);
  if (characters.length > 4) return '';
  return longEnough(characters.slice(COMPOUND.test(key) ? 2 : 1).join(''));
}

const longEnough = (given: string): string => (Array.from(given).length >= 2 ? given : '');

/**
 * Readings besides the one given: 曾乐, `zengle`, `zl` is also `cengle`, `zengyue`, `cengyue`. None for a name
 * without such characters, or whose pinyin cannot be told apart by its initials.
 */
export function otherReadings(name: string, pinyin: string, initials: string): readonly Reading[] {
  const key = nameKey(name);
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
  const distinct = new Map(found.map((parts) => [parts.join(''), initialsOf(parts)]));
  distinct.delete(pinyin);
  return Array.from(distinct, ([each, letters]) => ({ pinyin: each, initials: letters })).slice(
    0,
    MAX_READINGS,
  );
}

const initialsOf = (parts: readonly string[]): string =>
  parts.map((part) => part.slice(0, 1)).join('');

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
