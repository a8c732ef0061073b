// The size of the page that was chosen in the settings, as far as the window leaves room for it.
import type { BrowserWindow } from 'electron';
import type { TextSize } from '#shared/contract/shell.ts';
import { MIN_HEIGHT, MIN_WIDTH } from './window_place.ts';

/** What one level of Chromium's zoom multiplies by. */
const LEVEL = 1.2;

/** The page keeps the room in which it fits: a small window shows less of the size, never less of the page. */
export const zoomFor = (
  percent: TextSize,
  { width, height }: { readonly width: number; readonly height: number },
): number => Math.max(1, Math.min(percent / 100, width / MIN_WIDTH, height / MIN_HEIGHT));

export type TextSizer = {
  apply(): void;
  /** As a level of Chromium's zoom. */
  level(): number;
};

/** Follows the window as long as nobody zooms by key. */
export function keepTextSize(window: BrowserWindow, percent: () => TextSize): TextSizer {
  let applied = 0;
  const level = (): number => {
    const [width = MIN_WIDTH, height = MIN_HEIGHT] = window.getContentSize();
    return Math.log(zoomFor(percent(), { width, height })) / Math.log(LEVEL);
  };
  const apply = (): void => {
    applied = level();
    window.webContents.setZoomLevel(applied);
  };
  window.webContents.on('did-finish-load', apply);
  window.on('resize', () => {
    if (Math.abs(window.webContents.getZoomLevel() - applied) < 0.01) apply();
  });
  return { apply, level };
}
