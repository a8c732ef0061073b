// The order of the care list, and whom to serve next. Pure.
import type { CareItem } from '#shared/contract/view_care.ts';

/** Nobody spoke to them yet; who was not reached may be tried again, but not before the others. */
const RANKS = { null: 0, 'not-reached': 1, 'not-wanted': 2, done: 2 } as const;

const rankOf = ({ done }: Pick<CareItem, 'done'>): number => RANKS[done ?? 'null'];

/** First who is still to be served, then who was not reached, then the rest; in each the order of the list. */
export const careInOrder = (items: readonly CareItem[]): readonly CareItem[] =>
  items.toSorted((a, b) => rankOf(a) - rankOf(b));

export const careToDo = (items: readonly CareItem[]): number =>
  items.filter((item) => item.done === null).length;

/** May an outcome be noted? */
export const isOpenCare = ({ done }: Pick<CareItem, 'done'>): boolean =>
  done === null || done === 'not-reached';
