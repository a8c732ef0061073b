// How the characters of a name are said, learned from customers who have them: HQ alone has the dictionary.
import type { ReadableDB } from '../db/driver.ts';
import { soundQuery } from './search_queries.ts';

/** Null when nobody has one of the characters where it can be told from its neighbours. */
export function soundOf(
  cache: ReadableDB,
  name: string,
): { readonly pinyin: string; readonly initials: string } | null {
  const sounds = Array.from(name, (character, index) => soundOfOne(cache, character, index === 0));
  return sounds.includes('')
    ? null
    : { pinyin: sounds.join(''), initials: sounds.map((each) => each.charAt(0)).join('') };
}

function soundOfOne(cache: ReadableDB, character: string, isSurname: boolean): string {
  for (const query of soundQuery(character, isSurname)) {
    const known = cache.get<{ sound: string; next: string }>(query);
    const sound = known === undefined ? undefined : firstSyllable(known.sound, known.next);
    if (sound !== undefined) return sound;
  }
  return '';
}

/** `xiaoming` before `m` is `xiao`; the last syllable is all that is left. */
const firstSyllable = (pinyin: string, next: string): string | undefined =>
  next === ''
    ? pinyin
    : new RegExp(`^([a-z]h?[aeiouv]+(?:ng|n|r)?|[aeo][aeiouv]*(?:ng|n|r)?)(?=${next})`).exec(
        pinyin,
      )?.[1];
