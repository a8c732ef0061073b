// Search keys of a name: `单雄信` -> `shanxiongxin` and `sxx`. The first characters read as a surname.
import { pinyin } from 'pinyin-pro';

export type SearchKeys = { readonly pinyin: string; readonly initials: string };

const HAN = /\p{Script=Han}/u;

/** Lower-case letters and digits only. Latin words keep their letters: `Rahul 王` -> `rahulwang`, `rw`. */
export function searchKeysOfName(name: string): SearchKeys {
  const words = name
    .normalize('NFKC')
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

/** `v` stands for ü, as people type it. */
const syllablesOf = (han: string): readonly string[] =>
  pinyin(han, { toneType: 'none', surname: 'head', type: 'array', v: true }).map(lettersOf);

const lettersOf = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
