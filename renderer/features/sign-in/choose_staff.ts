// Which of the staff the person means, by what was typed: a number on a tile, first letters, or a staff code.
import type { StaffEntry } from '#shared/contract/view_status.ts';

export type StaffTile = StaffEntry & {
  /** The number on the tile: 1, 2, 3 ... */
  readonly number: number;
  readonly initials: string;
};

export function staffTiles(staff: readonly StaffEntry[]): StaffTile[] {
  const collator = createPinyinCollator();
  return staff.map((entry, index) => ({
    ...entry,
    number: index + 1,
    initials: initialsOf(entry.name, collator),
  }));
}

/** Tiles that match, in their order. Nothing typed: all. Digits mean tiles only. */
export function tilesMatching(tiles: readonly StaffTile[], typed: string): readonly StaffTile[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return tiles;
  if (/^\d+$/.test(text)) return tiles.filter(({ number }) => String(number).startsWith(text));
  return tiles.filter(
    ({ initials, name, id }) =>
      initials.startsWith(text) ||
      name.toLowerCase().startsWith(text) ||
      id.toLowerCase().startsWith(text),
  );
}

/** The first character, in pinyin order, of each initial letter: no dictionary is loaded for a list of ten people. */
const FIRST: readonly (readonly [string, string])[] = [
  ['阿', 'a'], ['八', 'b'], ['嚓', 'c'], ['哒', 'd'], ['妸', 'e'], ['发', 'f'], ['旮', 'g'],
  ['哈', 'h'], ['讥', 'j'], ['咔', 'k'], ['垃', 'l'], ['痳', 'm'], ['拏', 'n'], ['噢', 'o'],
  ['妑', 'p'], ['七', 'q'], ['呥', 'r'], ['扨', 's'], ['它', 't'], ['穵', 'w'], ['夕', 'x'],
  ['丫', 'y'], ['帀', 'z'],
]; // prettier-ignore

/** `张丽` is `zl`; letters and digits stay, anything else is left out. Readings are the most common ones. */
export function initialsOf(name: string, collator: Intl.Collator): string {
  return Array.from(name.toLowerCase(), (character) => {
    if (/[a-z0-9]/.test(character)) return character;
    if (!/\p{Script=Han}/u.test(character)) return '';
    return FIRST.findLast(([first]) => collator.compare(first, character) <= 0)?.[1] ?? '';
  }).join('');
}

export const createPinyinCollator = (): Intl.Collator => new Intl.Collator('zh-Hans-u-co-pinyin');
