// Which of the staff the person means, by what was typed: a number on a tile, first letters, or a staff code.
import type { StaffEntry } from '#shared/contract/view_status.ts';

export type StaffTile = StaffEntry & {
  /** The number on the tile: 1, 2, 3 ... */
  readonly number: number;
};

export const staffTiles = (staff: readonly StaffEntry[]): StaffTile[] =>
  staff.map((entry, index) => ({ ...entry, number: index + 1 }));

/** Tiles that match, in their order. Nothing typed: all. Digits mean tiles only. */
export function tilesMatching(tiles: readonly StaffTile[], typed: string): readonly StaffTile[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return tiles;
  if (/^\d+$/.test(text)) return tiles.filter(({ number }) => String(number).startsWith(text));
  return tiles.filter(
    ({ initials, name, id }) =>
      initials.some((each) => each.startsWith(text)) ||
      name.toLowerCase().startsWith(text) ||
      id.toLowerCase().startsWith(text),
  );
}
