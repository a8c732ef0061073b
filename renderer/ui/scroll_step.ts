// How far the keys that do not edit the search text move the text around it, in CSS px.
import type { KeyPress } from './use_keys.ts';

const LINE = 60;
/** What stays in sight of the page before. */
const OVERLAP = 48;

/** 0: not a key that scrolls. */
export function scrollStep(press: Pick<KeyPress, 'key' | 'ctrl' | 'alt'>, height: number): number {
  if (press.ctrl || press.alt) return 0;
  switch (press.key) {
    case 'ArrowDown':
      return LINE;
    case 'ArrowUp':
      return -LINE;
    case 'PageDown':
      return Math.max(LINE, height - OVERLAP);
    case 'PageUp':
      return -Math.max(LINE, height - OVERLAP);
    default:
      return 0;
  }
}
