// The one window: its place, its page, and no menu bar.
import { join } from 'node:path';
import { BrowserWindow, Menu, screen } from 'electron';
import { HOME } from './app_path.ts';
import { jsonFile } from './atomic_file.ts';
import { delayBefore, HEALTHY_MS } from './backoff.ts';
import type { Folders } from './folders.ts';
import { webPreferencesFor } from './web_preferences.ts';
import {
  displayKey,
  MIN_HEIGHT,
  MIN_WIDTH,
  NO_PLACES,
  placeFor,
  placesSchema,
  remember,
} from './window_place.ts';

/** The page's own ground, so that nothing flashes before the first paint. */
const BACKGROUND = '#f1f4f4';
const SAVE_PLACE_AFTER_MS = 500;

export function openWindow(folders: Folders, isDevelopment: boolean): BrowserWindow {
  const placesFile = jsonFile(folders.windowFile, placesSchema, NO_PLACES);
  const places = placesFile.read();
  const place = placeFor(places, screen.getAllDisplays(), screen.getPrimaryDisplay());
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: '多说一句 Counter Assist',
    backgroundColor: BACKGROUND,
    autoHideMenuBar: true,
    webPreferences: webPreferencesFor(folders.preload, isDevelopment),
  });
  if (place.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());

  let current = places;
  const savePlace = (): void => {
    const bounds = window.getNormalBounds();
    const display = screen.getDisplayMatching(window.getBounds());
    const next = remember(current, display, { bounds, isMaximized: window.isMaximized() });
    if (current.last === displayKey(display) && JSON.stringify(next) === JSON.stringify(current)) {
      return;
    }
    current = next;
    placesFile.write(current);
  };
  let timer: NodeJS.Timeout | null = null;
  const saveSoon = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(savePlace, SAVE_PLACE_AFTER_MS);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('close', () => {
    if (timer !== null) clearTimeout(timer);
    savePlace();
  });
  return window;
}

/** Linux takes it from the window. Once the page is painted: to read it takes as long as to make the window. */
export function giveIcon(window: BrowserWindow, folders: Folders): void {
  if (process.platform !== 'linux' || window.isDestroyed()) return;
  window.setIcon(join(folders.resources, 'icons', 'icon.png'));
}

/** Loads the page; one that crashed comes back by itself, with growing delays. */
export function keepPageAlive(window: BrowserWindow, warn: (text: string) => void): void {
  const load = (): void => {
    if (window.isDestroyed()) return;
    // Also when the window closes while it loads.
    window.loadURL(HOME).catch((error: Error) => warn(`the page was not loaded: ${error.message}`));
  };
  load();
  let attempt = 0;
  let lastCrash = 0;
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    attempt = Date.now() - lastCrash > HEALTHY_MS ? 1 : attempt + 1;
    lastCrash = Date.now();
    warn(`the page's process ended: ${reason} (${exitCode})`);
    setTimeout(load, delayBefore(attempt));
  });
  window.webContents.on('unresponsive', () => warn('the page does not respond'));
  window.webContents.on('preload-error', (_, _path, error) => warn(`preload: ${error.message}`));
}

/** macOS takes copy and paste from a menu, so it gets a minimal one. */
export const applicationMenu = (platform: NodeJS.Platform): Menu | null =>
  platform === 'darwin'
    ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
    : null;
