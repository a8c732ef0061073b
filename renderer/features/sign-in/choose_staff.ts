// Which of the staff the person means, by what was typed: a number on a tile, first letters, or a staff code.
import type { StaffEntry } from '#shared/contract/view_status.ts';
import { createPinyinCollator, initialsOf } from './initials.ts';

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
