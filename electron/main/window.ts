// The one window.
import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import type { Folders } from './folders.ts';
import { jsonFile } from './json_file.ts';
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
    ...(process.platform === 'linux' ? { icon: join(folders.resources, 'icons', 'icon.png') } : {}),
    webPreferences: {
      preload: folders.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: isDevelopment,
      navigateOnDragDrop: false,
      safeDialogs: true,
    },
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
