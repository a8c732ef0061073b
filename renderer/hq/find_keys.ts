// The keys of a list of branches with a box to find in: to the box, out of it, and from row to row.
import type { KeyPress } from '#renderer/ui/use_keys.ts';
import { focusRow } from './focus_row.ts';

export type FoundList = {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly field: HTMLInputElement | null;
  readonly rows: HTMLElement | null;
};

/** @returns whether it took the key; null: it is none of these, and free for the page */
export function pressInList(press: KeyPress, list: FoundList): boolean | null {
  if (press.ctrl || press.alt) return false;
  if (press.key === 'ArrowDown' || press.key === 'ArrowUp') {
    if (press.field === 'text') return false;
    focusRow(list.rows, press.key === 'ArrowDown' ? 1 : -1);
  } else if (press.key === 'Escape' && press.isTyping) {
    if (list.text === '') list.field?.blur();
    else list.setText('');
  } else if (press.key === 'Enter' && press.field === 'find') focusRow(list.rows, 1);
  else if (press.isTyping) return false;
  else if (press.key === '/') list.field?.focus();
  else return null;
  return true;
}
