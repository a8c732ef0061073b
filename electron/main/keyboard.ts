// Keys of the shell itself: the size of the page, and in development the tools. Everything else is the page's.
import type { Input, WebContents } from 'electron';

const STEP = 0.5;
const LEAST = -2;
const MOST = 4;

/** @param usual the level of the size that was chosen in the settings */
export function watchKeys(
  contents: WebContents,
  isDevelopment: boolean,
  usual: () => number,
): void {
  contents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown') return;
    if (isDevelopment && isToolsKey(input)) {
      contents.toggleDevTools();
      event.preventDefault();
      return;
    }
    const level = zoomAfter(input, contents.getZoomLevel(), usual());
    if (level === null) return;
    contents.setZoomLevel(level);
    event.preventDefault();
  });
}

const isToolsKey = ({ key, control, shift }: Input): boolean =>
  key === 'F12' || (control && shift && key.toLowerCase() === 'i');

/** Null when the key is not about size. */
export function zoomAfter(
  { key, control, meta, alt }: Pick<Input, 'key' | 'control' | 'meta' | 'alt'>,
  level: number,
  usual: number,
): number | null {
  if (alt || control === meta) return null;
  if (key === '0') return usual;
  if (key === '+' || key === '=') return Math.min(MOST, level + STEP);
  if (key === '-' || key === '_') return Math.max(LEAST, level - STEP);
  return null;
}
