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

/** Tiles that match, in their order; an exact number comes first. Nothing typed: all. */
export function tilesMatching(tiles: readonly StaffTile[], typed: string): readonly StaffTile[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return tiles;
  const exact = tiles.filter((tile) => String(tile.number) === text);
  const others = tiles.filter(
    (tile) =>
      !exact.includes(tile) &&
      (String(tile.number).startsWith(text) ||
        tile.initials.startsWith(text) ||
        tile.name.toLowerCase().startsWith(text) ||
        tile.id.toLowerCase().startsWith(text)),
  );
  return [...exact, ...others];
}
